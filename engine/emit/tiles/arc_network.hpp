// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// A position in Web Mercator, in units of 2^-32 of the world's width (9 mm at the equator), y down from the
/// north-west corner. Whole numbers, so that a vertex shared by two municipalities is one vertex.
struct WorldPoint {
    std::int64_t x = 0, y = 0;

    friend bool operator==(const WorldPoint&, const WorldPoint&) = default;
};

inline constexpr double world_units = 4294967296.0;

/// A stretch of border with the same municipality on its left all along and the same, or nothing, on its right.
/// It is stored once however many municipalities share it: whatever is done to it (simplified, drawn) is done to both
/// sides alike, which is why neighbours never part.
struct Arc {
    std::int32_t left = 0;    ///< municipality
    std::int32_t right = -1;  ///< municipality, -1 where there is none
    /// On an arc without a right side: the municipality whose own border runs beside it, where two neighbours were
    /// digitised apart. For the kind of line only; -1 on a true outer edge.
    std::int32_t beside = -1;
    std::uint32_t first = 0;  ///< into ArcNetwork::points
    std::uint32_t count = 0;  ///< at least 2
};

struct ArcNetwork {
    std::vector<Arc> arcs;
    std::vector<WorldPoint> points;
};

WorldPoint to_world(Point<Wgs84> p);

/// Cuts the borders of a coverage into arcs. Input shapes have outer rings counter-clockwise or not, it does not
/// matter; rings that repeat an edge of their own municipality (parts that touch) lose that edge. Where shapes overlap
/// the arcs overlap too. Cost: n log n in the vertices.
ArcNetwork build_arcs(std::span<const geo::MultiPolygon> shapes);

}  // namespace presencia::emit
