// SPDX-License-Identifier: Apache-2.0
#include "emit/maps.hpp"

#include "core/error.hpp"
#include "core/language.hpp"
#include "core/staged_directory.hpp"
#include "emit/facts.hpp"
#include "emit/map_values.hpp"
#include "emit/result_tables.hpp"
#include "emit/tiles/legend.hpp"
#include "emit/tiles/mbtiles.hpp"
#include "emit/tiles/pmtiles.hpp"
#include "emit/tiles/style_file.hpp"
#include "emit/tiles/tile_pyramid.hpp"
#include "emit/tiles/tilejson.hpp"
#include "emit/tiles/xyz_folder.hpp"
#include "emit/words.hpp"
#include "gap/judge.hpp"

#include <fmt/format.h>

#include <map>

namespace presencia::emit {

namespace {

std::vector<std::string> map_notes(const Published& published) {
    const study::Study& study = published.study;
    const Language language = study.language;
    std::vector<std::string> notes{study.title, fmt::format("{} – {} · {} {}", study.period.from.iso(), study.period.to.iso(), tr(language, "presencia al", "presence on"), study.as_of.iso()),
                                   rule_text(study)};
    const std::int64_t withheld = published.disclosure.suppressed;
    notes.push_back(fmt::format("{} {}", tr(language, "perfil", "profile"), word(study::to_string(study.profile), language)) +
                    (withheld > 0 ? fmt::format(" · {} {}", withheld, tr(language, "municipios suprimidos", "municipalities suppressed")) : ""));
    return notes;
}

std::vector<std::int32_t> ids_of(const gap::Result& result, bool department) {
    std::map<std::pair<std::string, std::string>, std::int32_t> ids;
    std::vector<std::int32_t> out;
    for (const gap::MunicipalityResult& m : result.municipalities) {
        const auto key = std::pair(m.country, department ? m.department : std::string());
        out.push_back(ids.try_emplace(key, static_cast<std::int32_t>(ids.size())).first->second);
    }
    return out;
}

}  // namespace

MapContext map_context(const Published& published) {
    const study::Study& study = published.study;
    return {study.language, gap::measure_of(study.at_risk) == study::Measure::count, map_notes(published), study.min_zoom, study.max_zoom};
}

StyledMap styled_map(const std::filesystem::path& style_file, const Table& municipalities, const MapContext& context) {
    StyleTemplate style = load_style(style_file);
    if (context.by_counts) style = with_counts(std::move(style));
    const StyleMeasure& measure = style.bivariate ? style.bivariate->up.measure : style.measure;
    StyledMap styled{make_tile_map(style, map_values(style, municipalities), context.language), {}, measure.property.name};
    styled.map.notes = context.notes;
    styled.plan.min_zoom = context.min_zoom;
    styled.plan.max_zoom = context.max_zoom;
    styled.plan.borders = style.borders;
    return styled;
}

StyledMap styled_map(const std::filesystem::path& styles, const std::string& name, const Published& published) {
    return styled_map(styles / (name + ".toml"), municipality_table(published), map_context(published));
}

std::shared_ptr<const CoverageGeometry> coverage_of(const Published& published) {
    std::vector<geo::MultiPolygon> shapes;
    for (const layer::Municipality& m : published.municipalities.rows) shapes.push_back(m.shape);
    return std::make_shared<const CoverageGeometry>(shapes, ids_of(published.result, true), ids_of(published.result, false));
}

void write_raster_tiles(const std::filesystem::path& directory, const std::vector<StyledMap>& maps, const CoverageGeometry& coverage, unsigned threads, Progress& progress) {
    for (const StyledMap& styled : maps) {
        const std::string& name = styled.map.style_name;
        const TilePlan& plan = styled.plan;
        progress.stage("tiles: " + name, 0);
        std::filesystem::create_directories(directory);
        XyzFolder folder(directory / name);
        Mbtiles mbtiles(directory / (name + ".mbtiles"), mbtiles_metadata(styled.map, plan, coverage.bounds(), engine_version()));
        Pmtiles pmtiles(directory / (name + ".pmtiles"), {PmtilesDescription::Type::png, plan.min_zoom, plan.max_zoom, coverage.bounds(), pmtiles_metadata(styled.map, engine_version())});
        SinkSet all({&folder, &mbtiles, &pmtiles});
        render_pyramid(coverage, styled.map, plan, all, threads, progress);
        mbtiles.finish();
        pmtiles.finish();
        write_file(directory / (name + ".json"), tilejson(styled.map, plan, coverage.bounds(), name + "/{z}/{x}/{y}.png"));
        write_file(directory / (name + ".legend.svg"), legend_svg(styled.map));
        write_file(directory / (name + ".legend.json"), legend_json(styled.map));
    }
}

}  // namespace presencia::emit
