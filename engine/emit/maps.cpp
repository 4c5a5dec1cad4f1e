// SPDX-License-Identifier: Apache-2.0
#include "emit/maps.hpp"

#include "core/error.hpp"
#include "core/language.hpp"
#include "core/staged_directory.hpp"
#include "emit/facts.hpp"
#include "emit/result_tables.hpp"
#include "emit/tiles/classify.hpp"
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

MapValue gap_value(const gap::MunicipalityResult& m) {
    return {{}, std::string(worst_gap_class(m))};
}

/// The smoothed rate; the count where the study's rule is one of counts and there may be nobody to divide by.
MapValue need_value(const gap::MunicipalityResult& m, study::Measure measure) {
    if (measure != study::Measure::count) return {m.rate_eb, {}};
    return {m.incidents.known() ? Maybe<double>(static_cast<double>(*m.incidents)) : Maybe<double>(m.incidents.absence()), {}};
}

/// The number of families present; "2+" where families that are not known could make it more.
MapValue concurrence_value(const gap::MunicipalityResult& m) {
    return {{}, std::to_string(m.families_present) + (m.families_unknown > 0 ? "+" : "")};
}

MapValue value_for(const std::string& style, const gap::MunicipalityResult& m, study::Measure measure) {
    if (style == "gap") return gap_value(m);
    if (style == "need") return need_value(m, measure);
    return concurrence_value(m);
}

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

StyledMap styled_map(const std::filesystem::path& styles, const std::string& name, const Published& published) {
    const StyleTemplate style = load_style(styles / (name + ".toml"));
    const study::Measure measure = gap::measure_of(published.study.at_risk);
    std::vector<MapValue> values;
    for (const gap::MunicipalityResult& m : published.result.municipalities) values.push_back(value_for(name, m, measure));
    StyledMap styled{make_tile_map(style, values, published.study.language), {}, style.measure};
    if (name == "need" && measure == study::Measure::count) {
        styled.property = "incidents";
        styled.map.subtitle = tr(published.study.language, "Hechos en el período: cuentas, no tasas", "Incidents in the period: counts, not rates");
    }
    styled.map.notes = map_notes(published);
    styled.plan.min_zoom = published.study.min_zoom;
    styled.plan.max_zoom = published.study.max_zoom;
    styled.plan.borders = style.borders;
    return styled;
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
