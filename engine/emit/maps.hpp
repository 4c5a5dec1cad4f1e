// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/published.hpp"
#include "emit/tiles/coverage_geometry.hpp"
#include "emit/tiles/tile_style.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace presencia::emit {

/// A map of the study: every municipality in its class, and how its borders are drawn.
struct StyledMap {
    TileMap map;
    TilePlan plan;
    std::string property;  ///< of municipality_table(): what the classes come from
};

/// The map of one of the styles gap, need or concurrence from `styles`/<name>.toml. Errors: load_style's.
StyledMap styled_map(const std::filesystem::path& styles, const std::string& name, const Published& published);

/// The municipalities' borders, ready to be drawn at any zoom: made once for all maps of a result.
std::shared_ptr<const CoverageGeometry> coverage_of(const Published& published);

/// tiles/<style>/{z}/{x}/{y}.png, tiles/<style>.mbtiles, .pmtiles, .json (TileJSON), .legend.svg and .legend.json for every map. `coverage` must be the municipalities'. Throws output_unwritable.
void write_raster_tiles(const std::filesystem::path& directory, const std::vector<StyledMap>& maps, const CoverageGeometry& coverage, unsigned threads, Progress& progress);

}  // namespace presencia::emit
