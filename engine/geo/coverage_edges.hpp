// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace presencia::geo::detail {

/// Whether the interiors of two valid shapes surely do not meet, told by their edges alone: neighbours of a clean
/// coverage share edges, one each way, and nothing else of one border meets the other but at vertices. False where that
/// cannot be told, as where borders cross or a vertex lies on an edge: an overlay has to say. Exact but for edges
/// between two vertices of the other shape, which stand for their midpoint. Cost: the edges in the common box.
struct Boxed {
    const MultiPolygon& shape;
    const Box& box;
};
bool surely_apart(Boxed a, Boxed b);

/// The holes of the union of shapes that are surely apart, pair by pair: rings of the edges that only one of them has.
/// Nothing where rings touch each other or an edge is met more than twice. Cost: a sort of all edges.
std::optional<std::vector<Ring>> holes_between(std::span<const MultiPolygon> shapes, unsigned threads);

}  // namespace presencia::geo::detail
