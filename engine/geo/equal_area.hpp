// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <memory>
#include <span>
#include <string>

namespace presencia::geo {

struct EqualAreaPlane;  ///< metres east and north of an EqualArea's centre

/// The projection of EqualArea as WKT 1, as GDAL and QGIS read it.
std::string equal_area_wkt(Point<Wgs84> centre);

/// Lambert's azimuthal equal-area projection of the WGS 84 ellipsoid about a centre (Snyder 1987, chapter 24): equal areas on the plane are equal areas on the Earth,
/// wherever they lie; scale and north are true at the centre, and 1,000 km from it lengths are 0.3 % off. Longitudes go
/// around: 180 and -180 are one. Conversions of one object are made by one thread at a time.
class EqualArea {
public:
    /// Throws Error(internal) where PROJ has no such projection.
    explicit EqualArea(Point<Wgs84> centre);
    ~EqualArea();
    EqualArea(EqualArea&&) noexcept;
    EqualArea& operator=(EqualArea&&) noexcept;

    Point<Wgs84> centre() const noexcept;
    /// equal_area_wkt() of the centre.
    const std::string& wkt() const noexcept;
    /// NaN at the opposite end of the Earth, which has no place on the plane.
    Point<EqualAreaPlane> forward(Point<Wgs84> p) const;
    /// `out[k]` for `points[k]`, both of one length; NaN beyond the plane's edge.
    void backward(std::span<const Point<EqualAreaPlane>> points, std::span<Point<Wgs84>> out) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The box of all shapes with the shortest stretch of longitudes that holds them, which may cross the antimeridian: then max_x is above 180. Empty where there are none. Cost: n log n in parts.
Box box_around_the_world(std::span<const MultiPolygon> shapes);

/// The middle of that box, back between -180 and 180: half way between their south and north, and between the ends of the shortest stretch of
/// longitudes that holds them, which may cross the antimeridian. (0, 0) where there are none. Cost: n log n in parts.
Point<Wgs84> middle_of(std::span<const MultiPolygon> shapes);

}  // namespace presencia::geo
