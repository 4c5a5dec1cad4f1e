// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/font_files.hpp"
#include "emit/tiles/tile_style.hpp"

#include <string>

namespace presencia::emit {

/// The legend of a map by itself as PNG, for programs that show no SVG: title, classes with their patterns and numbers of municipalities, notes and attribution. 96 mm wide, at 144 dots an inch. The
/// same map and fonts give the same bytes. Errors: those of Lettering; internal.
std::string legend_png(const TileMap& map, const FontFiles& fonts);

}  // namespace presencia::emit
