// SPDX-License-Identifier: Apache-2.0
#include "geo/repair.hpp"

#include "geo/geos_handle.hpp"
#include "geo/measure.hpp"
#include "geo/rings.hpp"

#include <algorithm>
#include <utility>

namespace presencia::geo {

namespace {

using detail::Geometry;
using detail::geos;

struct Fault {
    bool found = false;
    std::string reason;
};

struct FreeText {
    void operator()(char* text) const noexcept { GEOSFree_r(geos().handle(), text); }
};

/// Whether GEOS finds the shape invalid, and its word for it with the place.
Fault fault_of(const GEOSGeometry* geometry) {
    GEOSContextHandle_t context = geos().handle();
    const char valid = GEOSisValid_r(context, geometry);
    if (valid == 1) {
        return {};
    }
    if (valid == 2) {
        return {true, geos().take_message()};
    }
    const std::unique_ptr<char, FreeText> reason(GEOSisValidReason_r(context, geometry));
    return {true, reason ? reason.get() : geos().take_message()};
}

struct DestroyParams {
    void operator()(GEOSMakeValidParams* params) const noexcept {
        GEOSMakeValidParams_destroy_r(geos().handle(), params);
    }
};

Geometry make_valid(const GEOSGeometry* geometry) {
    GEOSContextHandle_t context = geos().handle();
    const std::unique_ptr<GEOSMakeValidParams, DestroyParams> params(GEOSMakeValidParams_create_r(context));
    GEOSMakeValidParams_setMethod_r(context, params.get(), GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(context, params.get(), 0);
    GEOSGeometry* made = GEOSMakeValidWithParams_r(context, geometry, params.get());
    if (made == nullptr) {
        throw Error(ErrorCode::geometry_unreadable, {}, geos().take_message());
    }
    return Geometry(made);
}

bool all_holdable(const MultiPolygon& shape) {
    return std::all_of(shape.begin(), shape.end(), [](const Polygon& part) {
        return detail::well_formed(part.outer) && std::all_of(part.holes.begin(), part.holes.end(), [](const Ring& hole) { return detail::well_formed(hole); });
    });
}

/// The shape without rings that GEOS cannot even hold (fewer than four vertices, not closed).
MultiPolygon holdable(const MultiPolygon& shape, std::string& reason) {
    MultiPolygon kept;
    kept.reserve(shape.size());
    for (const Polygon& part : shape) {
        if (!detail::well_formed(part.outer)) {
            reason = "Too few points in geometry component";
            continue;
        }
        Polygon whole{part.outer, {}};
        for (const Ring& hole : part.holes) {
            if (detail::well_formed(hole)) {
                whole.holes.push_back(hole);
            } else {
                reason = "Too few points in geometry component";
            }
        }
        kept.push_back(std::move(whole));
    }
    return kept;
}

}  // namespace

Repaired repair(MultiPolygon shape) {
    Repaired repaired;
    if (!detail::finite(shape)) {
        repaired.changed = true;
        repaired.reason = "Invalid Coordinate";
        return repaired;
    }
    if (all_holdable(shape)) {
        repaired.shape = std::move(shape);
    } else {
        repaired.area_before = area(shape);
        repaired.shape = holdable(shape, repaired.reason);
        repaired.changed = true;
    }
    const Geometry geometry = detail::to_geos(repaired.shape);
    if (Fault fault = fault_of(geometry.get()); fault.found) {
        if (!repaired.changed) repaired.area_before = area(repaired.shape);
        repaired.changed = true;
        repaired.reason = std::move(fault.reason);
        repaired.shape = detail::from_geos(make_valid(geometry.get()).get());
    } else {
        detail::normalise_winding(repaired.shape);
    }
    repaired.area_after = area(repaired.shape);
    if (!repaired.changed) repaired.area_before = repaired.area_after;
    return repaired;
}

MultiPolygon repair_on_grid(const MultiPolygon& shape, double step) {
    std::string reason;
    const MultiPolygon kept = holdable(shape, reason);
    if (kept.empty()) return {};
    const Geometry valid = make_valid(detail::to_geos(kept).get());
    return detail::from_geos(detail::adopt(GEOSGeom_setPrecision_r(geos().handle(), valid.get(), step, 0), "rounding").get());
}

}  // namespace presencia::geo
