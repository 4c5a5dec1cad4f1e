// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/print/flow.hpp"
#include "emit/tiles/tile_style.hpp"

namespace presencia::emit {

/// Sizes that the parts of a sheet share, in millimetres.
struct SheetSizes {
    double text = 3.0;  ///< of the legend's words
    double unit = 0.2;  ///< what a pixel is on a screen: patterns and lines are measured in it
};

/// The legend as blocks: across, what is counted and where its numbers are; then the square of a map of two measures
/// and a row a class, the states that are not values set apart. The classes, words and counts are those of every other
/// legend of the map. `fonts` and `map` must outlive it.
Flow legend_flow(const SheetFonts& fonts, const TileMap& map, SheetSizes sizes);

}  // namespace presencia::emit
