// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/coverage_geometry.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace presencia::emit {

/// An arc as a ring walks it: forward has the municipality on its left.
struct ArcUse {
    std::uint32_t arc = 0;
    bool forward = true;
};

/// The arcs of one closed ring, one after the other; the municipality is on the left all along (so outer rings run counter-clockwise on the map, holes clockwise).
using RingArcs = std::vector<ArcUse>;

/// The rings of every municipality, put together from the arcs of the network. Where a ring touches itself or another one in a vertex, it stays on the same side of it: parts that meet in
/// a point are parts, and a hole that meets its outer ring in a point is walked in one go with it. Rings depend on no zoom: simplify the arcs, and the rings follow. Cost: n log n in arcs.
std::vector<std::vector<RingArcs>> assemble_rings(const ArcNetwork& network, std::size_t municipalities);

/// The points of a ring at one zoom, without repeating the one where an arc ends and the next begins. Empty where all of it falls on one point.
std::vector<GridPoint> points_of(const RingArcs& ring, const ZoomArcs& arcs);

}  // namespace presencia::emit
