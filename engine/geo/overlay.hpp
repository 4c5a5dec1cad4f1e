// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace presencia::geo {

/// Set operations by GEOS (OverlayNG) on shapes in longitude and latitude. Inputs must be valid; results are
/// polygonal only, outer rings counter-clockwise. Deterministic for the same input in the same order.
MultiPolygon unite(std::span<const MultiPolygon> shapes);
MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b);

/// The shape on a grid of `step` degrees, valid on it: rounding its vertices one by one can make an edge cross another.
/// What is narrower than the grid vanishes.
MultiPolygon on_grid(const MultiPolygon& shape, double step);

/// All points within `radius` of `centre`, as a polygon whose vertices lie at the geodesic distance, clipped to the
/// longitude range. Circumradius-corrected, so that its area equals the disc's to 1e-5.
/// `vertices` at least 360. What lies beyond the antimeridian is cut off (its vertices are drawn onto it); a disc that
/// holds a pole reaches to it over all longitudes; one that holds both is not supported. Empty for a radius not above
/// 0.
MultiPolygon disc(LonLat centre, Metres radius, int vertices = 360);

/// All points within `radius` of a shape; made in an azimuthal equidistant projection about its centre (shapes
/// under 100 km across: error under 1e-4). Cut at the antimeridian as discs are.
MultiPolygon buffer(const MultiPolygon& shape, Metres radius);

/// An interior point that lies in the widest place of the shape's largest part (centre of its largest inscribed
/// circle, to `precision` of its size): where a label goes. Undefined for an empty shape.
LonLat label_point(const MultiPolygon& shape, double precision = 0.001);

/// Faults of a set of shapes that should tile a region.
struct CoverageFaults {
    struct Overlap {
        std::size_t a;
        std::size_t b;  ///< a < b
        SquareKilometres area;
    };
    std::vector<Overlap> overlaps;        ///< largest first, those above 1e-6 km2
    std::vector<SquareKilometres> holes;  ///< holes of the union that no single shape has as its own, largest first
};

/// Measures overlaps and holes between shapes; the same for any number of threads. Cost: a look at the common edges of
/// each touching pair and a sort of all edges; where those do not tell, an intersection a pair and a union.
CoverageFaults coverage_faults(std::span<const MultiPolygon> shapes, unsigned threads = 1);

}  // namespace presencia::geo
