// SPDX-License-Identifier: Apache-2.0
#include "emit/lettering/glyph_run.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H

#include <cstdint>

namespace presencia::emit {

namespace {

constexpr std::uint32_t replacement = 0xfffd;

/// Bytes of the character that begins with this one; 0 where none does.
int length_of(unsigned char first) {
    return first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
}

/// The next character of `rest`, which becomes shorter by it; U+FFFD for a byte that begins none.
std::uint32_t next_character(std::string_view& rest) {
    const auto byte = [&](int i) { return static_cast<unsigned char>(rest[static_cast<std::size_t>(i)]); };
    const int length = length_of(byte(0));
    std::uint32_t code = length <= 1 ? byte(0) : byte(0) & (0xffU >> (length + 1));
    bool good = length > 0 && static_cast<std::size_t>(length) <= rest.size();
    for (int i = 1; good && i < length; ++i) {
        good = (byte(i) & 0xc0) == 0x80;
        code = code << 6 | (byte(i) & 0x3fU);
    }
    good = good && !(length == 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000)));
    good = good && !(length == 4 && (code < 0x10000 || code > 0x10ffff));
    rest.remove_prefix(good ? static_cast<std::size_t>(length) : 1);
    return good ? code : replacement;
}

void append(std::string& out, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    const auto tail = [&](int shift) { put(0x80U | (code >> shift & 0x3fU)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0U | code >> 6), tail(0);
    } else if (code < 0x10000) {
        put(0xe0U | code >> 12), tail(6), tail(0);
    } else {
        put(0xf0U | code >> 18), tail(12), tail(6), tail(0);
    }
}

}  // namespace

GlyphRun glyph_run(FT_FaceRec_* face, std::string_view utf8) {
    GlyphRun run;
    const double em = face->units_per_EM > 0 ? face->units_per_EM : 1.0;
    FT_UInt before = 0;
    while (!utf8.empty()) {
        std::uint32_t code = next_character(utf8);
        if (code == '\t' || code == '\n' || code == '\r') code = ' ';
        if (code < 0x20 || (code >= 0x7f && code < 0xa0)) continue;
        const FT_UInt glyph = FT_Get_Char_Index(face, code);
        FT_Vector kerning{0, 0};
        if (before != 0 && glyph != 0 && FT_HAS_KERNING(face)) {
            FT_Get_Kerning(face, before, glyph, FT_KERNING_UNSCALED, &kerning);
        }
        FT_Fixed advance = 0;
        if (FT_Get_Advance(face, glyph, FT_LOAD_NO_SCALE, &advance) != 0) advance = 0;
        run.width += static_cast<double>(kerning.x) / em;
        run.glyphs.push_back({glyph, run.width, 0.0});
        run.width += static_cast<double>(advance) / em;
        const std::size_t length = run.text.size();
        append(run.text, code);
        run.clusters.push_back({static_cast<int>(run.text.size() - length), 1});
        before = glyph;
    }
    return run;
}

}  // namespace presencia::emit
