// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/png_writer.hpp"

#include "core/error.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

namespace presencia::emit {

namespace {

constexpr int deflate_level = 6;  // the best size for its time on class maps, measured

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

void PngWriter::Free::operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
}

PngWriter::PngWriter() : compressor_(libdeflate_alloc_compressor(deflate_level)) {
    if (!compressor_) throw Error(ErrorCode::internal, {}, "libdeflate: no compressor");
}
PngWriter::~PngWriter() = default;
PngWriter::PngWriter(PngWriter&&) noexcept = default;
PngWriter& PngWriter::operator=(PngWriter&&) noexcept = default;

std::string PngWriter::write(int width, int height, std::span<const std::uint8_t> pixels,
                             std::span<const Rgba> palette) {
    const auto columns = static_cast<std::size_t>(width);
    const auto lines = static_cast<std::size_t>(height);
    if (palette.empty() || palette.size() > 256 || pixels.size() != columns * lines) {
        throw Error(ErrorCode::internal, {}, "png: palette or size");
    }
    std::vector<Rgba> colours;
    const auto place = transparent_first(palette, colours);
    const int bits = bits_for(colours.size());
    const std::size_t stride = 1 + (columns * static_cast<std::size_t>(bits) + 7) / 8;
    rows_.assign(stride * lines, 0);
    for (std::size_t y = 0; y < lines; ++y) {
        std::uint8_t* row = rows_.data() + y * stride + 1;  // the byte before it: filter 0
        const std::uint8_t* source = pixels.data() + y * columns;
        if (bits == 8) {
            for (std::size_t x = 0; x < columns; ++x) row[x] = place[source[x]];
            continue;
        }
        for (std::size_t x = 0; x < columns; ++x) {
            const std::size_t bit = x * static_cast<std::size_t>(bits);
            row[bit / 8] = static_cast<std::uint8_t>(row[bit / 8] | place[source[x]] << (8 - bits - bit % 8));
        }
    }
    packed_.resize(libdeflate_zlib_compress_bound(compressor_.get(), rows_.size()));
    const std::size_t size =
        libdeflate_zlib_compress(compressor_.get(), rows_.data(), rows_.size(), packed_.data(), packed_.size());
    if (size == 0) throw Error(ErrorCode::internal, {}, "png: deflate");

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
    chunk(out, "IDAT", std::string_view(reinterpret_cast<const char*>(packed_.data()), size));
    chunk(out, "IEND", {});
    return out;
}

}  // namespace presencia::emit
