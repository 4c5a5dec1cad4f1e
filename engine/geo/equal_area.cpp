// SPDX-License-Identifier: Apache-2.0
#include "geo/equal_area.hpp"

#include "core/earth.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "geo/proj_handles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

namespace presencia::geo {

namespace {

std::string number(double value) {
    return text::format_significant(value, 15);
}

using Stretch = std::pair<double, double>;  ///< of longitudes, the smaller first

/// Where the widest gap between stretches ends and where it begins again, going east around the world.
Stretch without_widest_gap(std::vector<Stretch> stretches) {
    std::sort(stretches.begin(), stretches.end());
    double reached = stretches.front().second;
    // Over the antimeridian unless a wider gap is found.
    for (const Stretch& one : stretches) reached = std::max(reached, one.second);
    Stretch best{stretches.front().first, reached};
    double widest = stretches.front().first + 360.0 - reached;
    reached = stretches.front().second;
    for (const Stretch& one : stretches) {
        if (one.first - reached > widest) {
            widest = one.first - reached;
            best = {one.first, reached + 360.0};
        }
        reached = std::max(reached, one.second);
    }
    return best;
}

}  // namespace

std::string equal_area_wkt(Point<Wgs84> centre) {
    const std::string latitude = number(centre.y), longitude = number(centre.x);
    return "PROJCS[\"WGS 84 / LAEA " + latitude + " " + longitude + "\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\"," + number(earth::semi_major_m) + "," +
           number(1.0 / earth::flattening) +
           ",AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]],"
           "PROJECTION[\"Lambert_Azimuthal_Equal_Area\"],PARAMETER[\"latitude_of_center\"," +
           latitude + "],PARAMETER[\"longitude_of_center\"," + longitude +
           "],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]";
}

struct EqualArea::Impl {
    Point<Wgs84> centre;
    std::string wkt;
    detail::ContextHandle context;  // before what lives in it
    detail::PjHandle from_plane;

    Point<Wgs84> convert(PJ_DIRECTION direction, double x, double y) const {
        proj_errno_reset(from_plane.get());
        const PJ_COORD out = proj_trans(from_plane.get(), direction, proj_coord(x, y, 0.0, 0.0));
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        return std::isfinite(out.xy.x) && std::isfinite(out.xy.y) ? Point<Wgs84>{out.xy.x, out.xy.y} : Point<Wgs84>{nan, nan};
    }
};

EqualArea::EqualArea(Point<Wgs84> centre) : impl_(std::make_unique<Impl>()) {
    impl_->centre = centre;
    impl_->wkt = equal_area_wkt(centre);
    impl_->context = detail::quiet_context();
    const detail::PjHandle raw(proj_create_crs_to_crs(impl_->context.get(), impl_->wkt.c_str(), "OGC:CRS84", nullptr));
    if (raw) impl_->from_plane.reset(proj_normalize_for_visualization(impl_->context.get(), raw.get()));
    if (!impl_->from_plane) throw Error(ErrorCode::internal, {}, "PROJ does not know an equal-area projection");
}

EqualArea::~EqualArea() = default;
EqualArea::EqualArea(EqualArea&&) noexcept = default;
EqualArea& EqualArea::operator=(EqualArea&&) noexcept = default;

Point<Wgs84> EqualArea::centre() const noexcept {
    return impl_->centre;
}

const std::string& EqualArea::wkt() const noexcept {
    return impl_->wkt;
}

Point<EqualAreaPlane> EqualArea::forward(Point<Wgs84> p) const {
    const Point<Wgs84> out = impl_->convert(PJ_INV, p.x, p.y);
    return {out.x, out.y};
}

void EqualArea::backward(std::span<const Point<EqualAreaPlane>> points, std::span<Point<Wgs84>> out) const {
    for (std::size_t k = 0; k < points.size(); ++k) out[k] = impl_->convert(PJ_FWD, points[k].x, points[k].y);
}

Box box_around_the_world(std::span<const MultiPolygon> shapes) {
    std::vector<Stretch> stretches;
    Box all;
    for (const MultiPolygon& shape : shapes) {
        for (const Polygon& part : shape) {
            Box box;
            for (const Point<Wgs84>& p : part.outer) box.add(p);
            if (box.empty()) continue;
            all.add(box);
            stretches.emplace_back(box.min_x, box.max_x);
        }
    }
    if (!stretches.empty()) std::tie(all.min_x, all.max_x) = without_widest_gap(std::move(stretches));
    return all;
}

Point<Wgs84> middle_of(std::span<const MultiPolygon> shapes) {
    const Box all = box_around_the_world(shapes);
    if (all.empty()) return {0.0, 0.0};
    const double x = 0.5 * (all.min_x + all.max_x);
    return {x > 180.0 ? x - 360.0 : x, 0.5 * (all.min_y + all.max_y)};
}

}  // namespace presencia::geo
