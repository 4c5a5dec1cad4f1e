// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/chord.hpp"
#include "geo/shapes.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::reach {

/// A disc on the ellipsoid.
struct Disc {
    geo::EarthPoint centre;
    double radius;  ///< metres
};

/// What the union of discs is within a box.
struct NeededDiscs {
    bool whole = false;                 ///< the box and nothing less
    std::vector<std::uint32_t> needed;  ///< else: discs whose union is, within the box, that of all; ascending
};

/// Finds them by cutting the box in four again and again: a part that one disc covers needs only that one, a part that
/// none touches none. Drawing and uniting discs costs much more, and where sites are dense nearly all of them lie under
/// others. Cost: parts of the box at the rims of the union, times the discs there.
NeededDiscs needed_discs(std::span<const Disc> discs, const geo::Box& box);

}  // namespace presencia::reach
