// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_style.hpp"
#include "geo/shapes.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::emit {

/// What Web Mercator can show of the box, to 11 cm; the whole world where there is nothing.
geo::Box web_mercator_box(const geo::Box& box);

/// Its middle, to 11 cm.
std::array<double, 2> centre_of(const geo::Box& box);

/// TileJSON 3.0.0 of one map. `tiles` is the address of its tiles with {z}, {x} and {y} in it. The specification wants
/// it absolute; in files that do not know where they will be served it is relative to the TileJSON itself
/// ("gap/{z}/{x}/{y}.png"), and the server gives the absolute one. The legend is text with HTML escaped.
std::string tilejson(const TileMap& map, const TilePlan& plan, const geo::Box& bounds, std::string_view tiles);

/// The metadata rows of MBTiles 1.3 for the same map. `version` is that of the data set, digits and points.
std::vector<std::pair<std::string, std::string>> mbtiles_metadata(const TileMap& map, const TilePlan& plan,
                                                                  const geo::Box& bounds, std::string_view version);

/// What a PMTiles archive of the same map says of itself, as JSON.
std::string pmtiles_metadata(const TileMap& map, std::string_view version);

}  // namespace presencia::emit
