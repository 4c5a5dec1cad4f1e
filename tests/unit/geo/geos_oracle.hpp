// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"
#include "geo/wkb.hpp"

#include <geos_c.h>

#include <string>

/// GEOS's own reader and predicates, fed through WKB: nothing here passes through the code under test but write_wkb,
/// which has tests of its own.
namespace presencia::oracle {

class GeosShape {
public:
    explicit GeosShape(const geo::MultiPolygon& shape) : context_(GEOS_init_r()) {
        const std::string wkb = geo::write_wkb(shape);
        geometry_ = GEOSGeomFromWKB_buf_r(context_, reinterpret_cast<const unsigned char*>(wkb.data()), wkb.size());
    }
    ~GeosShape() {
        GEOSGeom_destroy_r(context_, geometry_);
        GEOS_finish_r(context_);
    }
    GeosShape(const GeosShape&) = delete;
    GeosShape& operator=(const GeosShape&) = delete;

    bool read() const { return geometry_ != nullptr; }
    bool valid() const { return GEOSisValid_r(context_, geometry_) == 1; }
    double planar_area() const {
        double area = 0.0;
        GEOSArea_r(context_, geometry_, &area);
        return area;
    }
    bool covers(Point<Wgs84> p) const {
        GEOSGeometry* point = GEOSGeom_createPointFromXY_r(context_, p.x, p.y);
        const char answer = GEOSIntersects_r(context_, geometry_, point);
        GEOSGeom_destroy_r(context_, point);
        return answer == 1;
    }

private:
    GEOSContextHandle_t context_;
    GEOSGeometry* geometry_ = nullptr;
};

inline double planar_area(const geo::MultiPolygon& shape) {
    return GeosShape(shape).planar_area();
}

}  // namespace presencia::oracle
