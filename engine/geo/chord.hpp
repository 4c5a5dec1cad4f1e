// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/earth.hpp"
#include "core/lonlat.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

/// Straight lines through the Earth, some nanoseconds each, and what they tell of geodesics, which take microseconds.
/// A geodesic is never shorter than its chord. Nor is it longer than the arc over that chord of a circle with the
/// ellipsoid's smallest radius of curvature, a (1 - e^2): no geodesic bends more sharply (Schur's comparison theorem).
namespace presencia::geo {

/// A position in metres from the Earth's centre.
using EarthPoint = std::array<double, 3>;

inline EarthPoint earth_point(LonLat position) {
    const double sine = std::sin(position.latitude() * earth::radians_per_degree);
    const double cosine = std::cos(position.latitude() * earth::radians_per_degree);
    const double normal = earth::semi_major_m / std::sqrt(1.0 - earth::eccentricity_squared * sine * sine);
    return {normal * cosine * std::cos(position.longitude() * earth::radians_per_degree), normal * cosine * std::sin(position.longitude() * earth::radians_per_degree),
            normal * (1.0 - earth::eccentricity_squared) * sine};
}

inline double chord_squared(const EarthPoint& a, const EarthPoint& b) {
    const double x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
    return x * x + y * y + z * z;
}

namespace detail {
inline constexpr double sharpest_radius = earth::semi_major_m * (1.0 - earth::eccentricity_squared);
/// Metres, far above the rounding of the points and of the geodesic.
inline constexpr double chord_slack = 1e-4;
}  // namespace detail

/// No geodesic over a chord of this many metres is longer.
inline double longest_geodesic(double chord) {
    constexpr double far = 1e7;  // beyond it, half around the Earth
    if (!(chord < far)) return std::numbers::pi * earth::semi_major_m;
    return 2.0 * detail::sharpest_radius * std::asin(chord / (2.0 * detail::sharpest_radius)) + detail::chord_slack;
}

/// Chords, squared, that settle whether a geodesic is at most `metres` long; between them only the geodesic can say.
struct ReachByChord {
    double surely_within = -1.0;  ///< at most this: it is
    double surely_beyond = 0.0;   ///< more than this: it is not

    explicit ReachByChord(double metres) {
        const double beyond = metres + detail::chord_slack;
        surely_beyond = beyond * beyond;
        const double angle = metres / (2.0 * detail::sharpest_radius);
        const double within = angle < std::numbers::pi / 2.0 ? 2.0 * detail::sharpest_radius * std::sin(angle) - detail::chord_slack : -1.0;
        surely_within = within > 0.0 && metres < 1e7 ? within * within : -1.0;
    }
};

}  // namespace presencia::geo
