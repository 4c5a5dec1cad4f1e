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

/// Chooses the palette: the fewest colours that serve every pixel to within a shade that nobody sees, for edges need few shades and each costs bytes. Up to 64 colours, sixteen of them with a coarser
/// shade where those do (half the bytes a pixel, and only edges change); else up to 256. Exact colours stay. Depends on the colours, their counts and their order only.
TilePalette choose_palette(std::span<const TileColour> colours);

}  // namespace presencia::emit
