// SPDX-License-Identifier: Apache-2.0
#include "geo/geos_handle.hpp"
#include "geo/measure.hpp"
#include "geo/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace presencia::geo {

namespace {

const Polygon& largest_part(const MultiPolygon& shape) {
    const Polygon* largest = &shape.front();
    if (shape.size() == 1) return *largest;
    SquareKilometres most;
    for (const Polygon& part : shape) {
        const SquareKilometres size = area({part});
        if (size > most) {
            most = size;
            largest = &part;
        }
    }
    return *largest;
}

Point<Wgs84> place_of(const GEOSGeometry* point) {
    GEOSContextHandle_t context = detail::geos().handle();
    Point<Wgs84> place;
    if (GEOSGeomGetX_r(context, point, &place.x) != 1 || GEOSGeomGetY_r(context, point, &place.y) != 1) {
        detail::geos().fail("label point");
    }
    return place;
}

/// The centre of the largest inscribed circle; GEOS hands it over as the first end of the circle's radius.
Point<Wgs84> widest_place(const GEOSGeometry* part, double tolerance) {
    GEOSContextHandle_t context = detail::geos().handle();
    const detail::Geometry radius =
        detail::adopt(GEOSMaximumInscribedCircle_r(context, part, tolerance), "largest inscribed circle");
    const detail::Geometry centre = detail::adopt(GEOSGeomGetStartPoint_r(context, radius.get()), "label point");
    return place_of(centre.get());
}

}  // namespace

LonLat label_point(const MultiPolygon& shape, double precision) {
    if (shape.empty()) {
        return {};
    }
    const Polygon& part = largest_part(shape);
    const Box box = box_of({part});
    // Widths are compared on the ground: degrees of longitude shrink with latitude.
    const double shrink = std::max(std::cos((box.min_y + box.max_y) / 2.0 * std::numbers::pi / 180.0), 1e-6);
    Polygon flat = part;
    for (Point<Wgs84>& p : flat.outer) {
        p.x *= shrink;
    }
    for (Ring& hole : flat.holes) {
        for (Point<Wgs84>& p : hole) {
            p.x *= shrink;
        }
    }
    const detail::Geometry geometry = detail::to_geos(flat);
    const double width = (box.max_x - box.min_x) * shrink;
    const double height = box.max_y - box.min_y;
    // GEOS 3.11 starts from square cells of the short side: a needle would make millions of them.
    constexpr double needle = 500.0;
    if (std::max(width, height) < needle * std::min(width, height)) {
        const Point<Wgs84> found = widest_place(geometry.get(), std::sqrt(width * height) * precision);
        const Point<Wgs84> place{found.x / shrink, found.y};
        if (covers({part}, place)) {
            return LonLat::checked(place.x, place.y).value_or(LonLat());
        }
    }
    const detail::Geometry inner =
        detail::adopt(GEOSPointOnSurface_r(detail::geos().handle(), geometry.get()), "point on surface");
    const Point<Wgs84> found = place_of(inner.get());
    return LonLat::checked(found.x / shrink, found.y).value_or(LonLat());
}

}  // namespace presencia::geo
