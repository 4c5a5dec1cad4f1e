// SPDX-License-Identifier: Apache-2.0
#include "geo/measure.hpp"
#include "geo/predicates.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::geo {

namespace {

enum class Side { outside, inside, border };

/// Crossing parity of a ray to the east. An edge counts where exactly one end is above the point (half open), so that
/// a ray through a vertex meets it once.
Side side_of(const Ring& ring, Point<Wgs84> p) {
    bool inside = false;
    for (std::size_t k = 1; k < ring.size(); ++k) {
        const Point<Wgs84> a = ring[k - 1];
        const Point<Wgs84> b = ring[k];
        const bool a_above = a.y > p.y;
        const bool b_above = b.y > p.y;
        if (a_above != b_above) {
            if (std::max(a.x, b.x) < p.x) {
                continue;
            }
            const int turn = orientation(a, b, p);
            if (turn == 0) {
                return Side::border;
            }
            if ((turn > 0) == b_above) {
                inside = !inside;
            }
        } else if (a.y == p.y || b.y == p.y) {
            // Both ends at or below: the point may still be an end of the edge, or lie on a level edge.
            const bool on_level = a.y == b.y && std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x);
            if (on_level || a == p || b == p) {
                return Side::border;
            }
        }
    }
    return inside ? Side::inside : Side::outside;
}

bool covers(const Polygon& part, Point<Wgs84> p) {
    const Side outer = side_of(part.outer, p);
    if (outer != Side::inside) {
        return outer == Side::border;
    }
    for (const Ring& hole : part.holes) {
        const Side in_hole = side_of(hole, p);
        if (in_hole != Side::outside) {
            return in_hole == Side::border;
        }
    }
    return true;
}

}  // namespace

bool covers(const MultiPolygon& shape, Point<Wgs84> point) {
    // What is not a number is nowhere; the orientation of such a point would mean nothing.
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
        return false;
    }
    return std::any_of(shape.begin(), shape.end(), [point](const Polygon& part) { return covers(part, point); });
}

}  // namespace presencia::geo
