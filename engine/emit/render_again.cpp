// SPDX-License-Identifier: Apache-2.0
#include "emit/render_again.hpp"

#include "emit/documents.hpp"
#include "emit/lettering/require_fonts.hpp"
#include "emit/vector_maps.hpp"
#include "geo/equal_area.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace presencia::emit {

SurfaceReport render_again(const Store& store, const TileRequest& request, const std::filesystem::path& directory, unsigned threads, Progress& progress) {
    if (request.raster.any() && request.names) require_fonts(request.fonts);
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
    std::vector<SurfaceGrid> grids;
    if (request.surface_cell) {
        geo::Box bounds;
        for (const geo::MultiPolygon& shape : input.shapes) bounds.add(geo::box_of(shape));
        grids.push_back(web_mercator_grid(bounds, request.max_zoom, request.tile_px, request.language));
        grids.push_back(equal_area_grid(geo::box_around_the_world(input.shapes), *request.surface_cell, request.language));
    }
    std::shared_ptr<const CoverageGeometry> coverage;
    if (request.raster.any() || request.vector) coverage = coverage_of(input.municipalities, input.shapes, threads);
    if (request.raster.any()) {
        write_raster_tiles(directory / "tiles", maps, *coverage, request.raster, threads, progress);
        if (request.names) write_name_tiles(directory / "tiles", input.municipalities, *coverage, context, request.tile_px, request.raster, request.fonts, threads, progress);
    }
    if (request.vector) write_vector_tiles(directory, maps, input, coverage, request.min_zoom, request.max_zoom, threads, progress);
    SurfaceReport report;
    if (!grids.empty()) report = write_surfaces(directory, input, store.study(), store.table("ledger"), grids, threads, progress);
    write_tiles_manifest(directory, store, report.grids.empty() ? nlohmann::ordered_json() : surfaces_json(report), threads);
    return report;
}

}  // namespace presencia::emit
