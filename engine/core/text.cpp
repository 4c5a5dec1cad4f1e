// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace presencia::text {

namespace {

bool blank(unsigned char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct Decoded {
    char32_t code;
    std::size_t length;  // 0: not UTF-8 at this place
};

Decoded decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[at + k]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) {
        return {0, 0};
    }
    char32_t code = lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
        if ((byte(k) & 0xC0) != 0x80) {
            return {0, 0};
        }
        code = (code << 6) | (byte(k) & 0x3Fu);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        return {0, 0};
    }
    return {code, length};
}

void append_utf8(std::string& out, char32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

/// Base letters of U+00C0 to U+017F (Latin-1 Supplement and Latin Extended-A); 0 where the character stays.
char base_letter(char32_t code) {
    constexpr std::string_view latin1 = "aaaaaaaceeeeiiiidnooooo\0ouuuuyts";
    if (code >= 0xC0 && code <= 0xDF) return latin1[code - 0xC0];
    if (code >= 0xE0 && code <= 0xFE) return code == 0xFE ? 't' : latin1[code - 0xE0];
    if (code == 0xFF) return 'y';
    constexpr std::string_view extended =
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllnnnnnnnnnoooooooorrrrrrsssssssstttttt"
        "uuuuuuuuuuuuwwyyyzzzzzzs";
    if (code >= 0x100 && code < 0x100 + extended.size()) return extended[code - 0x100];
    return 0;
}

constexpr std::array<char16_t, 32> cp1252_high = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

}  // namespace

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view no_break = "\xC2\xA0";
    for (bool again = true; again;) {
        again = false;
        while (!text.empty() && blank(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
        while (!text.empty() && blank(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
        if (text.starts_with(no_break)) {
            text.remove_prefix(2);
            again = true;
        }
        if (text.ends_with(no_break)) {
            text.remove_suffix(2);
            again = true;
        }
    }
    return text;
}

std::string fold(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    bool gap = false;
    const auto put = [&](char c) {
        if (gap && !out.empty()) out += ' ';
        gap = false;
        out += c;
    };
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [code, length] = decode(utf8, at);
        if (length == 0) {
            put(utf8[at++]);
            continue;
        }
        if (code >= 0x300 && code <= 0x36F) {  // combining accents: decomposed text equals composed text
        } else if (code < 0x80) {
            const char c = static_cast<char>(code);
            if (c >= 'A' && c <= 'Z') put(static_cast<char>(c + 32));
            else if ((c >= 'a' && c <= 'z') || is_digit(c)) put(c);
            else gap = true;
        } else if (const char base = base_letter(code)) {
            put(base);
        } else if (code == 0xA0 || (code >= 0x2000 && code <= 0x206F)) {
            gap = true;
        } else {
            for (std::size_t k = 0; k < length; ++k) put(utf8[at + k]);
        }
        at += length;
    }
    return out;
}

bool valid_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = decode(bytes, at).length;
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string cp1252_to_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        append_utf8(out, byte >= 0x80 && byte < 0xA0 ? cp1252_high[byte - 0x80u] : char32_t{byte});
    }
    return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] != b[j - 1] ? 1 : 0);
            diagonal = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t start = 0;;) {
        const std::size_t end = text.find(separator, start);
        parts.push_back(text.substr(start, end == text.npos ? text.npos : end - start));
        if (end == text.npos) return parts;
        start = end + 1;
    }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += separator;
        out += parts[i];
    }
    return out;
}

std::string clip(std::string_view utf8, std::size_t limit) {
    if (utf8.size() <= limit) {
        return std::string(utf8);
    }
    std::size_t end = limit > 3 ? limit - 3 : 0;
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) --end;
    return std::string(utf8.substr(0, end)) + "…";
}

}  // namespace presencia::text
