// SPDX-License-Identifier: Apache-2.0
#include "geo/azimuthal.hpp"
#include "geo/geos_handle.hpp"
#include "geo/overlay.hpp"
#include "geo/repair.hpp"
#include "geo/rings.hpp"

#include <algorithm>

namespace presencia::geo {

namespace {

/// Edges are cut to this many degrees before they change space: a straight line of 1 km in one leaves that of the other
/// by 2 cm at latitude 45, by the tangent of the latitude more or less elsewhere.
constexpr double longest_edge = 0.01;
/// The same in metres, for the way back.
constexpr double longest_edge_m = 1000.0;
/// 360 vertices a full turn.
constexpr int quadrant_segments = 90;

/// Applies `convert` to every ring of a shape.
template <class Convert>
MultiPolygon converted(const MultiPolygon& shape, Convert convert) {
    MultiPolygon result;
    result.reserve(shape.size());
    for (const Polygon& part : shape) {
        Polygon made{convert(part.outer), {}};
        for (const Ring& hole : part.holes) {
            made.holes.push_back(convert(hole));
        }
        result.push_back(std::move(made));
    }
    return result;
}

}  // namespace

MultiPolygon buffer(const MultiPolygon& shape, Metres radius) {
    if (shape.empty() || !(radius.value() > 0.0)) {
        return shape;
    }
    const Box box = box_of(shape);
    const detail::AzimuthalFrame frame({(box.min_x + box.max_x) / 2.0, (box.min_y + box.max_y) / 2.0});
    // Between the two conversions the coordinates are metres of the frame, whatever their tag says.
    const auto to_metres = [&frame](const Ring& ring) {
        Ring moved = detail::densified(ring, longest_edge);
        for (Point<Wgs84>& p : moved) {
            const Point<detail::LocalMetric> metric = frame.forward(p);
            p = {metric.x, metric.y};
        }
        return moved;
    };
    const auto to_degrees = [&frame](const Ring& ring) {
        Ring moved = detail::densified(ring, longest_edge_m);
        for (Point<Wgs84>& p : moved) {
            p = frame.backward({p.x, p.y});
            p.x = std::clamp(p.x, -180.0, 180.0);
        }
        return moved;
    };
    const detail::Geometry metric = detail::to_geos(converted(shape, to_metres));
    const detail::Geometry grown =
        detail::adopt(GEOSBuffer_r(detail::geos().handle(), metric.get(), radius.value(), quadrant_segments), "buffer");
    // Rounding on the way back, and the cut at the antimeridian, may make rings touch themselves.
    return repair(converted(detail::from_geos(grown.get()), to_degrees)).shape;
}

}  // namespace presencia::geo
