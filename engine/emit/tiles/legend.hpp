// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_style.hpp"

#include <cstddef>
#include <string>
#include <string_view>

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

/// What every legend of a map shares: where it says that its numbers are, how many of its classes are in the square (they
/// come first), and the ink that stands out on a fill.
std::string_view about_counts(const TileMap& map);
std::size_t classes_in_square(const TileMap& map);
Rgb ink_on(Rgb fill);

}  // namespace presencia::emit
