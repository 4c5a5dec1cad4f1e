// SPDX-License-Identifier: Apache-2.0
#include "core/earth.hpp"
#include "geo/border_distance.hpp"
#include "join/locator_impl.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace presencia::join {

namespace {

constexpr double degrees = 180.0 / std::numbers::pi;
/// Two borders count as equally near within this: shared borders whose vertices differ by a rounding.
constexpr Metres tie(1e-6);

/// A box that holds everything within `radius` of the position; longitudes may pass 180.
geo::Box around(LonLat position, double radius) {
    // The tightest curvature of the ellipsoid, and a metre and a percent to spare, make the box large enough anywhere.
    constexpr double tightest = earth::semi_major_m * (1.0 - earth::eccentricity_squared);
    const double angle = (radius * 1.01 + 1.0) / tightest;
    const double latitude = std::abs(position.latitude()) / degrees;
    double half = 180.0;
    if (latitude + angle < std::numbers::pi / 2.0) {
        half = std::asin(std::min(1.0, std::sin(angle) / std::cos(latitude))) * degrees;
    }
    geo::Box box;
    box.add(Point<Wgs84>{position.longitude() - half, position.latitude() - angle * degrees});
    box.add(Point<Wgs84>{position.longitude() + half, position.latitude() + angle * degrees});
    return box;
}

/// The nearest of the borders in `box`, on whichever side of the antimeridian they are written.
geo::BorderDistance::Nearest nearest_in(const CellIndex& index, LonLat position, const geo::Box& box) {
    geo::BorderDistance border(position);
    for (const double turn : {0.0, -360.0, 360.0}) {
        geo::Box turned = box;
        turned.min_x += turn;
        turned.max_x += turn;
        index.edges_in(turned, [&border](Point<Wgs84> a, Point<Wgs84> b, MunicipalityIndex municipality) {
            border.add(a, b, municipality);
        });
    }
    return border.nearest(tie);
}

}  // namespace

Locator::Nearest Locator::nearest(LonLat position, Metres limit) const {
    if (!position.defined() || !(limit.value() >= 0.0)) {
        return {};
    }
    if (const MunicipalityIndex here = locate(position.point()); here != nowhere) {
        return {here, Metres(0.0)};
    }
    // Outside all, the border met first is that of a municipality no other lies before, and of several the lowest's: the ones
    // that the index leaves out, inside a lower municipality or shared with one, are never it.
    constexpr double first_look = 250.0;  // metres
    for (double radius = std::min(first_look, limit.value());; radius = std::min(4.0 * radius, limit.value())) {
        const geo::BorderDistance::Nearest found = nearest_in(impl_->index, position, around(position, radius));
        if (found.owner >= 0 && found.distance.value() <= radius) {
            return {found.owner, found.distance};
        }
        if (radius >= limit.value()) {
            return {};
        }
    }
}

}  // namespace presencia::join
