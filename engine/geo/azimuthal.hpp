// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "geo/shapes.hpp"

#include <geodesic.h>

/// Geodesics from one place, as a plane; not part of the interface.
namespace presencia::geo::detail {

struct LocalMetric;  ///< metres east and north of a frame's centre

/// WGS 84 for PROJ's geodesic.h, from the constants of core/earth.
const geod_geodesic& wgs84_geodesic();

/// The azimuthal equidistant projection of the ellipsoid about a centre: distances and directions from the centre are
/// exact; the scale across them grows as 1 + (distance / 15,600 km)^2.
class AzimuthalFrame {
public:
    explicit AzimuthalFrame(Point<Wgs84> centre) : centre_(centre) {}

    Point<LocalMetric> forward(Point<Wgs84> p) const;
    /// Longitude counts on from the centre's, so it may pass 180; the caller clamps or wraps.
    Point<Wgs84> backward(Point<LocalMetric> p) const;

private:
    Point<Wgs84> centre_;
};

}  // namespace presencia::geo::detail
