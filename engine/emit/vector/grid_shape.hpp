// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/coverage_geometry.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// Polygons on the whole numbers of a grid, y down. Rings do not repeat their first vertex; outer rings have a positive area in this system (clockwise to the eye), holes a negative
/// one: the winding that vector tiles want.
using GridRing = std::vector<GridPoint>;
struct GridPolygon {
    GridRing outer;
    std::vector<GridRing> holes;
};
using GridShape = std::vector<GridPolygon>;

struct GridBox {
    std::int64_t min_x = 0, min_y = 0, max_x = -1, max_y = -1;

    bool empty() const noexcept { return max_x < min_x || max_y < min_y; }
};
GridBox box_of(const GridShape& shape);
GridBox box_of(std::span<const GridPoint> points);
/// The box around two; an empty one adds nothing.
GridBox both(const GridBox& a, const GridBox& b);

/// Twice the signed area; exact for extents under 2^31 steps, else rounded.
double twice_area(const GridRing& ring);

/// Holes taken off. As exact.
double area(const GridShape& shape);

/// Rings as they come from rounding (they may run back over themselves or touch themselves in a vertex) to simple ones: no vertex twice, none on the straight line between its
/// neighbours, none without area. Winding stays.
std::vector<GridRing> tidy(GridRing ring);

/// Gives every hole to the smallest outer ring around it; a hole that no ring holds is dropped (rounding turned it inside out).
GridShape nest(std::vector<GridRing> rings);

/// No two edges cross, and none touches another but in a vertex of both. Exact. Edges strictly inside `settled` are known not to touch each other and are not looked at again; by default
/// there are none. Cost: about linear in the edges, by a grid over them.
bool crossing_free(const GridShape& shape, const GridBox& settled = {});

/// The shape made valid on the same grid, by GEOS (MakeValid, then snap rounding). Slow: for what crossing_free refuses.
GridShape mend(const GridShape& shape);

}  // namespace presencia::emit
