// SPDX-License-Identifier: Apache-2.0
#include "geo/azimuthal.hpp"
#include "geo/measure.hpp"
#include "geo/overlay.hpp"
#include "geo/rings.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace presencia::geo {

namespace {

/// A disc that holds a pole is no ring about its centre in longitude and latitude, but all that lies polewards of its
/// rim: the rim is ordered by longitude and closed along the pole.
Ring polar_cap(Ring rim, double pole) {
    for (Point<Wgs84>& p : rim) {
        p.x = std::remainder(p.x, 360.0);
    }
    std::sort(rim.begin(), rim.end(), [](const Point<Wgs84>& a, const Point<Wgs84>& b) { return a.x < b.x; });
    const Point<Wgs84> west = rim.front();
    const Point<Wgs84> east = rim.back();
    const double t = (180.0 - east.x) / (west.x + 360.0 - east.x);
    const double at_seam = east.y + t * (west.y - east.y);
    Ring ring;
    ring.reserve(rim.size() + 5);
    ring.push_back({-180.0, at_seam});
    ring.insert(ring.end(), rim.begin(), rim.end());
    ring.push_back({180.0, at_seam});
    ring.push_back({180.0, pole});
    ring.push_back({-180.0, pole});
    ring.push_back(ring.front());
    return ring;
}

Metres to_pole(LonLat centre, double pole) {
    return geodesic_distance(centre, *LonLat::checked(centre.longitude(), pole));
}

}  // namespace

MultiPolygon disc(LonLat centre, Metres radius, int vertices) {
    if (!centre.defined() || !(radius.value() > 0.0)) {
        return {};
    }
    const int count = std::max(vertices, 360);
    const double step = 2.0 * std::numbers::pi / count;
    // A polygon inscribed in a circle of this radius has the area of the disc itself.
    const double reach = radius.value() * std::sqrt(step / std::sin(step));
    const detail::AzimuthalFrame frame(centre.point());
    Ring ring;
    ring.reserve(static_cast<std::size_t>(count) + 1);
    for (int k = 0; k < count; ++k) {
        ring.push_back(frame.backward({reach * std::cos(k * step), reach * std::sin(k * step)}));
    }
    for (const double pole : {90.0, -90.0}) {
        if (to_pole(centre, pole) <= Metres(reach)) {
            MultiPolygon cap{{polar_cap(std::move(ring), pole), {}}};
            detail::normalise_winding(cap);
            return cap;
        }
    }
    for (Point<Wgs84>& p : ring) {
        p.x = std::clamp(p.x, -180.0, 180.0);
    }
    ring.push_back(ring.front());
    return {{std::move(ring), {}}};
}

}  // namespace presencia::geo
