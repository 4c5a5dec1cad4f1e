// SPDX-License-Identifier: Apache-2.0
#include "emit/lettering/lettering.hpp"

#include "core/error.hpp"
#include "emit/lettering/glyph_run.hpp"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <memory>
#include <utility>

namespace presencia::emit {

namespace {

/// FreeType's handles of one font. Cairo keeps fonts for a while after their last use, so these go when Cairo lets go.
struct OpenFont {
    FT_Library library = nullptr;
    FT_Face face = nullptr;

    OpenFont() = default;
    OpenFont(const OpenFont&) = delete;
    OpenFont& operator=(const OpenFont&) = delete;
    ~OpenFont() {
        if (face) FT_Done_Face(face);
        if (library) FT_Done_FreeType(library);
    }
};

constexpr cairo_user_data_key_t open_font_key{};

[[noreturn]] void no_font(ErrorCode code, const std::filesystem::path& file, const char* detail) {
    throw Error(code, {.file = file.string()}, detail,
                "apt-get install fonts-dejavu-core; PRESENCIA_FONT, PRESENCIA_FONT_BOLD = FONT.ttf");
}

std::unique_ptr<OpenFont> open_font(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) no_font(ErrorCode::file_missing, file, "font");
    auto font = std::make_unique<OpenFont>();
    if (FT_Init_FreeType(&font->library) != 0) throw Error(ErrorCode::internal, {}, "freetype: no library");
    if (FT_New_Face(font->library, file.c_str(), 0, &font->face) != 0) {
        font->face = nullptr;
        no_font(ErrorCode::file_unreadable, file, "not a font");
    }
    if (!FT_IS_SCALABLE(font->face) || FT_Select_Charmap(font->face, FT_ENCODING_UNICODE) != 0) {
        no_font(ErrorCode::file_unreadable, file, "a font without outlines or without Unicode");
    }
    return font;
}

/// Cairo 1.16 sets glyphs of pictures on whole pixels; as paths they stand where they should.
bool draws_pixels(cairo_t* context) {
    return cairo_surface_get_type(cairo_get_target(context)) == CAIRO_SURFACE_TYPE_IMAGE;
}

}  // namespace

Lettering::Lettering(const std::filesystem::path& font_file) : options_(cairo_font_options_create()) {
    std::unique_ptr<OpenFont> font = open_font(font_file);
    face_ = font->face;
    font_.reset(cairo_ft_font_face_create_for_ft_face(face_, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP));
    check_cairo(cairo_font_face_status(font_.get()), "font");
    check_cairo(cairo_font_face_set_user_data(font_.get(), &open_font_key, font.get(),
                                              [](void* owned) { delete static_cast<OpenFont*>(owned); }),
                "font");
    font.release();
    cairo_font_options_set_antialias(options_.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options_.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options_.get(), CAIRO_HINT_METRICS_OFF);
    check_cairo(cairo_font_options_status(options_.get()), "font options");
}

Lettering::~Lettering() = default;
Lettering::Lettering(Lettering&&) noexcept = default;
Lettering& Lettering::operator=(Lettering&&) noexcept = default;

TextExtent Lettering::measure(std::string_view utf8, double size) const {
    const double em = face_->units_per_EM;
    return {size * glyph_run(face_, utf8).width, size * face_->ascender / em, size * -face_->descender / em};
}

void Lettering::draw(cairo_t* context, double x, double baseline, std::string_view utf8, const LetterLook& look) const {
    GlyphRun run = glyph_run(face_, utf8);
    for (cairo_glyph_t& glyph : run.glyphs) {
        glyph.x = x + look.size * glyph.x;
        glyph.y = baseline;
    }
    const auto count = static_cast<int>(run.glyphs.size());
    cairo_save(context);
    cairo_set_font_face(context, font_.get());
    cairo_set_font_options(context, options_.get());
    cairo_set_font_size(context, look.size);
    cairo_new_path(context);
    if (look.halo > 0.0) {
        cairo_glyph_path(context, run.glyphs.data(), count);
        set_colour(context, look.halo_colour, look.halo_opacity);
        cairo_set_line_width(context, 2.0 * look.halo);
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(context);
    }
    set_colour(context, look.colour);
    if (draws_pixels(context)) {
        cairo_glyph_path(context, run.glyphs.data(), count);
        cairo_fill(context);
    } else {
        cairo_show_text_glyphs(context, run.text.data(), static_cast<int>(run.text.size()), run.glyphs.data(), count,
                               run.clusters.data(), static_cast<int>(run.clusters.size()), {});
    }
    cairo_restore(context);
    check_cairo(context, "text");
}

}  // namespace presencia::emit
