// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/vector/grid_shape.hpp"

namespace presencia::emit {

/// The part of a ring between two grid lines, both included (Sutherland and Hodgman 1974, one axis at a time). What is cut off leaves an edge along the line, so that a ring cut in
/// several places holds edges over one another there: crossing_free() finds them, mend() parts them. `cuts` grows by the times the ring leaves the strip.
GridRing clip_x(const GridRing& ring, std::int64_t low, std::int64_t high, int& cuts);
GridRing clip_y(const GridRing& ring, std::int64_t low, std::int64_t high, int& cuts);

/// The pieces of a line inside a box, its edge included.
std::vector<std::vector<GridPoint>> clip_line(std::span<const GridPoint> line, const GridBox& box);

}  // namespace presencia::emit
