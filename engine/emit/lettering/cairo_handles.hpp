// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_style.hpp"

#include <cairo.h>

#include <memory>

namespace presencia::emit {

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyContext {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct DestroyFontFace {
    void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};
struct DestroyFontOptions {
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

using CairoSurface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using CairoContext = std::unique_ptr<cairo_t, DestroyContext>;
using CairoFontFace = std::unique_ptr<cairo_font_face_t, DestroyFontFace>;
using CairoFontOptions = std::unique_ptr<cairo_font_options_t, DestroyFontOptions>;

/// Cairo keeps the first error of a handle and draws no more. Throws Error(internal) with its sentence, which names
/// `what` was being done; also where memory ran out.
void check_cairo(cairo_status_t status, const char* what);
void check_cairo(cairo_t* context, const char* what);
void check_cairo(cairo_surface_t* surface, const char* what);

/// A context that draws on a surface. Throws Error(internal).
CairoContext context_of(const CairoSurface& surface);

/// Sets the colour that is drawn with.
void set_colour(cairo_t* context, Rgb colour, double opacity = 1.0);

}  // namespace presencia::emit
