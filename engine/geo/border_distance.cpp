// SPDX-License-Identifier: Apache-2.0
#include "geo/border_distance.hpp"

#include "core/earth.hpp"
#include "geo/azimuthal.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::geo {

namespace {

/// Radius of the tightest normal curvature of the ellipsoid: that of the meridian at the equator.
constexpr double smallest_radius = earth::semi_major_m * (1.0 - earth::eccentricity_squared);
/// Radius of the flattest: that at the poles.
constexpr double largest_radius = earth::semi_major_m / (1.0 - earth::flattening);

Point<Wgs84> between(Point<Wgs84> a, Point<Wgs84> b, double t) {
    // The ends exactly, so that edges which share a vertex agree on it.
    if (t <= 0.0) return a;
    if (t >= 1.0) return b;
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

}  // namespace

BorderDistance::BorderDistance(LonLat position) : position_(position.point()), origin_(in_space(position.point())) {}

BorderDistance::Vector BorderDistance::in_space(Point<Wgs84> p) {
    const double sine = std::sin(p.y * earth::radians_per_degree);
    const double cosine = std::cos(p.y * earth::radians_per_degree);
    const double normal = earth::semi_major_m / std::sqrt(1.0 - earth::eccentricity_squared * sine * sine);
    return {normal * cosine * std::cos(p.x * earth::radians_per_degree), normal * cosine * std::sin(p.x * earth::radians_per_degree),
            normal * (1.0 - earth::eccentricity_squared) * sine};
}

void BorderDistance::add(Point<Wgs84> a, Point<Wgs84> b, std::int32_t owner) {
    // One direction for both owners of a shared edge.
    if (b.x < a.x || (b.x == a.x && b.y < a.y)) {
        std::swap(a, b);
    }
    const double pieces = std::max(1.0, std::ceil(std::abs(b.x - a.x) + std::abs(b.y - a.y)));
    Point<Wgs84> from = a;
    for (double piece = 1.0; piece <= pieces; piece += 1.0) {
        const Point<Wgs84> to = between(a, b, piece / pieces);
        add_piece(from, to, owner);
        from = to;
    }
}

void BorderDistance::add_piece(Point<Wgs84> a, Point<Wgs84> b, std::int32_t owner) {
    const Vector p = in_space(a);
    const Vector q = in_space(b);
    const Vector along{q.x - p.x, q.y - p.y, q.z - p.z};
    const Vector off{origin_.x - p.x, origin_.y - p.y, origin_.z - p.z};
    const double length2 = along.x * along.x + along.y * along.y + along.z * along.z;
    const double dot = along.x * off.x + along.y * off.y + along.z * off.z;
    const double t = length2 > 0.0 ? std::clamp(dot / length2, 0.0, 1.0) : 0.0;
    const double chord = std::hypot(off.x - t * along.x, off.y - t * along.y, off.z - t * along.z);
    // A curve leaves its chord by at most an eighth of its largest second derivative, which for a straight line in
    // longitude and latitude is below 1.02 a (dlon + dlat)^2. Two micrometres cover rounding and the largest tie.
    const double span = (std::abs(b.x - a.x) + std::abs(b.y - a.y)) * earth::radians_per_degree;
    const double slack = 1.02 * earth::semi_major_m * span * span / 8.0 + 2e-6;
    if (chord - slack > furthest_chord_) {
        return;
    }
    // A geodesic is no longer than the arc of the tightest curvature over its chord, and no shorter than the arc of the
    // flattest (Schur's theorem).
    const double half = (chord + slack) / (2.0 * smallest_radius);
    const double upper = half < 1.0 ? 2.0 * smallest_radius * std::asin(half) : smallest_upper_;
    if (upper < smallest_upper_) {
        smallest_upper_ = upper;
        furthest_chord_ = 2.0 * largest_radius * std::sin(upper / (2.0 * largest_radius));
    }
    const double lower =
        2.0 * largest_radius * std::asin(std::clamp((chord - slack) / (2.0 * largest_radius), 0.0, 1.0));
    candidates_.push_back({a, b, lower, owner});
}

double BorderDistance::measure(Point<Wgs84> a, Point<Wgs84> b) const {
    // Seen from the position the piece is almost straight. Its nearest point is sought on the chord, then on a
    // sixteenth of it about that point, and so on: the curve's bow shrinks with the square of the length.
    const detail::AzimuthalFrame frame(position_);
    double low = 0.0;
    double high = 1.0;
    double at = 0.0;
    double distance = 0.0;
    for (int round = 0; round < 8; ++round) {
        const Point<detail::LocalMetric> p = frame.forward(between(a, b, low));
        const Point<detail::LocalMetric> q = frame.forward(between(a, b, high));
        const double dx = q.x - p.x;
        const double dy = q.y - p.y;
        const double length2 = dx * dx + dy * dy;
        const double t = length2 > 0.0 ? std::clamp(-(p.x * dx + p.y * dy) / length2, 0.0, 1.0) : 0.0;
        at = t >= 1.0 ? high : low + t * (high - low);
        if (length2 < 1.0) {
            break;
        }
        const double half = (high - low) / 32.0;
        low = std::max(0.0, at - half);
        high = std::min(1.0, at + half);
    }
    const Point<Wgs84> foot = between(a, b, at);
    geod_inverse(&detail::wgs84_geodesic(), position_.y, position_.x, foot.y, foot.x, &distance, nullptr, nullptr);
    return distance;
}

BorderDistance::Nearest BorderDistance::nearest(Metres tie) const {
    std::vector<Nearest> measured;
    double best = std::numeric_limits<double>::infinity();
    for (const Candidate& candidate : candidates_) {
        if (candidate.lower <= std::min(smallest_upper_, best) + tie.value()) {
            const double distance = measure(candidate.a, candidate.b);
            best = std::min(best, distance);
            measured.push_back({candidate.owner, Metres(distance)});
        }
    }
    Nearest found;
    for (const Nearest& one : measured) {
        if (one.distance.value() > best + tie.value()) {
            continue;
        }
        const bool lower_owner = found.owner < 0 || one.owner < found.owner;
        if (lower_owner || (one.owner == found.owner && one.distance < found.distance)) {
            found = one;
        }
    }
    return found;
}

}  // namespace presencia::geo
