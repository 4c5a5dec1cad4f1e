// SPDX-License-Identifier: Apache-2.0
#include "geo/geos_handle.hpp"

#include "geo/rings.hpp"

#include <cmath>
#include <utility>
#include <vector>

namespace presencia::geo::detail {

namespace {

extern "C" void keep_message(const char* message, void* into) {
    // Called from C++ frames of GEOS that are not ours: nothing may be thrown through them.
    try {
        *static_cast<std::string*>(into) = message;
    } catch (...) {
    }
}

extern "C" void ignore_message(const char*, void*) {}

/// Vertices travel as plain pairs of doubles.
static_assert(sizeof(Point<Wgs84>) == 2 * sizeof(double) && std::is_standard_layout_v<Point<Wgs84>>);

/// A ring less wide than a tenth of a micrometre is a rounding left-over of two edges that should be one.
bool without_area(const Ring& ring) {
    constexpr double thinnest = 1e-12;  // degrees
    double length = 0.0;
    for (std::size_t k = 1; k < ring.size(); ++k) {
        length += std::hypot(ring[k].x - ring[k - 1].x, ring[k].y - ring[k - 1].y);
    }
    return std::abs(planar_area(ring)) <= thinnest * length / 2.0;
}

Geometry ring_to_geos(const Ring& ring) {
    GEOSContextHandle_t context = geos().handle();
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(context, reinterpret_cast<const double*>(ring.data()),
                                                                static_cast<unsigned>(ring.size()), 0, 0);
    if (sequence == nullptr) {
        geos().fail("ring");
    }
    // The ring owns the sequence from here on, also where making it fails.
    return adopt(GEOSGeom_createLinearRing_r(context, sequence), "ring");
}

std::vector<GEOSGeometry*> release(std::vector<Geometry>& owned) {
    std::vector<GEOSGeometry*> raw;
    raw.reserve(owned.size());
    for (Geometry& one : owned) {
        raw.push_back(one.release());
    }
    return raw;
}

Ring ring_from_geos(const GEOSGeometry* geometry) {
    GEOSContextHandle_t context = geos().handle();
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context, geometry);
    unsigned size = 0;
    if (sequence == nullptr || GEOSCoordSeq_getSize_r(context, sequence, &size) == 0) {
        geos().fail("ring");
    }
    Ring ring(size);
    if (size > 0 && GEOSCoordSeq_copyToBuffer_r(context, sequence, reinterpret_cast<double*>(ring.data()), 0, 0) == 0) {
        geos().fail("ring");
    }
    return ring;
}

void add_parts(const GEOSGeometry* geometry, MultiPolygon& parts) {
    GEOSContextHandle_t context = geos().handle();
    const int type = GEOSGeomTypeId_r(context, geometry);
    if (type == GEOS_POLYGON) {
        if (GEOSisEmpty_r(context, geometry) != 0) {
            return;
        }
        Polygon part;
        part.outer = ring_from_geos(GEOSGetExteriorRing_r(context, geometry));
        if (without_area(part.outer)) {
            return;
        }
        const int holes = GEOSGetNumInteriorRings_r(context, geometry);
        for (int k = 0; k < holes; ++k) {
            Ring hole = ring_from_geos(GEOSGetInteriorRingN_r(context, geometry, k));
            if (!without_area(hole)) {
                part.holes.push_back(std::move(hole));
            }
        }
        parts.push_back(std::move(part));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        const int count = GEOSGetNumGeometries_r(context, geometry);
        for (int k = 0; k < count; ++k) {
            add_parts(GEOSGetGeometryN_r(context, geometry, k), parts);
        }
    }
}

}  // namespace

Geos::Geos() : handle_(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(handle_.get(), keep_message, &message_);
    GEOSContext_setNoticeMessageHandler_r(handle_.get(), ignore_message, nullptr);
}

std::string Geos::take_message() {
    return std::exchange(message_, {});
}

void Geos::fail(const char* operation) {
    throw Error(ErrorCode::internal, {}, std::string("GEOS ") + operation + ": " + take_message());
}

Geos& geos() {
    thread_local Geos context;
    return context;
}

Geometry adopt(GEOSGeometry* returned, const char* operation) {
    if (returned == nullptr) {
        geos().fail(operation);
    }
    return Geometry(returned);
}

Geometry to_geos(const Polygon& part) {
    Geometry outer = ring_to_geos(part.outer);
    std::vector<Geometry> holes;
    holes.reserve(part.holes.size());
    for (const Ring& hole : part.holes) {
        holes.push_back(ring_to_geos(hole));
    }
    std::vector<GEOSGeometry*> raw = release(holes);
    return adopt(
        GEOSGeom_createPolygon_r(geos().handle(), outer.release(), raw.data(), static_cast<unsigned>(raw.size())),
        "polygon");
}

Geometry to_geos(const MultiPolygon& shape) {
    std::vector<Geometry> parts;
    parts.reserve(shape.size());
    for (const Polygon& part : shape) {
        parts.push_back(to_geos(part));
    }
    std::vector<GEOSGeometry*> raw = release(parts);
    return adopt(
        GEOSGeom_createCollection_r(geos().handle(), GEOS_MULTIPOLYGON, raw.data(), static_cast<unsigned>(raw.size())),
        "multipolygon");
}

MultiPolygon from_geos(const GEOSGeometry* geometry) {
    MultiPolygon parts;
    add_parts(geometry, parts);
    normalise_winding(parts);
    return parts;
}

}  // namespace presencia::geo::detail
