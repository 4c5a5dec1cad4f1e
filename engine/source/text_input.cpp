// SPDX-License-Identifier: Apache-2.0
#include "source/text_input.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace presencia::source {
namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10;

void append(std::string& out, std::uint32_t code) {
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80u | ((code >> shift) & 0x3Fu)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0u | (code >> 6));
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0u | (code >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0u | (code >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// The upper half of code page 850, as DOS wrote western Europe and Latin America (unicode.org, CP850.TXT).
constexpr std::array<char16_t, 128> cp850_high = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7,
    0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE, 0x00EC, 0x00C4, 0x00C5,
    0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192,
    0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA, 0x00BA,
    0x00BF, 0x00AE, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00C1, 0x00C2, 0x00C0,
    0x00A9, 0x2563, 0x2551, 0x2557, 0x255D, 0x00A2, 0x00A5, 0x2510,
    0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x00A4,
    0x00F0, 0x00D0, 0x00CA, 0x00CB, 0x00C8, 0x0131, 0x00CD, 0x00CE,
    0x00CF, 0x2518, 0x250C, 0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580,
    0x00D3, 0x00DF, 0x00D4, 0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE,
    0x00DE, 0x00DA, 0x00DB, 0x00D9, 0x00FD, 0x00DD, 0x00AF, 0x00B4,
    0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6, 0x00A7, 0x00F7, 0x00B8,
    0x00B0, 0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0};

std::size_t decode_cp850(std::string_view raw, std::string& out) {
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        append(out, byte < 0x80 ? byte : cp850_high[byte - 0x80U]);
    }
    return raw.size();
}

/// Decodes whole characters of `raw` behind `out`; the bytes used. `last`: no more will come.
std::size_t decode(std::string_view raw, bool big_endian, bool last, std::string& out) {
    const auto unit = [&](std::size_t at) {
        const auto a = static_cast<unsigned char>(raw[at]);
        const auto b = static_cast<unsigned char>(raw[at + 1]);
        return static_cast<std::uint32_t>(big_endian ? a << 8 | b : b << 8 | a);
    };
    std::size_t at = 0;
    for (; at + 2 <= raw.size(); at += 2) {
        const std::uint32_t high = unit(at);
        if (high < 0xD800 || high > 0xDFFF) {
            append(out, high);
            continue;
        }
        if (high < 0xDC00 && at + 4 > raw.size() && !last) {
            return at;
        }
        const std::uint32_t low = high < 0xDC00 && at + 4 <= raw.size() ? unit(at + 2) : 0;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            append(out, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            at += 2;
        } else {
            out += '\xFF';
        }
    }
    if (last && at < raw.size()) {
        out += '\xFF';
        at = raw.size();
    }
    return at;
}

}  // namespace

TextInput::TextInput(const InputFile& file, std::string_view wanted) : file_(file) {
    char beginning[4];
    const std::size_t got = file.read_at(0, beginning, sizeof beginning);
    start_ = text_start(wanted, {beginning, got}, file.shown_name());
    offset_ = start_.mark_bytes;
}

std::size_t TextInput::read(char* into, std::size_t count) {
    if (start_.encoding == Encoding::utf8 || start_.encoding == Encoding::cp1252) {
        const std::size_t got = file_.read_at(offset_, into, count);
        offset_ += got;
        return got;
    }
    std::size_t done = 0;
    while (done < count) {
        if (taken_ == decoded_.size()) {
            if (ended_) {
                break;
            }
            decode_block();
            continue;
        }
        const std::size_t part = std::min(count - done, decoded_.size() - taken_);
        std::memcpy(into + done, decoded_.data() + taken_, part);
        taken_ += part;
        done += part;
    }
    return done;
}

void TextInput::decode_block() {
    const std::size_t kept = raw_.size();
    raw_.resize(kept + block_bytes);
    const std::size_t got = file_.read_at(offset_, raw_.data() + kept, block_bytes);
    offset_ += got;
    raw_.resize(kept + got);
    ended_ = got < block_bytes;
    decoded_.clear();
    taken_ = 0;
    raw_.erase(0, start_.encoding == Encoding::cp850 ? decode_cp850(raw_, decoded_) : decode(raw_, start_.encoding == Encoding::utf16be, ended_, decoded_));
}

}  // namespace presencia::source
