// SPDX-License-Identifier: Apache-2.0
#include "geo/azimuthal.hpp"

#include "core/earth.hpp"

#include <cmath>
#include <numbers>

namespace presencia::geo::detail {

namespace {

constexpr double degrees = 180.0 / std::numbers::pi;

}  // namespace

const geod_geodesic& wgs84_geodesic() {
    static const geod_geodesic geodesic = [] {
        geod_geodesic made;
        geod_init(&made, earth::semi_major_m, earth::flattening);
        return made;
    }();
    return geodesic;
}

Point<LocalMetric> AzimuthalFrame::forward(Point<Wgs84> p) const {
    double distance = 0.0;
    double azimuth = 0.0;
    geod_inverse(&wgs84_geodesic(), centre_.y, centre_.x, p.y, p.x, &distance, &azimuth, nullptr);
    return {distance * std::sin(azimuth / degrees), distance * std::cos(azimuth / degrees)};
}

Point<Wgs84> AzimuthalFrame::backward(Point<LocalMetric> p) const {
    geod_geodesicline line;
    geod_lineinit(&line, &wgs84_geodesic(), centre_.y, centre_.x, std::atan2(p.x, p.y) * degrees,
                  GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_DISTANCE_IN);
    Point<Wgs84> found;
    geod_genposition(&line, GEOD_LONG_UNROLL, std::hypot(p.x, p.y), &found.y, &found.x, nullptr, nullptr, nullptr,
                     nullptr, nullptr, nullptr);
    return found;
}

}  // namespace presencia::geo::detail
