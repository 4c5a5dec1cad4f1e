// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/png_writer.hpp"

#include "core/error.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <string_view>

namespace presencia::emit {

namespace {

void put32(std::string& out, std::uint32_t v) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(v >> shift & 0xff));
}

void chunk(std::string& out, std::string_view type, std::string_view data) {
    put32(out, static_cast<std::uint32_t>(data.size()));
    const std::size_t begin = out.size();
    out += type;
    out += data;
    put32(out, libdeflate_crc32(0, out.data() + begin, out.size() - begin));
}

int bits_for(std::size_t colours) {
    return colours <= 2 ? 1 : colours <= 4 ? 2 : colours <= 16 ? 4 : 8;
}

/// A row of pixels and the byte before it that names its filter.
std::size_t row_bytes(int width, int bits) {
    return 1 + (static_cast<std::size_t>(width) * static_cast<std::size_t>(bits) + 7) / 8;
}

/// `length` pixels from `x` on in a row of zeros, `bits` each, the first in the high bits.
void fill_pixels(std::uint8_t* row, std::size_t x, std::size_t length, int bits, std::uint8_t entry) {
    const auto per_byte = static_cast<std::size_t>(8 / bits);
    const auto put = [&](std::size_t at) { row[at / per_byte] = static_cast<std::uint8_t>(row[at / per_byte] | entry << (8 - bits - static_cast<int>(at % per_byte) * bits)); };
    const std::size_t end = x + length;
    for (; x < end && x % per_byte != 0; ++x) put(x);
    const std::size_t whole = (end - x) / per_byte;
    const int every = 255 / ((1 << bits) - 1);  // 0xff, 0x55, 0x11 or 1: the entry in every place of a byte
    std::memset(row + x / per_byte, entry * every, whole);
    for (x += whole * per_byte; x < end; ++x) put(x);
}

/// Entries that are not opaque first, so that tRNS, which covers a prefix, is short. Returns the new place of each.
std::array<std::uint8_t, 256> transparent_first(std::span<const Rgba> palette, std::vector<Rgba>& sorted) {
    std::vector<std::size_t> order(palette.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(), [&](std::size_t i) { return palette[i].a != 255; });
    std::array<std::uint8_t, 256> place{};
    for (std::size_t k = 0; k < order.size(); ++k) {
        place[order[k]] = static_cast<std::uint8_t>(k);
        sorted.push_back(palette[order[k]]);
    }
    return place;
}

}  // namespace

std::string PngWriter::write(int width, int height, std::span<const std::uint8_t> pixels,
                             std::span<const Rgba> palette) {
    if (pixels.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) throw Error(ErrorCode::internal, {}, "png: palette or size");
    std::vector<PixelRun> runs;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        if (i % static_cast<std::size_t>(width) == 0 || pixels[i] != runs.back().entry) runs.push_back({0, pixels[i]});
        ++runs.back().length;
    }
    return write(width, height, runs, palette);
}

std::string PngWriter::write(int width, int height, std::span<const PixelRun> runs, std::span<const Rgba> palette) {
    if (palette.empty() || palette.size() > 256) throw Error(ErrorCode::internal, {}, "png: palette or size");
    std::vector<Rgba> colours;
    const auto place = transparent_first(palette, colours);
    const int bits = bits_for(colours.size());
    const std::size_t stride = row_bytes(width, bits);
    rows_.assign(stride * static_cast<std::size_t>(height), 0);  // the byte before each row: filter 0
    std::size_t y = 0, x = 0;
    for (const PixelRun& run : runs) {
        if (run.entry >= palette.size()) throw Error(ErrorCode::internal, {}, "png: an entry beyond the palette");
        if (y == static_cast<std::size_t>(height) || x + run.length > static_cast<std::size_t>(width)) throw Error(ErrorCode::internal, {}, "png: a run beyond its row");
        fill_pixels(rows_.data() + y * stride + 1, x, run.length, bits, place[run.entry]);
        x += run.length;
        if (x == static_cast<std::size_t>(width)) x = 0, ++y;
    }
    if (y != static_cast<std::size_t>(height)) throw Error(ErrorCode::internal, {}, "png: rows are missing");
    return pack(width, height, bits, colours);
}

std::string PngWriter::pack(int width, int height, int bits, std::span<const Rgba> colours) {
    packed_.clear();
    deflate_.compress(rows_, row_bytes(width, bits), packed_);

    std::string out("\x89PNG\r\n\x1a\n", 8);
    std::string data;
    put32(data, static_cast<std::uint32_t>(width));
    put32(data, static_cast<std::uint32_t>(height));
    data += {static_cast<char>(bits), 3, 0, 0, 0};
    chunk(out, "IHDR", data);
    data.clear();
    std::string alphas;
    for (const Rgba& c : colours) {
        data += {static_cast<char>(c.r), static_cast<char>(c.g), static_cast<char>(c.b)};
        if (c.a != 255) alphas.push_back(static_cast<char>(c.a));
    }
    chunk(out, "PLTE", data);
    if (!alphas.empty()) chunk(out, "tRNS", alphas);
    chunk(out, "IDAT", packed_);
    chunk(out, "IEND", {});
    return out;
}

}  // namespace presencia::emit
