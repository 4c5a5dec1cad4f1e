// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_style.hpp"

#include <cstdint>
#include <vector>

namespace presencia::emit {

/// One antialiased pattern, repeated over the world: level(x, y) is how much of a pixel is pattern, in eighths, where
/// x and y count pixels from the world's (or any tile's) north-west corner. The period divides every tile size, so the
/// pattern runs on from tile to tile.
class Hatch {
public:
    /// `scale` is tile_px / 256: patterns keep their size on a denser tile. Pattern::solid and outline are level 0.
    Hatch(Pattern pattern, int scale);

    int period() const noexcept { return period_; }
    std::uint8_t level(std::int64_t x, std::int64_t y) const {
        return levels_[static_cast<std::size_t>((y & (period_ - 1)) * period_ + (x & (period_ - 1)))];
    }
    const std::uint8_t* row(std::int64_t y) const {
        return levels_.data() + static_cast<std::size_t>((y & (period_ - 1)) * period_);
    }

private:
    int period_;
    std::vector<std::uint8_t> levels_;
};

/// Sizes of the patterns at scale 1, in pixels: the legend draws the same ones.
inline constexpr double hatch_period_px = 8.0;
inline constexpr double hatch_line_px = 1.5;
inline constexpr double dot_radius_px = 1.15;

}  // namespace presencia::emit
