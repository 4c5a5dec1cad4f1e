// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/class_labels.hpp"
#include "emit/tiles/classify.hpp"

#include <span>
#include <string>
#include <vector>

/// Between a style's rule and the classes of one map. Inside the stage only.
namespace presencia::emit {

/// The classes that a measure's values make.
struct NumberClasses {
    std::vector<double> bounds;       ///< rising
    std::vector<std::string> labels;  ///< low to high; none where no value takes part
    bool zero_apart = false;

    std::size_t size() const noexcept { return labels.size(); }
};

NumberClasses number_classes(const StyleMeasure& measure, std::span<const double> values, Language language);

/// Place of class k of `classes` among `colours` when there are more colours: the ends stay, the rest is spread, and
/// an only class has the one in the middle.
std::size_t spread_place(std::size_t k, std::size_t classes, std::size_t colours);

TileClass as_tile_class(const StyleClass& look, Language language, bool special);

/// The classes of two measures crossed, and which of them a municipality is in.
class CrossedClasses {
public:
    /// Adds the square's classes to `map`, which has none yet, and what zero shows as.
    CrossedClasses(const BivariateStyle& style, std::span<const MapValue> drawn, Language language, TileMap& map);

    /// Index into the map's classes of a municipality with both values.
    std::size_t operator()(double up, double right) const;

private:
    void add_square(const BivariateStyle& style, TileMap& map) const;
    std::size_t place(std::size_t up, std::size_t right) const;

    NumberClasses up_, right_;
    bool up_falling_ = false, right_falling_ = false;
    std::size_t up_zero_ = 0, right_zero_ = 0;
};

}  // namespace presencia::emit
