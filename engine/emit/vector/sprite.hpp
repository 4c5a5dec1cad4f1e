// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/maps.hpp"

#include <string>
#include <vector>

namespace presencia::emit {

/// The patterns of some maps as a sprite of MapLibre: one image a class with a pattern, drawn as on raster tiles, one period wide, fill included.
struct Sprite {
    std::string json;
    std::string png;
};

/// The name of a class's image: "gap-gap_unknown".
std::string sprite_name(const TileMap& map, const TileClass& cls);

/// `ratio` 1, or 2 for dense screens. A sprite of nothing where no class has a pattern.
Sprite sprite(const std::vector<StyledMap>& maps, int ratio);

}  // namespace presencia::emit
