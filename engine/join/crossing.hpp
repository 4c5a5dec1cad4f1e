// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/predicates.hpp"

#include <algorithm>

/// Parity of crossings along a short path, exact on the doubles. Every position stands for the place infinitely
/// little north of it and still infinitely less east of that, so no path meets a vertex or runs along an edge, and
/// the answers of different paths agree (simulation of simplicity, Edelsbrunner and Muecke 1990).
namespace presencia::join {

/// The side of the line a-b on which the displaced position lies: +1 left, -1 right. a and b differ.
inline int side_of(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> position) {
    const int turn = geo::orientation(a, b, position);
    if (turn != 0) return turn;
    // North of a line that runs east is its left; on a line that runs north, the step east decides.
    if (a.x != b.x) return b.x > a.x ? 1 : -1;
    return b.y > a.y ? -1 : 1;
}

/// Whether the edge a-b crosses the path from `from` along its parallel to the meridian of `to`, then along that to
/// `to`, an odd number of times.
inline bool crosses(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> from, Point<Wgs84> to) {
    const bool level = (a.y > from.y) != (b.y > from.y) && std::max(a.x, b.x) >= std::min(from.x, to.x) &&
                       std::min(a.x, b.x) <= std::max(from.x, to.x);
    const bool upright = (a.x > to.x) != (b.x > to.x) && std::max(a.y, b.y) >= std::min(from.y, to.y) &&
                         std::min(a.y, b.y) <= std::max(from.y, to.y);
    if (!level && !upright) return false;
    const int corner = side_of(a, b, {to.x, from.y});
    bool odd = false;
    if (level && side_of(a, b, from) != corner) odd = !odd;
    if (upright && side_of(a, b, to) != corner) odd = !odd;
    return odd;
}

/// What crosses() says, and whether plain arithmetic was enough to say it.
struct Crossing {
    bool odd;
    bool sure;  ///< false: `odd` means nothing, and the position may even lie on the edge
};

/// crosses() for most edges, without a branch: the signs of the three turns, each beyond the bound of its rounding error (that of geo::orientation). On a path past a random edge a
/// processor guesses the branches wrong that this saves.
inline Crossing crossing(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> from, Point<Wgs84> to) {
    const double ax_from = a.x - from.x, bx_from = b.x - from.x, ax_to = a.x - to.x, bx_to = b.x - to.x;
    const double ay_from = a.y - from.y, by_from = b.y - from.y, ay_to = a.y - to.y, by_to = b.y - to.y;
    const geo::Turn start(ax_from * by_from, ay_from * bx_from);
    const geo::Turn corner(ax_to * by_from, ay_from * bx_to);
    const geo::Turn end(ax_to * by_to, ay_to * bx_to);
    // A difference of doubles has the sign that it should.
    const bool level = (ay_from > 0.0) != (by_from > 0.0);
    const bool upright = (ax_to > 0.0) != (bx_to > 0.0);
    const unsigned odd = (unsigned{level} & unsigned{start.left() != corner.left()}) ^ (unsigned{upright} & unsigned{end.left() != corner.left()});
    const unsigned sure = unsigned{start.sure()} & unsigned{corner.sure()} & unsigned{end.sure()};
    return {odd != 0, sure != 0};
}

/// Whether the position itself, not displaced, lies on the edge or its ends.
inline bool on_edge(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> position) {
    return position.x >= std::min(a.x, b.x) && position.x <= std::max(a.x, b.x) && position.y >= std::min(a.y, b.y) &&
           position.y <= std::max(a.y, b.y) && geo::orientation(a, b, position) == 0;
}

}  // namespace presencia::join
