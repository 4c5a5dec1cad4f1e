// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/point.hpp"

#include <cmath>

namespace presencia::geo {

namespace detail {
/// The sign by expansion arithmetic, for the few calls that the filter below cannot settle.
int orientation_exact(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> c);
}  // namespace detail

/// A turn as the difference of its two products, each of which is rounded (as are their factors).
class Turn {
public:
    Turn(double left, double right) : turn_(left - right), bound_(bound_factor * (std::abs(left) + std::abs(right))) {}
    /// Whether the sign of the turn is that of the exact one.
    bool sure() const { return std::abs(turn_) > bound_; }
    /// The turn is none, and exactly so: both products are zero only where a difference is, and a difference of doubles is zero only where they are equal.
    bool exactly_none() const { return bound_ == 0.0; }
    bool left() const { return turn_ > 0.0; }

private:
    /// (3 + 16 u) u with u = 2^-53: bound of the rounding error of `turn_` (Shewchuk 1997, section 4.2).
    static constexpr double bound_factor = 3.3306690738754716e-16;
    double turn_, bound_;
};

/// Sign of the turn a-b-c: +1 left, -1 right, 0 exactly on the line. Exact on the doubles (filter, then expansion
/// arithmetic; Shewchuk 1997), for coordinates that are zero or between 1e-120 and 1e120 in size, so that no product
/// underflows. Cost: some nanoseconds; about a tenth of a microsecond where the filter gives up.
inline int orientation(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> c) {
    const Turn turn((a.x - c.x) * (b.y - c.y), (a.y - c.y) * (b.x - c.x));
    if (turn.sure()) return turn.left() ? 1 : -1;
    if (turn.exactly_none()) return 0;
    return detail::orientation_exact(a, b, c);
}

}  // namespace presencia::geo
