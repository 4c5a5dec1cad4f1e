// SPDX-License-Identifier: Apache-2.0
#include "emit/vector_maps.hpp"

#include "core/parallel.hpp"
#include "core/staged_directory.hpp"
#include "emit/tiles/mbtiles.hpp"
#include "emit/tiles/pmtiles.hpp"
#include "emit/vector/sprite.hpp"
#include "emit/vector/style_json.hpp"
#include "emit/vector/vector_documents.hpp"
#include "emit/vector/vector_layers.hpp"
#include "emit/vector/vector_pyramid.hpp"

#include <iterator>

namespace presencia::emit {

namespace {

constexpr const char* archive_name = "presencia.pmtiles";
constexpr const char* sprite_path = "sprites/presencia";

void write_sprites(const std::filesystem::path& directory, const std::vector<StyledMap>& maps) {
    std::filesystem::create_directories((directory / sprite_path).parent_path());
    for (const int ratio : {1, 2}) {
        const Sprite sheet = sprite(maps, ratio);
        const std::string stem = std::string(sprite_path) + (ratio == 2 ? "@2x" : "");
        write_file(directory / (stem + ".json"), sheet.json);
        write_file(directory / (stem + ".png"), sheet.png);
    }
}

}  // namespace

void write_vector_tiles(const std::filesystem::path& directory, const std::vector<StyledMap>& maps, const VectorInput& input, const std::shared_ptr<const CoverageGeometry>& coverage, int min_zoom,
                        int max_zoom, unsigned threads, Progress& progress) {
    const VectorPlan plan{min_zoom, max_zoom, coverage->bounds()};
    const VectorMap map = vector_map(input, maps, coverage, threads);
    Mbtiles mbtiles(directory / "presencia.mbtiles", vector_mbtiles_metadata(map, plan, input));
    Pmtiles pmtiles(directory / archive_name, {PmtilesDescription::Type::mvt, plan.min_zoom, plan.max_zoom, plan.bounds, vector_pmtiles_metadata(map, plan, input)});
    SinkSet both({&mbtiles, &pmtiles});
    cut_pyramid(map, plan.min_zoom, plan.max_zoom, both, threads, progress);
    TileSink* const sinks[] = {&mbtiles, &pmtiles};
    parallel_for(std::size(sinks), threads, [&](std::size_t sink, unsigned) { sinks[sink]->finish(); });
    write_file(directory / "presencia.json", vector_tilejson(map, plan, input, archive_name));
    write_file(directory / "style.json", style_json(maps, map, plan, input, archive_name, sprite_path));
    write_sprites(directory, maps);
}

}  // namespace presencia::emit
