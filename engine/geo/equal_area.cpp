// SPDX-License-Identifier: Apache-2.0
#include "geo/equal_area.hpp"

#include "core/error.hpp"

#include <fmt/format.h>
#include <proj.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

namespace presencia::geo {

namespace {

constexpr double radians = std::numbers::pi / 180.0;

struct DestroyContext {
    void operator()(PJ_CONTEXT* context) const noexcept { proj_context_destroy(context); }
};
struct DestroyPj {
    void operator()(PJ* pj) const noexcept { proj_destroy(pj); }
};

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

struct EqualArea::Impl {
    Point<Wgs84> centre;
    std::string definition;
    std::unique_ptr<PJ_CONTEXT, DestroyContext> context;
    std::unique_ptr<PJ, DestroyPj> projection;
};

EqualArea::EqualArea(Point<Wgs84> centre) : impl_(std::make_unique<Impl>()) {
    impl_->centre = centre;
    impl_->context.reset(proj_context_create());
    proj_log_level(impl_->context.get(), PJ_LOG_NONE);
    proj_context_set_enable_network(impl_->context.get(), 0);
    const std::string& wanted = impl_->definition =
        fmt::format("+proj=laea +lat_0={:.9f} +lon_0={:.9f} +ellps=WGS84", centre.y, centre.x);
    impl_->projection.reset(proj_create(impl_->context.get(), wanted.c_str()));
    if (!impl_->projection) throw Error(ErrorCode::internal, {}, "proj: " + wanted);
}

EqualArea::~EqualArea() = default;
EqualArea::EqualArea(EqualArea&&) noexcept = default;
EqualArea& EqualArea::operator=(EqualArea&&) noexcept = default;

Point<EqualAreaPlane> EqualArea::forward(Point<Wgs84> p) const {
    const PJ_COORD found =
        proj_trans(impl_->projection.get(), PJ_FWD, proj_coord(p.x * radians, p.y * radians, 0.0, 0.0));
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (!std::isfinite(found.xy.x) || !std::isfinite(found.xy.y)) return {none, none};
    return {found.xy.x, found.xy.y};
}

Point<Wgs84> EqualArea::centre() const noexcept {
    return impl_->centre;
}

const std::string& EqualArea::definition() const noexcept {
    return impl_->definition;
}

Point<Wgs84> middle_of(std::span<const MultiPolygon> shapes) {
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
    if (stretches.empty()) return {0.0, 0.0};
    const Stretch longitudes = without_widest_gap(std::move(stretches));
    const double x = 0.5 * (longitudes.first + longitudes.second);
    return {x > 180.0 ? x - 360.0 : x, 0.5 * (all.min_y + all.max_y)};
}

}  // namespace presencia::geo
