// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/number_classes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::emit {

namespace {

NumberClasses axis_of(const StyleAxis& axis, std::span<const MapValue> drawn, bool up, Language language) {
    std::vector<double> values;
    for (const MapValue& value : drawn) values.push_back(up ? *value.number : *value.right);
    NumberClasses out = number_classes(axis.measure, values, language);
    // A square without sides is no square: nobody is in this one, and its colours are still explained.
    if (out.labels.empty()) out.labels.push_back(class_label({}, 0, {language}));
    return out;
}

SquareAxis described(const StyleAxis& axis, const NumberClasses& classes, Language language) {
    SquareAxis out{axis.name.in(language), axis.label.in(language), axis.measure.property.name, classes.bounds,
                   classes.labels};
    if (axis.falling) std::reverse(out.ranges.begin(), out.ranges.end());
    return out;
}

/// As it stands behind a colon.
std::string lower_first(std::string words) {
    if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] = static_cast<char>(words[0] - 'A' + 'a');
    return words;
}

/// Step of class k along an axis.
std::size_t step(std::size_t k, std::size_t classes, bool falling) {
    return falling ? classes - 1 - k : k;
}

}  // namespace

CrossedClasses::CrossedClasses(const BivariateStyle& style, std::span<const MapValue> drawn, Language language,
                               TileMap& map)
    : up_(axis_of(style.up, drawn, true, language)),
      right_(axis_of(style.right, drawn, false, language)),
      up_falling_(style.up.falling),
      right_falling_(style.right.falling) {
    map.square = ClassSquare{described(style.up, up_, language), described(style.right, right_, language), {}};
    add_square(style, map);
    up_zero_ = map.classes.size();
    if (style.up.measure.zero) map.classes.push_back(as_tile_class(*style.up.measure.zero, language, false));
    right_zero_ = map.classes.size();
    if (style.right.measure.zero) map.classes.push_back(as_tile_class(*style.right.measure.zero, language, false));
}

void CrossedClasses::add_square(const BivariateStyle& style, TileMap& map) const {
    ClassSquare& square = *map.square;
    square.cells.assign(up_.size(), std::vector<int>(right_.size(), 0));
    for (std::size_t row = 0; row < up_.size(); ++row) {
        const std::size_t up = up_.size() - 1 - row;  // steps along the axis, from the bottom
        for (std::size_t right = right_.size(); right-- > 0;) {
            const Rgb colour = style.colours[axis_classes - 1 - spread_place(up, up_.size(), axis_classes)]
                                            [spread_place(right, right_.size(), axis_classes)];
            square.cells[row][right] = static_cast<int>(map.classes.size());
            map.classes.push_back({fmt::format("up_{}_right_{}", up + 1, right + 1),
                                   fmt::format("{}: {} · {}: {}", square.up.name, lower_first(square.up.ranges[up]),
                                               square.right.name, lower_first(square.right.ranges[right])),
                                   colour, Pattern::solid, colour, false, 0});
        }
    }
}

std::size_t CrossedClasses::place(std::size_t up, std::size_t right) const {
    return (up_.size() - 1 - up) * right_.size() + (right_.size() - 1 - right);
}

std::size_t CrossedClasses::operator()(double up, double right) const {
    if (up == 0.0 && up_.zero_apart) return up_zero_;
    if (right == 0.0 && right_.zero_apart) return right_zero_;
    return place(step(class_of_value(up_.bounds, up), up_.size(), up_falling_),
                 step(class_of_value(right_.bounds, right), right_.size(), right_falling_));
}

}  // namespace presencia::emit
