// SPDX-License-Identifier: Apache-2.0
#include "emit/maps.hpp"

#include "core/language.hpp"
#include "core/staged_directory.hpp"
#include "emit/class_rules.hpp"
#include "emit/map_values.hpp"
#include "emit/qgis_style.hpp"
#include "emit/sld_style.hpp"
#include "emit/study_notes.hpp"
#include "emit/tiles/legend.hpp"
#include "emit/tiles/mbtiles.hpp"
#include "emit/tiles/pmtiles.hpp"
#include "emit/tiles/style_file.hpp"
#include "emit/tiles/tile_pyramid.hpp"
#include "emit/tiles/tilejson.hpp"
#include "emit/tiles/xyz_folder.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace presencia::emit {

namespace {

std::vector<std::string> map_notes(const nlohmann::ordered_json& facts, Language language) {
    return {facts.value("title", std::string()), period_note(facts, language), facts.value("rule", std::string()), profile_note(facts, language)};
}

/// Numbers for equal texts, in the order of their first use.
class Ids {
public:
    std::int32_t operator()(const std::string& text) { return ids_.try_emplace(text, static_cast<std::int32_t>(ids_.size())).first->second; }

private:
    std::map<std::string, std::int32_t> ids_;
};

}  // namespace

MapContext map_context(const nlohmann::ordered_json& facts) {
    const Language language = facts.value("language", "es") == "en" ? Language::en : Language::es;
    const auto zoom = facts.value("zoom", std::vector<int>{4, 10});
    return {language, facts.value("measure", std::string()) == study::to_string(study::Measure::count), map_notes(facts, language), zoom.front(), zoom.back()};
}

StyledMap styled_map(const std::filesystem::path& style_file, const Table& municipalities, const MapContext& context) {
    StyleTemplate style = load_style(style_file, context.shipped_styles);
    if (context.by_counts) style = with_counts(std::move(style));
    const StyleMeasure& measure = style.bivariate ? style.bivariate->up.measure : style.measure;
    StyledMap styled{make_tile_map(style, map_values(style, municipalities), context.language), {}, measure.property.name};
    styled.rules = class_rules(style, municipalities, styled.map);
    styled.map.notes = context.notes;
    styled.plan.min_zoom = context.min_zoom;
    styled.plan.max_zoom = context.max_zoom;
    styled.plan.borders = style.borders;
    return styled;
}

std::shared_ptr<const CoverageGeometry> coverage_of(const Table& municipalities, std::span<const geo::MultiPolygon> shapes, unsigned threads) {
    Ids countries, departments;
    std::vector<std::int32_t> country, department;
    for (std::size_t m = 0; m < municipalities.rows.size(); ++m) {
        const std::string name = municipalities.at(m, "country").text();
        country.push_back(countries(name));
        department.push_back(departments(name + "/" + municipalities.at(m, "department").text()));
    }
    return std::make_shared<const CoverageGeometry>(shapes, department, country, threads);
}

void write_raster_tiles(const std::filesystem::path& directory, const std::vector<StyledMap>& maps, const CoverageGeometry& coverage, RasterForms forms, unsigned threads, Progress& progress) {
    for (const StyledMap& styled : maps) {
        const std::string& name = styled.map.style_name;
        const TilePlan& plan = styled.plan;
        progress.stage("tiles: " + name, 0);
        std::filesystem::create_directories(directory);
        std::vector<std::unique_ptr<TileSink>> sinks;
        std::vector<TileSink*> all;
        const auto add = [&](std::unique_ptr<TileSink> sink) {
            all.push_back(sink.get());
            sinks.push_back(std::move(sink));
        };
        if (forms.folder) add(std::make_unique<XyzFolder>(directory / name));
        if (forms.mbtiles) add(std::make_unique<Mbtiles>(directory / (name + ".mbtiles"), mbtiles_metadata(styled.map, plan, coverage.bounds(), engine_version())));
        if (forms.pmtiles) {
            add(std::make_unique<Pmtiles>(directory / (name + ".pmtiles"),
                                          PmtilesDescription{PmtilesDescription::Type::png, plan.min_zoom, plan.max_zoom, coverage.bounds(), pmtiles_metadata(styled.map, engine_version())}));
        }
        SinkSet together(all);
        render_pyramid(coverage, styled.map, plan, together, threads, progress);
        for (TileSink* sink : all) sink->finish();
        write_file(directory / (name + ".json"), tilejson(styled.map, plan, coverage.bounds(), forms.folder ? name + "/{z}/{x}/{y}.png" : "pmtiles://" + name + ".pmtiles/{z}/{x}/{y}"));
        write_file(directory / (name + ".legend.svg"), legend_svg(styled.map));
        write_file(directory / (name + ".legend.json"), legend_json(styled.map));
        write_file(directory / (name + ".qml"), qgis_style(styled));
        write_file(directory / (name + ".sld"), sld_style(styled));
    }
}

}  // namespace presencia::emit
