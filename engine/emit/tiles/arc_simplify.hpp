// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/arc_network.hpp"

#include <span>

namespace presencia::emit {

/// For every vertex of a network, the area (square world units) of the smallest detail that it carries, after
/// Visvalingam and Whyatt (1993): drop the vertices under a threshold and the arc loses no detail larger than it.
/// Ends of arcs are infinite: junctions never move, so arcs stay joined at every threshold. Values never fall on the
/// way from coarse to fine: a vertex kept at one zoom is kept at every later one. Arcs must not share points yet. Cost: n log n.
LargeVector<float> vertex_weights(std::span<const Arc> arcs, std::span<const WorldPoint> points, unsigned threads = 1);

}  // namespace presencia::emit
