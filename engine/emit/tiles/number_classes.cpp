// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/number_classes.hpp"

#include <algorithm>

namespace presencia::emit {

NumberClasses number_classes(const StyleMeasure& measure, std::span<const double> values, Language language) {
    NumberClasses out;
    out.zero_apart = measure.breaks.zero_apart;
    out.bounds = class_bounds(measure.breaks, values);
    const auto takes_part = [&](double v) { return !out.zero_apart || v != 0.0; };
    const bool any = std::any_of(values.begin(), values.end(), takes_part);
    if (!any && measure.breaks.method != BreakMethod::manual) return out;
    NumberWords words{language, measure.percent, out.zero_apart};
    for (const double value : values) words.above_zero = words.above_zero && value >= 0.0;
    for (std::size_t k = 0; k <= out.bounds.size(); ++k) out.labels.push_back(class_label(out.bounds, k, words));
    return out;
}

std::size_t spread_place(std::size_t k, std::size_t classes, std::size_t colours) {
    return classes <= 1 ? colours / 2 : k * (colours - 1) / (classes - 1);
}

TileClass as_tile_class(const StyleClass& look, Language language, bool special) {
    return {look.id, look.label.in(language), look.fill, look.pattern, look.pattern_colour, special, 0};
}

}  // namespace presencia::emit
