// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/row_deflate.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace presencia::emit {

namespace {

// RFC 1951, 3.2.5 and 3.2.7.
constexpr std::size_t shortest_match = 3, longest_match = 258;
constexpr std::size_t window = 32768;
constexpr std::size_t end_of_block = 256;
constexpr std::size_t lengths_and_bytes = 286;
constexpr std::size_t distances = 30;
constexpr std::array<std::uint8_t, 19> order_of_lengths{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

constexpr std::size_t pattern_rows = 8;  // after which hatches and dots come again

/// A symbol and the bits behind it.
struct Symbol {
    std::uint16_t symbol = 0;
    std::uint8_t extra_bits = 0;
    std::uint16_t extra = 0;
};

/// Lengths and distances are numbered alike: 2^`fine` symbols for every power of two.
Symbol graded(std::size_t from_zero, unsigned fine) {
    if (from_zero < std::size_t{2} << fine) return {static_cast<std::uint16_t>(from_zero), 0, 0};
    const auto extra_bits = static_cast<unsigned>(std::bit_width(from_zero)) - 1 - fine;
    const std::size_t lead = from_zero >> extra_bits;  // 2^fine to 2^(fine + 1) - 1
    return {static_cast<std::uint16_t>((extra_bits << fine) + lead), static_cast<std::uint8_t>(extra_bits), static_cast<std::uint16_t>(from_zero - (lead << extra_bits))};
}

Symbol length_symbol(std::size_t length) {
    if (length == longest_match) return {285, 0, 0};
    Symbol found = graded(length - shortest_match, 2);
    found.symbol = static_cast<std::uint16_t>(found.symbol + 257);
    return found;
}

Symbol distance_symbol(std::size_t distance) { return graded(distance - 1, 1); }

std::size_t common_length(const std::uint8_t* a, const std::uint8_t* b, std::size_t most) {
    std::size_t length = 0;
    for (; length + 8 <= most; length += 8) {
        std::uint64_t left = 0, right = 0;
        std::memcpy(&left, a + length, 8);
        std::memcpy(&right, b + length, 8);
        if (left != right) break;
    }
    while (length < most && a[length] == b[length]) ++length;
    return length;
}

/// Code lengths as RFC 1951, 3.2.7 writes them: repeats of the one before (16) and runs of zeros (17, 18).
std::vector<Symbol> packed_lengths(std::span<const std::uint8_t> lengths) {
    std::vector<Symbol> out;
    for (std::size_t i = 0; i < lengths.size();) {
        std::size_t end = i + 1;
        while (end < lengths.size() && lengths[end] == lengths[i]) ++end;
        std::size_t run = end - i;
        if (lengths[i] != 0) out.push_back({lengths[i], 0, 0}), --run;
        while (run >= 3) {
            const std::size_t most = lengths[i] != 0 ? 6 : run >= 11 ? 138 : 10;
            const std::size_t taken = std::min(run, most);
            if (lengths[i] != 0) {
                out.push_back({16, 2, static_cast<std::uint16_t>(taken - 3)});
            } else if (most == 10) {
                out.push_back({17, 3, static_cast<std::uint16_t>(taken - 3)});
            } else {
                out.push_back({18, 7, static_cast<std::uint16_t>(taken - 11)});
            }
            run -= taken;
        }
        for (; run > 0; --run) out.push_back({lengths[i], 0, 0});
        i = end;
    }
    return out;
}

/// The two codes of a block ahead of its data.
void write_codes(const PrefixCode& text, const PrefixCode& distance, BitWriter& out) {
    const auto used = [](const PrefixCode& code, std::size_t least) {
        std::size_t n = code.lengths.size();
        while (n > least && code.lengths[n - 1] == 0) --n;
        return n;
    };
    const std::size_t texts = used(text, 257), places = used(distance, 1);
    std::vector<std::uint8_t> lengths(text.lengths.begin(), text.lengths.begin() + static_cast<std::ptrdiff_t>(texts));
    lengths.insert(lengths.end(), distance.lengths.begin(), distance.lengths.begin() + static_cast<std::ptrdiff_t>(places));
    const std::vector<Symbol> packed = packed_lengths(lengths);
    std::array<std::uint32_t, order_of_lengths.size()> counts{};
    for (const Symbol& one : packed) ++counts[one.symbol];
    const PrefixCode code = huffman_code(counts, 7);
    std::size_t written = order_of_lengths.size();
    while (written > 4 && code.lengths[order_of_lengths[written - 1]] == 0) --written;
    out.put(static_cast<std::uint32_t>(texts - 257), 5);
    out.put(static_cast<std::uint32_t>(places - 1), 5);
    out.put(static_cast<std::uint32_t>(written - 4), 4);
    for (std::size_t k = 0; k < written; ++k) out.put(code.lengths[order_of_lengths[k]], 3);
    for (const Symbol& one : packed) {
        code.put(one.symbol, out);
        out.put(one.extra, one.extra_bits);
    }
}

}  // namespace

void RowDeflate::look_at(std::size_t at, std::size_t distance, Token& best) const {
    if (distance == 0 || distance > at || distance > window) return;
    const std::uint8_t* here = bytes_.data() + at;
    const std::size_t most = std::min(longest_match, bytes_.size() - at);
    if (best.length >= most || here[best.length] != here[static_cast<std::ptrdiff_t>(best.length) - static_cast<std::ptrdiff_t>(distance)]) return;
    const std::size_t length = common_length(here, here - distance, most);
    if (length > best.length && length >= shortest_match) best = {static_cast<std::uint16_t>(length), static_cast<std::uint16_t>(distance)};
}

RowDeflate::Token RowDeflate::longest(std::size_t at) const {
    Token best;
    for (const std::size_t distance : {last_distance_, stride_, std::size_t{1}, stride_ - 1, stride_ + 1, pattern_rows * stride_}) {
        look_at(at, distance, best);
        if (best.length == longest_match) break;
    }
    return best;
}

/// Takes the longest match, unless one that begins a byte later is longer still.
void RowDeflate::parse(std::size_t& at) {
    Token here = longest(at);
    while (at < bytes_.size() && tokens_.size() < block_tokens) {
        const bool may_wait = here.length < longest_match && at + 1 < bytes_.size();
        const Token next = may_wait ? longest(at + 1) : Token{};
        if (here.length == 0 || next.length > here.length) {
            tokens_.push_back({0, bytes_[at++]});
            here = next;
            continue;
        }
        tokens_.push_back(here);
        last_distance_ = here.distance;
        at += here.length;
        here = at < bytes_.size() ? longest(at) : Token{};
    }
}

void RowDeflate::write_block(bool last) {
    std::array<std::uint32_t, lengths_and_bytes> texts{};
    std::array<std::uint32_t, distances> places{};
    texts[end_of_block] = 1;
    for (const Token& token : tokens_) {
        if (token.length == 0) {
            ++texts[token.distance];
        } else {
            ++texts[length_symbol(token.length).symbol];
            ++places[distance_symbol(token.distance).symbol];
        }
    }
    const PrefixCode text = huffman_code(texts, 15);
    const PrefixCode distance = huffman_code(places, 15);
    bits_.put(last ? 1 : 0, 1);
    bits_.put(2, 2);  // codes of its own
    write_codes(text, distance, bits_);
    for (const Token& token : tokens_) {
        if (token.length == 0) {
            text.put(token.distance, bits_);
            continue;
        }
        const Symbol length = length_symbol(token.length), place = distance_symbol(token.distance);
        text.put(length.symbol, bits_);
        bits_.put(length.extra, length.extra_bits);
        distance.put(place.symbol, bits_);
        bits_.put(place.extra, place.extra_bits);
    }
    text.put(end_of_block, bits_);
    tokens_.clear();
}

void RowDeflate::compress(std::span<const std::uint8_t> bytes, std::size_t stride, std::string& out) {
    bytes_ = bytes;
    stride_ = stride;
    last_distance_ = stride;
    out += "\x78\xda";  // Deflate, a window of 32 KiB, no dictionary
    bits_.begin(out);
    std::size_t at = 0;
    do {
        parse(at);
        write_block(at == bytes.size());
    } while (at < bytes.size());
    bits_.finish();
    const std::uint32_t sum = libdeflate_adler32(1, bytes.data(), bytes.size());
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(sum >> shift));
}

}  // namespace presencia::emit
