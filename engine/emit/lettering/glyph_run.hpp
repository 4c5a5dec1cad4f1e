// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cairo.h>

#include <string>
#include <string_view>
#include <vector>

struct FT_FaceRec_;

namespace presencia::emit {

/// One line of text as glyphs of a font, from (0, 0) to the right at a size of 1.
struct GlyphRun {
    std::string text;  ///< as it is drawn: valid UTF-8 without control characters
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;  ///< one glyph a character
    double width = 0.0;
};

/// Sets a line: one glyph a character, advances and kerning of the font at no size in particular, so that widths grow
/// with the size and are the same everywhere. What the font lacks is its "missing" glyph; bytes that are no UTF-8 are
/// U+FFFD; control characters are left out, tabs and line breaks are blanks. No shaping: enough for the scripts that
/// need none (Latin, Greek, Cyrillic).
GlyphRun glyph_run(FT_FaceRec_* face, std::string_view utf8);

}  // namespace presencia::emit
