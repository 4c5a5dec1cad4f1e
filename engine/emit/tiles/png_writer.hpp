// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/pixel_colour.hpp"
#include "emit/tiles/row_deflate.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace presencia::emit {

/// Neighbours in a row of pixels that have the same entry of the palette.
struct PixelRun {
    std::uint16_t length = 0;
    std::uint16_t entry = 0;
};

/// Writes indexed PNG (ISO/IEC 15948): 1, 2, 4 or 8 bits a pixel as the palette needs, tRNS only for entries that are
/// not opaque, no filter (filters make indexed rows larger), compressed row against row. One writer serves one thread.
class PngWriter {
public:
    /// `pixels`: width x height indices below palette.size() (1 to 256). Throws Error(internal) where that does not
    /// hold. The same input gives the same bytes.
    std::string write(int width, int height, std::span<const std::uint8_t> pixels, std::span<const Rgba> palette);
    /// The same from runs of pixels, row after row; a run does not go beyond its row.
    std::string write(int width, int height, std::span<const PixelRun> runs, std::span<const Rgba> palette);

private:
    std::string pack(int width, int height, int bits, std::span<const Rgba> palette);

    RowDeflate deflate_;
    std::vector<std::uint8_t> rows_;
    std::string packed_;
};

}  // namespace presencia::emit
