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
    SquareKilometres area_before;  ///< absolute ring sums of the input
    SquareKilometres area_after;
};

/// Repairs by the structure method (GEOS MakeValid, STRUCTURE, collapsed parts dropped) where the shape is invalid;
/// valid shapes keep their vertices untouched apart from ring order and winding.
Repaired repair(const MultiPolygon& shape);

}  // namespace presencia::geo
