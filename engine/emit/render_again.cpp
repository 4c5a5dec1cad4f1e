// SPDX-License-Identifier: Apache-2.0
#include "emit/render_again.hpp"

#include "emit/documents.hpp"
#include "emit/vector_maps.hpp"

#include <utility>

namespace presencia::emit {

void render_again(const Store& store, const TileRequest& request, const std::filesystem::path& directory, unsigned threads, Progress& progress) {
    progress.stage("read", 0);
    const VectorInput input = vector_input(store, threads);
    MapContext context = map_context(store.study());
    context.shipped_styles = request.shipped_styles;
    context.min_zoom = request.min_zoom;
    context.max_zoom = request.max_zoom;
    std::vector<StyledMap> maps;
    for (const std::filesystem::path& file : request.style_files) {
        maps.push_back(styled_map(file, input.municipalities, context));
        maps.back().plan.tile_px = request.tile_px;
    }
    const auto coverage = coverage_of(input.municipalities, input.shapes, threads);
    if (request.raster.folder || request.raster.mbtiles || request.raster.pmtiles) write_raster_tiles(directory / "tiles", maps, *coverage, request.raster, threads, progress);
    if (request.vector) write_vector_tiles(directory, maps, input, coverage, request.min_zoom, request.max_zoom, threads, progress);
    write_tiles_manifest(directory, store);
}

}  // namespace presencia::emit
