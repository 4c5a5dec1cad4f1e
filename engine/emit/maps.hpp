// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/cells.hpp"
#include "emit/class_filter.hpp"
#include "emit/lettering/font_files.hpp"
#include "emit/published.hpp"
#include "emit/tiles/coverage_geometry.hpp"
#include "emit/tiles/tile_style.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace presencia::emit {

/// A map of the study: every municipality in its class, and how its borders are drawn.
struct StyledMap {
    TileMap map;
    TilePlan plan;
    std::string property;  ///< of municipality_table(): what the classes come from; of a map of two measures the one that goes up
    std::vector<ClassFilter> rules{};  ///< by class: what its municipalities' properties are; no other municipality satisfies it
};

/// What a map says of the study beside its classes.
struct MapContext {
    Language language = Language::es;
    bool by_counts = false;  ///< the study's rule of risk is one of counts
    std::vector<std::string> notes;
    int min_zoom = 4, max_zoom = 10;
    std::filesystem::path shipped_styles{};  ///< whose palettes a style without its own leans on
};

/// From study_facts(), of a run or of a store: notes are title, period, rule, profile and how many municipalities are withheld.
MapContext map_context(const nlohmann::ordered_json& facts);

/// The map that a style file makes of a table of municipalities, from a run or from a store. Errors: load_style's, map_values' and make_tile_map's.
StyledMap styled_map(const std::filesystem::path& style_file, const Table& municipalities, const MapContext& context);

/// The municipalities' borders, ready to be drawn at any zoom: made once for all maps of a result.
std::shared_ptr<const CoverageGeometry> coverage_of(const Table& municipalities, std::span<const geo::MultiPolygon> shapes, unsigned threads);

/// What is written of a map beside its TileJSON, its legend and its styles for other programs.
struct RasterForms {
    bool folder = true, mbtiles = true, pmtiles = true;

    bool any() const noexcept { return folder || mbtiles || pmtiles; }
};

/// tiles/names: the place names of the result, a layer of its own over any of its maps: {z}/{x}/{y}.png, .mbtiles, .pmtiles and .json. Zooms and sizes are those of `like`. Errors: render_names', output_unwritable.
void write_name_tiles(const std::filesystem::path& directory, const Table& municipalities, const CoverageGeometry& coverage, const MapContext& context, int tile_px, RasterForms forms,
                      const FontFiles& fonts, unsigned threads, Progress& progress);

/// tiles/<style>/{z}/{x}/{y}.png, tiles/<style>.mbtiles, .pmtiles, .json (TileJSON), .legend.svg, .legend.json, .qml (QGIS) and .sld (OGC) for every map. `coverage` must be the municipalities'. Throws output_unwritable.
void write_raster_tiles(const std::filesystem::path& directory, const std::vector<StyledMap>& maps, const CoverageGeometry& coverage, RasterForms forms, unsigned threads, Progress& progress);

}  // namespace presencia::emit
