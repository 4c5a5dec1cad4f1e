// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/font_files.hpp"
#include "emit/lettering/lettering.hpp"
#include "emit/names/name_layout.hpp"
#include "emit/tiles/pixel_colour.hpp"

#include <cstdint>
#include <vector>

namespace presencia::emit {

/// Levels of a pixel under a name: 0 nothing; then halo alone, in rising steps; then letters over the whole halo, in rising steps. Sixteen, so that a pixel of the PNG takes four bits.
inline constexpr int halo_levels = 7;
inline constexpr int letter_levels = 8;

/// The colour of each level.
std::vector<Rgba> name_palette();

/// The pixels of a name, row by row, as levels.
using NameStamp = std::vector<std::uint8_t>;

/// Draws names. One instance serves one thread.
class NameStamper {
public:
    /// Errors: Lettering's.
    NameStamper(const FontFiles& fonts, int tile_px);

    double width(const std::string& text, bool department) const;
    NameStamp draw(const TileName& name) const;

private:
    const Lettering& font(bool department) const { return department ? bold_ : regular_; }

    NameLook look_;
    Lettering regular_, bold_;
};

}  // namespace presencia::emit
