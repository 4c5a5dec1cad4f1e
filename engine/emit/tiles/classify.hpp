// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "emit/tiles/style_file.hpp"

#include <span>
#include <string>
#include <vector>

namespace presencia::emit {

/// What a municipality's place on a map follows from. A category, where there is one, is looked up among the classes
/// (and special classes) of the style; without one, the number or the reason why it is not there decides.
struct MapValue {
    Maybe<double> number;
    std::string category;
};

/// Upper bounds of all classes but the last, rising, for `classes` classes of about equal numbers over the values
/// above zero. Bounds are rounded to three significant digits before anything is put in a class, so that what the
/// legend says is what was done; bounds that fall together are one. Class k holds (bound[k-1], bound[k]]. Empty where
/// no value is above zero or all are equal. Cost: n log n.
std::vector<double> quantile_bounds(std::span<const double> values, int classes);

/// Puts every municipality into its class. Classes are in the order of the legend: for a quantile style from the
/// highest down, then zero, then the special ones. Throws Error(internal) for a category that the style does not know.
TileMap make_tile_map(const StyleTemplate& style, std::span<const MapValue> values, Language language);

}  // namespace presencia::emit
