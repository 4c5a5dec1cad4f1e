// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/print/legend_blocks.hpp"
#include "emit/print/paper_shapes.hpp"

#include <string>

namespace presencia::emit {

/// A bar of a round length: 1, 2 or 5 times a power of ten kilometres, or metres below one.
struct ScaleBar {
    double metres = 0.0;
    double length = 0.0;            ///< millimetres on paper
    std::string zero, half, whole;  ///< what is written at its ends and in its middle; the unit at its end
};

/// The longest one that is at most `longest` millimetres. True at the middle of the map.
ScaleBar scale_bar(double mm_per_metre, double longest, Language language);

/// The foot of the map, in a box: the bar on the left, the arrow to the north on the right.
void draw_foot(cairo_t* context, const PaperBox& box, const ScaleBar& bar, const SheetFonts& fonts, SheetSizes sizes);
/// How high that box must be.
double foot_height(SheetSizes sizes);

}  // namespace presencia::emit
