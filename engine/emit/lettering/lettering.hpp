// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/cairo_handles.hpp"
#include "emit/tiles/tile_style.hpp"

#include <filesystem>
#include <string_view>

struct FT_FaceRec_;

namespace presencia::emit {

/// What a line of text takes up, in the unit of its size: `ascent` above the baseline, `descent` below (both of the
/// font, whatever the letters).
struct TextExtent {
    double width = 0.0, ascent = 0.0, descent = 0.0;

    double height() const noexcept { return ascent + descent; }
};

/// How a line of text looks. Sizes are in the unit of the context that is drawn on.
struct LetterLook {
    double size = 10.0;  ///< of the em square
    Rgb colour{};
    double halo = 0.0;  ///< how far it reaches around the letters; 0: none
    Rgb halo_colour{255, 255, 255};
    double halo_opacity = 1.0;
};

/// One font, from one file. No fontconfig, no hinting of shapes or of metrics, grey antialiasing: the same words are
/// the same shapes and widths on every machine and at every resolution. Threads may letter at once, each with its own
/// instance: an instance serves one thread at a time.
class Lettering {
public:
    /// Throws file_missing where the file is not there, file_unreadable where FreeType cannot read it or it has no
    /// outlines or no Unicode table; the hint names Debian's package and the variables that name another font.
    explicit Lettering(const std::filesystem::path& font_file);
    ~Lettering();
    Lettering(Lettering&&) noexcept;
    Lettering& operator=(Lettering&&) noexcept;

    /// Of one line of UTF-8 at a size. Grows with the size exactly. Cost: linear in its characters.
    TextExtent measure(std::string_view utf8, double size) const;

    /// One line with its baseline from (x, baseline) to the right: first the halo, then the letters over all of it.
    /// Leaves the context as it was but for its path. On pictures letters are filled shapes, placed to fractions of a
    /// pixel; in PDF they are text that can be searched and copied. Throws Error(internal) where Cairo fails.
    void draw(cairo_t* context, double x, double baseline, std::string_view utf8, const LetterLook& look) const;

private:
    FT_FaceRec_* face_ = nullptr;  ///< belongs to font_
    CairoFontFace font_;
    CairoFontOptions options_;
};

}  // namespace presencia::emit
