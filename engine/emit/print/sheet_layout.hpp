// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/print/flow.hpp"
#include "emit/print/legend_blocks.hpp"
#include "emit/print/paper.hpp"
#include "emit/print/paper_shapes.hpp"

#include <functional>
#include <optional>

namespace presencia::emit {

/// What stands on a sheet beside the map.
struct SheetContents {
    Flow heading, legend, notes;
};

/// Where everything is, in millimetres from the upper left corner of the paper. Boxes do not overlap.
struct SheetLayout {
    SheetSizes sizes;
    double margin = 0.0;
    PaperBox heading, map, foot, legend, notes;
    int legend_columns = 1, note_columns = 1;
};

/// Finds the layout that leaves the map largest: legend beside it or below it, in as many columns as serve. Words
/// shrink with the paper, and by steps to two thirds of that where they would leave too little room for the map.
/// `contents` makes the blocks for given sizes; `extent` gives the proportions of the map. Nothing where even the
/// smallest words leave no room.
std::optional<SheetLayout> lay_out(Paper paper, const PlaneExtent& extent,
                                   const std::function<SheetContents(SheetSizes)>& contents);

/// The sizes of words and lines on a paper, before anything shrinks.
SheetSizes sizes_for(Paper paper);

}  // namespace presencia::emit
