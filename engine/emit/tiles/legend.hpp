// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_style.hpp"

#include <string>

namespace presencia::emit {

/// The legend as a picture of its own: title, what is counted, a swatch a class with its pattern and the number of
/// municipalities in it, the states that are not values set apart, then notes and attribution. The classes of two
/// measures crossed are a square with an axis along two of its sides. No date, no id, no outside reference; all text is
/// escaped.
std::string legend_svg(const TileMap& map);

/// The same for programs: {"style", "title", "subtitle", "language", "classes": [{"id", "label", "fill", "pattern",
/// "pattern_colour", "special", "municipalities"}], "notes", "attribution"}, and of one number "bounds" (upper bounds of
/// all classes but the last, rising), of two "square": {"up", "right": {"name", "label", "property", "bounds",
/// "ranges"}, "rows": class ids from the top left}.
std::string legend_json(const TileMap& map);

}  // namespace presencia::emit
