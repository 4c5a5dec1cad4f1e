// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/pixel_colour.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// A colour of one tile.
struct TileColour {
    Rgba colour;
    std::uint32_t pixels = 0;
    bool exact = false;  ///< the colour of a whole class or of nothing: never replaced by a near one
};

/// The palette of one tile, and the entry of each of its colours.
struct TilePalette {
    std::vector<Rgba> entries;           ///< at most 256
    std::vector<std::uint8_t> entry_of;  ///< by colour
};

/// Chooses the palette: every colour itself up to 16; up to 64, sixteen of them where no other is further than a
/// shade from one of those (half the bytes a pixel, and only edges change); up to 256 every colour itself; beyond, the
/// 256 that serve the tile best. Depends on the colours, their counts and their order only.
TilePalette choose_palette(std::span<const TileColour> colours);

}  // namespace presencia::emit
