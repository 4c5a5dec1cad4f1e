// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/point.hpp"

#include <cmath>

namespace presencia::geo {

namespace detail {
/// The sign by expansion arithmetic, for the few calls that the filter below cannot settle.
int orientation_exact(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> c);
}  // namespace detail

/// Sign of the turn a-b-c: +1 left, -1 right, 0 exactly on the line. Exact on the doubles (filter, then expansion
/// arithmetic; Shewchuk 1997), for coordinates that are zero or between 1e-120 and 1e120 in size, so that no product
/// underflows. Cost: some nanoseconds; about a tenth of a microsecond where the filter gives up.
inline int orientation(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> c) {
    const double left = (a.x - c.x) * (b.y - c.y);
    const double right = (a.y - c.y) * (b.x - c.x);
    const double turn = left - right;
    // (3 + 16 u) u with u = 2^-53: bound of the rounding error of `turn` (Shewchuk 1997, section 4.2).
    constexpr double bound_factor = 3.3306690738754716e-16;
    const double bound = bound_factor * (std::abs(left) + std::abs(right));
    if (turn > bound) return 1;
    if (-turn > bound) return -1;
    // Both products are zero only where a difference is, and a difference of doubles is zero only where they are equal.
    if (bound == 0.0) return 0;
    return detail::orientation_exact(a, b, c);
}

}  // namespace presencia::geo
