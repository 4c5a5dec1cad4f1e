// SPDX-License-Identifier: Apache-2.0
#include "source/text_input.hpp"

#include <algorithm>
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
    raw_.erase(0, decode(raw_, start_.encoding == Encoding::utf16be, ended_, decoded_));
}

}  // namespace presencia::source
