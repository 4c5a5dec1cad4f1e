// SPDX-License-Identifier: Apache-2.0
#include "geo/azimuthal.hpp"
#include "geo/border_distance.hpp"
#include "geo/measure.hpp"

namespace presencia::geo {

Metres geodesic_distance(LonLat a, LonLat b) {
    double distance = 0.0;
    geod_inverse(&detail::wgs84_geodesic(), a.latitude(), a.longitude(), b.latitude(), b.longitude(), &distance,
                 nullptr, nullptr);
    return Metres(distance);
}

namespace {

void add_ring(BorderDistance& border, const Ring& ring) {
    for (std::size_t k = 1; k < ring.size(); ++k) {
        border.add(ring[k - 1], ring[k], 0);
    }
}

}  // namespace

Metres distance_to(LonLat position, const MultiPolygon& shape) {
    if (covers(shape, position.point())) {
        return Metres(0.0);
    }
    BorderDistance border(position);
    for (const Polygon& part : shape) {
        add_ring(border, part.outer);
        for (const Ring& hole : part.holes) {
            add_ring(border, hole);
        }
    }
    return border.nearest().distance;
}

}  // namespace presencia::geo
