// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units.hpp"
#include "geo/shapes.hpp"

#include <string>

namespace presencia::geo {

/// A polygon shape made valid.
struct Repaired {
    MultiPolygon shape;            ///< valid, outer rings counter-clockwise; empty where nothing polygonal was left
    bool changed = false;          ///< the input was invalid
    std::string reason;            ///< GEOS's word for it, with the place, as "Self-intersection[-89.2 14.1]"
    SquareKilometres area_before;  ///< absolute ring sums of the input; of a valid one: area_after
    SquareKilometres area_after;
};

/// Repairs by the structure method (GEOS MakeValid, STRUCTURE, collapsed parts dropped) where the shape is invalid;
/// valid shapes keep their vertices untouched apart from ring order and winding.
Repaired repair(MultiPolygon shape);

/// The same method, then the shape on a grid of `step` in its own coordinates, valid on it. What is narrower than the grid vanishes.
MultiPolygon repair_on_grid(const MultiPolygon& shape, double step);

}  // namespace presencia::geo
