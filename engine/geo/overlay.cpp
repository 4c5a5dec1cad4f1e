// SPDX-License-Identifier: Apache-2.0
#include "geo/overlay.hpp"

#include "geo/geos_handle.hpp"

namespace presencia::geo {

using detail::adopt;
using detail::from_geos;
using detail::Geometry;
using detail::geos;
using detail::to_geos;

MultiPolygon unite(std::span<const MultiPolygon> shapes) {
    MultiPolygon all;
    for (const MultiPolygon& shape : shapes) {
        all.insert(all.end(), shape.begin(), shape.end());
    }
    if (all.empty()) {
        return all;
    }
    const Geometry collected = to_geos(all);
    return from_geos(adopt(GEOSUnaryUnion_r(geos().handle(), collected.get()), "union").get());
}

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b) {
    if (!box_of(a).intersects(box_of(b))) {
        return {};
    }
    const Geometry left = to_geos(a);
    const Geometry right = to_geos(b);
    return from_geos(adopt(GEOSIntersection_r(geos().handle(), left.get(), right.get()), "intersection").get());
}

MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b) {
    if (!box_of(a).intersects(box_of(b))) {
        return a;
    }
    const Geometry left = to_geos(a);
    const Geometry right = to_geos(b);
    return from_geos(adopt(GEOSDifference_r(geos().handle(), left.get(), right.get()), "difference").get());
}

MultiPolygon on_grid(const MultiPolygon& shape, double step) {
    if (shape.empty()) {
        return {};
    }
    const Geometry fine = to_geos(shape);
    return from_geos(adopt(GEOSGeom_setPrecision_r(geos().handle(), fine.get(), step, 0), "rounding").get());
}

}  // namespace presencia::geo
