// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <memory>
#include <span>
#include <string>

namespace presencia::geo {

struct EqualAreaPlane;  ///< metres east and north of the centre of an EqualArea

/// Lambert's azimuthal equal-area projection of the WGS 84 ellipsoid about a centre: areas are true everywhere, scale
/// and north at the centre. At 1,000 km from it lengths are 0.3 % off. Longitudes go around: 180 and -180 are one.
class EqualArea {
public:
    /// Throws Error(internal) where PROJ has no such projection.
    explicit EqualArea(Point<Wgs84> centre);
    ~EqualArea();
    EqualArea(EqualArea&&) noexcept;
    EqualArea& operator=(EqualArea&&) noexcept;

    /// NaN at the antipode of the centre. One instance serves one thread. Cost: a microsecond.
    Point<EqualAreaPlane> forward(Point<Wgs84> p) const;
    Point<Wgs84> centre() const noexcept;
    /// As PROJ reads it: "+proj=laea +lat_0=14.5 ...".
    const std::string& definition() const noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The middle of all shapes: half way between their south and north, and between the ends of the shortest stretch of
/// longitudes that holds them, which may cross the antimeridian. (0, 0) where there are none. Cost: n log n in parts.
Point<Wgs84> middle_of(std::span<const MultiPolygon> shapes);

}  // namespace presencia::geo
