// SPDX-License-Identifier: Apache-2.0
#include "geo/projection.hpp"

#include "core/earth.hpp"
#include "core/error.hpp"
#include "geo/proj_handles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace presencia::geo {

namespace {

using detail::ContextHandle;
using detail::PjHandle;

[[noreturn]] void unknown(std::string_view crs, const std::string& file) {
    constexpr std::size_t longest = 80;
    std::string shown(crs.substr(0, longest));
    if (crs.size() > longest) {
        shown += "...";
    }
    throw Error(ErrorCode::crs_unknown, Where{file, 0, {}}, "\"" + shown + "\"",
                "name it as \"EPSG:4326\" (longitude, latitude), \"EPSG:32616\" (UTM zone 16 north) or by its WKT");
}

/// A PROJ string without "+type=crs" would be read as an operation.
std::string as_crs(std::string_view crs) {
    std::string text(crs);
    const bool pipeline = text.find("proj=pipeline") != std::string::npos;
    const bool proj_string = !pipeline && text.find("proj=") != std::string::npos &&
                             text.find('[') == std::string::npos && text.find('{') == std::string::npos;
    if (proj_string && text.find("type=crs") == std::string::npos) {
        text += " +type=crs";
    }
    return text;
}

struct AreaOfUse {
    double west, south, east, north;
};

std::optional<AreaOfUse> area_of_use(PJ_CONTEXT* context, const PJ* crs) {
    AreaOfUse area{};
    if (proj_get_area_of_use(context, crs, &area.west, &area.south, &area.east, &area.north, nullptr) == 0 ||
        area.west < -360.0) {
        return std::nullopt;
    }
    return area;
}

/// Longitude and latitude on WGS 84 already, with or without a height, in whichever order the authority writes them.
bool is_wgs84(PJ_CONTEXT* context, const PJ* crs) {
    const PJ_TYPE type = proj_get_type(crs);
    if (type != PJ_TYPE_GEOGRAPHIC_2D_CRS && type != PJ_TYPE_GEOGRAPHIC_3D_CRS) {
        return false;
    }
    const PjHandle like(proj_create(context, type == PJ_TYPE_GEOGRAPHIC_2D_CRS ? "EPSG:4326" : "EPSG:4979"));
    return like &&
           proj_is_equivalent_to_with_ctx(context, crs, like.get(), PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

}  // namespace

struct ToWgs84::Impl {
    ContextHandle context;  // before what lives in it
    PjHandle operation;     // empty: identity
    std::string name;
    std::optional<AreaOfUse> area;
    std::string crs, file;  // what it was made of
};

ToWgs84::ToWgs84(std::string_view crs, const std::string& where_file) : impl_(std::make_unique<Impl>()) {
    impl_->crs = crs;
    impl_->file = where_file;
    impl_->context = detail::quiet_context();
    PJ_CONTEXT* context = impl_->context.get();
    const PjHandle source(proj_create(context, as_crs(crs).c_str()));
    if (!source || proj_is_crs(source.get()) == 0) {
        unknown(crs, where_file);
    }
    const char* name = proj_get_name(source.get());
    impl_->name = name != nullptr && std::string_view(name) != "unknown" ? name : std::string(crs);
    impl_->area = area_of_use(context, source.get());
    const PjHandle wgs84(proj_create(context, "EPSG:4326"));
    if (!wgs84) {
        throw Error(ErrorCode::internal, {}, "PROJ does not find its database (proj.db)");
    }
    if (is_wgs84(context, source.get())) {
        return;
    }
    const PjHandle raw(proj_create_crs_to_crs_from_pj(context, source.get(), wgs84.get(), nullptr, nullptr));
    if (raw) {
        impl_->operation.reset(proj_normalize_for_visualization(context, raw.get()));
    }
    if (!impl_->operation) {
        unknown(crs, where_file);
    }
}

ToWgs84::ToWgs84(const ToWgs84& other) {
    if (!other.identity()) {
        *this = ToWgs84(other.impl_->crs, other.impl_->file);
        return;
    }
    impl_ = std::make_unique<Impl>();
    impl_->name = other.impl_->name;
    impl_->area = other.impl_->area;
    impl_->crs = other.impl_->crs;
    impl_->file = other.impl_->file;
}

ToWgs84::~ToWgs84() = default;
ToWgs84::ToWgs84(ToWgs84&&) noexcept = default;
ToWgs84& ToWgs84::operator=(ToWgs84&&) noexcept = default;

bool ToWgs84::identity() const noexcept {
    return impl_->operation == nullptr;
}

void ToWgs84::convert(std::span<Point<Wgs84>> points) const {
    if (identity() || points.empty()) {
        return;
    }
    constexpr std::size_t stride = sizeof(Point<Wgs84>);
    proj_errno_reset(impl_->operation.get());
    proj_trans_generic(impl_->operation.get(), PJ_FWD, &points.front().x, stride, points.size(), &points.front().y,
                       stride, points.size(), nullptr, 0, 0, nullptr, 0, 0);
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (Point<Wgs84>& p : points) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
            p = {nan, nan};
        }
    }
}

void ToWgs84::convert(MultiPolygon& shape) const {
    for (Polygon& part : shape) {
        convert(part.outer);
        for (Ring& hole : part.holes) {
            convert(hole);
        }
    }
}

bool ToWgs84::in_area_of_use(Point<Wgs84> point, double margin) const {
    if (!impl_->area) {
        return true;
    }
    const AreaOfUse& area = *impl_->area;
    if (!(point.y >= area.south - margin && point.y <= area.north + margin)) {
        return false;
    }
    const bool over_west = point.x >= area.west - margin;
    const bool over_east = point.x <= area.east + margin;
    // West beyond east: the area crosses the antimeridian.
    return area.west <= area.east ? over_west && over_east : over_west || over_east;
}

const std::string& ToWgs84::name() const noexcept {
    return impl_->name;
}

namespace {

constexpr double mercator_edge = 85.06;  // degrees; just beyond the square world of web maps
constexpr double half_turn = std::numbers::pi;

}  // namespace

Point<WebMercator> web_mercator(Point<Wgs84> p) {
    const double latitude = std::clamp(p.y, -mercator_edge, mercator_edge) * half_turn / 180.0;
    const double sine = std::sin(latitude);  // of all ways to write this one, the quickest; its error stays below a micrometre
    return {earth::web_mercator_radius_m * p.x * half_turn / 180.0,
            earth::web_mercator_radius_m * 0.5 * std::log((1.0 + sine) / (1.0 - sine))};
}

Point<Wgs84> from_web_mercator(Point<WebMercator> p) {
    return {p.x / earth::web_mercator_radius_m * 180.0 / half_turn,
            std::atan(std::sinh(p.y / earth::web_mercator_radius_m)) * 180.0 / half_turn};
}

}  // namespace presencia::geo
