// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/world_rings.hpp"

#include <cstdint>
#include <vector>

namespace presencia::emit {

/// A stretch of border with the same municipality on its left all along and the same, or nothing, on its right.
/// It is stored once however many municipalities share it: whatever is done to it (simplified, drawn) is done to both
/// sides alike, which is why neighbours never part.
struct Arc {
    std::int32_t left = 0;    ///< municipality
    std::int32_t right = -1;  ///< municipality, -1 where there is none
    /// On an arc without a right side: the municipality whose own border runs beside it, where two neighbours were
    /// digitised apart. For the kind of line only; -1 on a true outer edge.
    std::int32_t beside = -1;
    std::uint32_t first = 0;  ///< into ArcNetwork::points; arcs that follow each other may share the point between them
    std::uint32_t count = 0;  ///< at least 2
};

struct ArcNetwork {
    std::vector<Arc> arcs;
    LargeVector<WorldPoint> points;
};

/// Cuts the borders of a coverage into arcs, in the order of its rings. Edges that a municipality walks both ways (parts that touch) are no border; where shapes overlap the arcs overlap too.
/// Cost: linear in the vertices.
ArcNetwork build_arcs(const WorldRings& rings);

}  // namespace presencia::emit
