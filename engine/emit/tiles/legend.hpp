// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_style.hpp"

#include <string>

namespace presencia::emit {

/// The legend as a picture of its own: title, what is counted, a swatch a class with its pattern and the number of
/// municipalities in it, the states that are not values set apart, then notes and attribution. No date, no id, no
/// outside reference; all text is escaped.
std::string legend_svg(const TileMap& map);

/// The same for programs: {"style", "title", "subtitle", "language", "classes": [{"id", "label", "fill", "pattern",
/// "pattern_colour", "special", "municipalities"}], "notes", "attribution"}.
std::string legend_json(const TileMap& map);

}  // namespace presencia::emit
