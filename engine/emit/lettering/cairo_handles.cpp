// SPDX-License-Identifier: Apache-2.0
#include "emit/lettering/cairo_handles.hpp"

#include "core/error.hpp"

#include <string>

namespace presencia::emit {

void check_cairo(cairo_status_t status, const char* what) {
    if (status == CAIRO_STATUS_SUCCESS) return;
    throw Error(ErrorCode::internal, {}, std::string("cairo: ") + what + ": " + cairo_status_to_string(status));
}

void check_cairo(cairo_t* context, const char* what) {
    check_cairo(cairo_status(context), what);
}

void check_cairo(cairo_surface_t* surface, const char* what) {
    check_cairo(cairo_surface_status(surface), what);
}

CairoContext context_of(const CairoSurface& surface) {
    CairoContext context(cairo_create(surface.get()));
    check_cairo(context.get(), "context");
    return context;
}

void set_colour(cairo_t* context, Rgb colour, double opacity) {
    cairo_set_source_rgba(context, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, opacity);
}

}  // namespace presencia::emit
