// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"

namespace presencia::geo {

/// Area on the WGS 84 ellipsoid of a shape whose edges are straight in longitude and latitude: the line integral of the
/// authalic sine of latitude along each edge (Snyder 1987, eq. 3-12), by Gauss-Legendre quadrature; relative error
/// under 1e-9 for edges under one degree. Overlapping parts count twice. Cost: linear in vertices.
SquareKilometres area(const MultiPolygon& shape);

/// Shortest distance on the ellipsoid (Karney 2013, PROJ's geodesic.h).
Metres geodesic_distance(LonLat a, LonLat b);

/// Shortest distance from a position to a shape: 0 inside or on its border. Segments are projected azimuthally
/// equidistant about the position, so distances from it are exact at the vertices; error under 1e-6 relative for
/// segments under 10 km.
Metres distance_to(LonLat position, const MultiPolygon& shape);

/// The point in polygon test, exact on the doubles: inside or on the border.
bool covers(const MultiPolygon& shape, Point<Wgs84> point);

}  // namespace presencia::geo
