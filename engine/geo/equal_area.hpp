// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/point.hpp"

#include <memory>
#include <span>
#include <string>

namespace presencia::geo {

struct EqualAreaPlane;  ///< metres east and north of an EqualArea's centre

/// Lambert's azimuthal equal-area projection of the WGS 84 ellipsoid about a centre (Snyder 1987, chapter 24): equal areas on the plane are equal areas on the Earth, wherever they lie. Conversions
/// of one object are made by one thread at a time.
class EqualArea {
public:
    explicit EqualArea(Point<Wgs84> centre);
    ~EqualArea();
    EqualArea(EqualArea&&) noexcept;
    EqualArea& operator=(EqualArea&&) noexcept;

    /// WKT 1, as GDAL and QGIS read it.
    const std::string& wkt() const noexcept;
    /// NaN at the opposite end of the Earth, which has no place on the plane.
    Point<EqualAreaPlane> forward(Point<Wgs84> p) const;
    /// `out[k]` for `points[k]`, both of one length; NaN beyond the plane's edge.
    void backward(std::span<const Point<EqualAreaPlane>> points, std::span<Point<Wgs84>> out) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::geo
