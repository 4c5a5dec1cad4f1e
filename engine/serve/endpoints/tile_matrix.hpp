// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <cstdint>

/// The grid of tiles in Web Mercator, as OGC 17-083r2 and WMTS 1.0 (OGC 07-057r7) describe it.
namespace presencia::serve {

/// Half the width of the square that the world is in Web Mercator, metres.
inline constexpr double mercator_edge = 20037508.3427892;
/// Scale denominator of zoom 0 at 0.28 mm a pixel and 256 pixels a tile.
inline constexpr double first_scale = 559082264.0287178;

/// Columns and rows that a box in degrees touches at one zoom.
struct TileLimits {
    std::uint32_t min_column = 0, max_column = 0, min_row = 0, max_row = 0;
};
TileLimits tile_limits(const geo::Box& box, int zoom);

}  // namespace presencia::serve
