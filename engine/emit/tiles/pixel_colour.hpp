// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/border_lines.hpp"
#include "emit/tiles/hatch.hpp"
#include "emit/tiles/pixel_mix.hpp"
#include "emit/tiles/tile_style.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace presencia::emit {

/// A colour as a PNG palette holds it: not premultiplied; all zero where nothing is drawn.
struct Rgba {
    std::uint8_t r = 0, g = 0, b = 0, a = 0;

    std::uint32_t packed() const { return std::uint32_t{a} << 24 | std::uint32_t{r} << 16 | std::uint32_t{g} << 8 | b; }
    friend bool operator==(const Rgba&, const Rgba&) = default;
};

/// How much of a pixel each kind of pattern covers, in eighths.
struct PatternLevels {
    std::uint8_t hatch = 0, hatch_back = 0, dots = 0;
};

/// Turns what is in a pixel into its colour: the shares of the classes, each with its pattern, then the lines in the
/// order of LineSlot. Plain arithmetic on sRGB values, so that a pixel shared half and half is half way between.
class PixelColour {
public:
    PixelColour(const TileMap& map, const TilePlan& plan);

    /// Exact for a pixel without lines; pixels under a line are rounded to a grid of shades.
    Rgba operator()(const Mix& fill, LinePixel lines, PatternLevels levels) const;

    bool outlined() const noexcept { return outlined_; }

private:
    struct Line {
        Rgb colour;
        double opacity = 0.0;
    };

    double pattern_share(const TileClass& cls, LinePixel lines, PatternLevels levels) const;

    std::vector<TileClass> classes_;
    std::array<Line, line_slots> lines_{};
    bool outlined_ = false;
};

}  // namespace presencia::emit
