// SPDX-License-Identifier: Apache-2.0
#include "source/text_look.hpp"

#include "core/text.hpp"
#include "source/open_guard.hpp"
#include "source/text_input.hpp"

#include <algorithm>

namespace presencia::source {
namespace {

/// Bytes of the UTF-8 character that begins at `at`; 0 where none does, and where the text ends within one.
std::size_t character_at(std::string_view bytes, std::size_t at) {
    for (std::size_t length = 2; length <= 4 && at + length <= bytes.size(); ++length) {
        if (text::valid_utf8(bytes.substr(at, length))) {
            return length;
        }
    }
    return 0;
}

/// Whether the text may be cut within a character that begins at `at`.
bool cut_at(std::string_view bytes, std::size_t at) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    return at + length > bytes.size();
}

std::string hexadecimal(unsigned char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {digits[byte >> 4], digits[byte & 15]};
}

/// Bytes that are letters of Spanish in one code page and not in the other. E9 is one in both; A0, a blank in CP1252, tells nothing.
constexpr std::string_view spanish_850 = "\x82\xA1\xA2\xA3\xA4\xA5\x81\x90\xB5\xD6\xE0";
constexpr std::string_view spanish_1252 = "\xE1\xED\xF3\xFA\xF1\xFC\xC1\xC9\xCD\xD3\xDA\xD1";
/// Letters of other languages in CP1252: a name or two of abroad raise no question.
constexpr std::string_view foreign_1252 = "\xB5\xD6\xE0";

bool letter_before(std::string_view bytes, std::size_t at) {
    const char c = at == 0 ? ' ' : bytes[at - 1];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// CP850 only where nothing speaks against it; where words hold too few of them, or as many of the other, nobody can tell.
void settle_code_page(std::string_view kinds, std::int64_t asking, TextLook& look) {
    const bool certain = look.in_850 >= 3 && kinds.size() >= 2 && look.in_1252 == 0;
    if (certain) {
        look.encoding = Encoding::cp850;
    } else if (asking > 0 && asking >= look.in_1252) {
        look.unsure = true;
    }
}

}  // namespace

TextLook look_at_bytes(std::string_view bytes, bool whole) {
    TextLook look;
    std::size_t first = bytes.size();
    std::string kinds;
    std::int64_t asking = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (byte < 0x80) {
            ++at;
            continue;
        }
        if (const std::size_t length = character_at(bytes, at); length > 0) {
            ++look.characters;
            at += length;
            continue;
        }
        if (!whole && cut_at(bytes, at)) {
            break;
        }
        first = std::min(first, at);
        ++look.strange;
        look.c1 += byte < 0xA0 ? 1 : 0;
        look.undefined += undefined_in_cp1252(byte) ? 1 : 0;
        if (letter_before(bytes, at)) {
            const char c = bytes[at];
            const bool dos = spanish_850.find(c) != spanish_850.npos;
            look.in_850 += dos ? 1 : 0;
            look.in_1252 += spanish_1252.find(c) != spanish_1252.npos ? 1 : 0;
            asking += dos && foreign_1252.find(c) == foreign_1252.npos ? 1 : 0;
            if (dos && kinds.find(c) == kinds.npos) kinds += c;
        }
        ++at;
    }
    if (look.strange > 0) {
        look.line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(first), '\n');
        look.byte = hexadecimal(static_cast<unsigned char>(bytes[first]));
        look.letter = text::cp1252_to_utf8(bytes.substr(first, 1));
        look.encoding = look.mixed() || look.undefined > 0 ? Encoding::utf8 : Encoding::cp1252;
        if (!look.mixed()) settle_code_page(kinds, asking, look);
    }
    return look;
}

TextLook look_at_text(const ReadPlan& plan) {
    const auto file = opened_file(plan);
    TextInput input(*file, {});
    if (input.start().encoding != Encoding::utf8) {
        TextLook look;
        look.encoding = input.start().encoding;
        look.marked = input.start().mark_bytes > 0;
        return look;
    }
    std::string bytes(look_bytes, '\0');
    bytes.resize(input.read(bytes.data(), bytes.size()));
    TextLook look = look_at_bytes(bytes, bytes.size() < look_bytes);
    look.marked = input.start().mark_bytes > 0;
    if (look.marked) {
        look.encoding = Encoding::utf8;
    }
    return look;
}

}  // namespace presencia::source
