// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "geo/shapes.hpp"

#include <geos_c.h>

#include <memory>
#include <string>
#include <type_traits>

/// The reentrant GEOS C API in owning handles; not part of the interface. GEOS 3.11 fills caches inside geometries when
/// it reads them, so no GEOSGeometry ever passes from one thread to another: every call builds its own from plain
/// shapes.
namespace presencia::geo::detail {

/// One GEOS context with the last message it gave.
class Geos {
public:
    Geos();
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;

    GEOSContextHandle_t handle() const noexcept { return handle_.get(); }
    /// What GEOS said last; then forgets it.
    std::string take_message();
    /// Throws Error(internal) that says which operation failed and why.
    [[noreturn]] void fail(const char* operation);

private:
    struct Finish {
        void operator()(GEOSContextHandle_t handle) const noexcept { GEOS_finish_r(handle); }
    };
    std::unique_ptr<std::remove_pointer_t<GEOSContextHandle_t>, Finish> handle_;
    std::string message_;
};

/// The calling thread's context.
Geos& geos();

struct DestroyGeometry {
    void operator()(GEOSGeometry* geometry) const noexcept { GEOSGeom_destroy_r(geos().handle(), geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, DestroyGeometry>;

struct DestroyPrepared {
    void operator()(const GEOSPreparedGeometry* prepared) const noexcept {
        GEOSPreparedGeom_destroy_r(geos().handle(), prepared);
    }
};
using Prepared = std::unique_ptr<const GEOSPreparedGeometry, DestroyPrepared>;

/// Takes what a GEOS function returned; throws with GEOS's message where that is null.
Geometry adopt(GEOSGeometry* returned, const char* operation);

/// Rings must be closed, finite and of at least four vertices (see well_formed).
Geometry to_geos(const Polygon& part);
Geometry to_geos(const MultiPolygon& shape);

/// The polygonal parts of any geometry, wound as RFC 7946 says; parts and holes without area are dropped.
MultiPolygon from_geos(const GEOSGeometry* geometry);

}  // namespace presencia::geo::detail
