// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/lettering/font_files.hpp"
#include "emit/names/map_names.hpp"
#include "emit/tiles/tile_sink.hpp"

#include <span>

namespace presencia::emit {

/// What the layer of names is called beside the maps: a style cannot be called so.
inline constexpr const char* names_layer = "names";

/// Tiles of names alone, transparent everywhere else: to lie over any map of the same result. Names are laid out for a whole zoom before any tile is cut from it, so that none is cut off at the edge of a
/// tile. Indexed PNG of sixteen colours. The same for any number of threads. Errors: Lettering's, the sink's, study_bad_value for zooms and sizes.
void render_names(std::span<const MapName> names, const TilePlan& plan, const FontFiles& fonts, TileSink& sink, unsigned threads, Progress& progress);

}  // namespace presencia::emit
