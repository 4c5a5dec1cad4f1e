// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/maps.hpp"
#include "emit/store.hpp"
#include "emit/surfaces/write_surfaces.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace presencia::emit {

/// What to draw of a stored result.
struct TileRequest {
    std::vector<std::filesystem::path> style_files;  ///< the first is shown first in style.json
    std::filesystem::path shipped_styles;            ///< whose palettes a style without its own leans on
    int min_zoom = 4;
    int max_zoom = 10;
    int tile_px = 256;  ///< of raster tiles: 256 or 512
    RasterForms raster;
    bool names = false;  ///< the layer of place names beside the raster tiles
    FontFiles fonts{};   ///< that it is set in
    bool vector = true;  ///< presencia.mbtiles, presencia.pmtiles and style.json
    std::optional<double> surface_cell{};  ///< metres; given: surfaces/ in Web Mercator, at the pixels of the last zoom, and in equal-area cells of this size
    Language language = Language::es;      ///< of messages
};

/// Tiles of a stored result into `directory`: what a run writes into tiles/ and beside it, with its manifest. The same styles, zooms and sizes give the same bytes as the run. Errors: those of
/// load_style, those of the grids of surfaces, study_bad_value for zooms and sizes, output_unwritable. The report is empty where no surfaces are wanted.
SurfaceReport render_again(const Store& store, const TileRequest& request, const std::filesystem::path& directory, unsigned threads, Progress& progress);

}  // namespace presencia::emit
