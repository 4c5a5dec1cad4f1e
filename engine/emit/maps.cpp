// SPDX-License-Identifier: Apache-2.0
#include "emit/maps.hpp"

#include "core/language.hpp"
#include "core/staged_directory.hpp"
#include "emit/class_rules.hpp"
#include "emit/inherited_look.hpp"
#include "emit/map_values.hpp"
#include "emit/names/name_tiles.hpp"
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

#include <functional>
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

/// Draws tiles into the forms that are wanted, with their TileJSON beside them.
void write_archives(const std::filesystem::path& directory, const TileMap& map, const TilePlan& plan, const geo::Box& bounds, RasterForms forms, const std::function<void(TileSink&)>& draw) {
    const std::string& name = map.style_name;
    std::filesystem::create_directories(directory);
    std::vector<std::unique_ptr<TileSink>> sinks;
    std::vector<TileSink*> all;
    const auto add = [&](std::unique_ptr<TileSink> sink) {
        all.push_back(sink.get());
        sinks.push_back(std::move(sink));
    };
    if (forms.folder) add(std::make_unique<XyzFolder>(directory / name));
    if (forms.mbtiles) add(std::make_unique<Mbtiles>(directory / (name + ".mbtiles"), mbtiles_metadata(map, plan, bounds, engine_version())));
    if (forms.pmtiles) {
        add(std::make_unique<Pmtiles>(directory / (name + ".pmtiles"),
                                      PmtilesDescription{PmtilesDescription::Type::png, plan.min_zoom, plan.max_zoom, bounds, pmtiles_metadata(map, engine_version())}));
    }
    SinkSet together(all);
    draw(together);
    for (TileSink* sink : all) sink->finish();
    write_file(directory / (name + ".json"), tilejson(map, plan, bounds, forms.folder ? name + "/{z}/{x}/{y}.png" : "pmtiles://" + name + ".pmtiles/{z}/{x}/{y}"));
}

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
    hatch_inherited(style, municipalities, styled.map);
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
        progress.stage("tiles: " + name, 0);
        write_archives(directory, styled.map, styled.plan, coverage.bounds(), forms, [&](TileSink& sink) { render_pyramid(coverage, styled.map, styled.plan, sink, threads, progress); });
        write_file(directory / (name + ".legend.svg"), legend_svg(styled.map));
        write_file(directory / (name + ".legend.json"), legend_json(styled.map));
        write_file(directory / (name + ".qml"), qgis_style(styled));
        write_file(directory / (name + ".sld"), sld_style(styled));
    }
}

void write_name_tiles(const std::filesystem::path& directory, const Table& municipalities, const CoverageGeometry& coverage, const MapContext& context, int tile_px, RasterForms forms,
                      const FontFiles& fonts, unsigned threads, Progress& progress) {
    progress.stage(std::string("tiles: ") + names_layer, 0);
    TileMap layer;
    layer.style_name = names_layer;
    layer.title = tr(context.language, "Nombres de departamentos y municipios", "Names of departments and municipalities");
    layer.language = context.language;
    TilePlan plan;
    plan.min_zoom = context.min_zoom;
    plan.max_zoom = context.max_zoom;
    plan.tile_px = tile_px;
    const std::vector<MapName> names = map_names(municipalities, coverage);
    write_archives(directory, layer, plan, coverage.bounds(), forms, [&](TileSink& sink) { render_names(names, plan, fonts, sink, threads, progress); });
}

}  // namespace presencia::emit
