// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/vector_documents.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "emit/tiles/tilejson.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>

namespace presencia::emit {

namespace {

const char* json_type(CellType type) {
    switch (type) {
        case CellType::text: return "String";
        case CellType::boolean: return "Boolean";
        default: return "Number";
    }
}

std::string describe(const std::string& layer, Language language) {
    static const std::map<std::string, std::pair<const char*, const char*>> words = {
        {vector_layer::municipalities, {"Municipios: medidas principales, y su clase en cada mapa", "Municipalities: main measures, and their class on each map"}},
        {vector_layer::borders, {"Límites por nivel: municipio, departamento, borde exterior, país", "Borders by level: municipality, department, outer edge, country"}},
        {vector_layer::unreached, {"Lo que queda fuera de alcance en municipios en riesgo, por familia", "What lies out of reach in municipalities at risk, by family"}},
        {vector_layer::sites, {"Sedes y programas que el perfil permite mostrar", "Sites and programmes that the profile allows to show"}},
        {vector_layer::labels, {"Puntos para nombres de municipios", "Points for names of municipalities"}}};
    const auto& [es, en] = words.at(layer);
    return std::string(tr(language, es, en));
}

}  // namespace

nlohmann::ordered_json vector_layers_json(std::span<const MvtLayer> layers, const VectorPlan& plan, Language language) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const MvtLayer& layer : layers) {
        nlohmann::ordered_json fields = nlohmann::ordered_json::object();
        for (const Column& column : layer.fields()) fields[column.name] = json_type(column.type);
        out.push_back({{"id", layer.name()}, {"description", describe(layer.name(), language)}, {"minzoom", plan.min_zoom}, {"maxzoom", plan.max_zoom}, {"fields", std::move(fields)}});
    }
    return out;
}

std::string vector_tilejson(const VectorMap& map, const VectorPlan& plan, const VectorInput& input, const std::string& archive) {
    const geo::Box box = web_mercator_box(plan.bounds);
    nlohmann::ordered_json out;
    out["tilejson"] = "3.0.0";
    out["name"] = input.title;
    out["description"] = input.description;
    out["version"] = "1.0.0";
    out["scheme"] = "xyz";
    out["tiles"] = {"pmtiles://" + archive + "/{z}/{x}/{y}"};
    out["minzoom"] = plan.min_zoom;
    out["maxzoom"] = plan.max_zoom;
    out["bounds"] = {box.min_x, box.min_y, box.max_x, box.max_y};
    const auto [longitude, latitude] = centre_of(box);
    out["center"] = {longitude, latitude, plan.min_zoom};
    out["vector_layers"] = vector_layers_json(map.layers, plan, input.language);
    return out.dump(2) + "\n";
}

std::vector<std::pair<std::string, std::string>> vector_mbtiles_metadata(const VectorMap& map, const VectorPlan& plan, const VectorInput& input) {
    const geo::Box box = web_mercator_box(plan.bounds);
    const auto number = [](double v) { return text::format_significant(v); };
    const auto [longitude, latitude] = centre_of(box);
    const nlohmann::ordered_json layers = {{"vector_layers", vector_layers_json(map.layers, plan, input.language)}};
    return {{"name", input.title},
            {"format", "pbf"},
            {"bounds", fmt::format("{},{},{},{}", number(box.min_x), number(box.min_y), number(box.max_x), number(box.max_y))},
            {"center", fmt::format("{},{},{}", number(longitude), number(latitude), plan.min_zoom)},
            {"minzoom", std::to_string(plan.min_zoom)},
            {"maxzoom", std::to_string(plan.max_zoom)},
            {"description", input.description},
            {"type", "overlay"},
            {"version", std::string(engine_version())},
            {"json", layers.dump()}};
}

std::string vector_pmtiles_metadata(const VectorMap& map, const VectorPlan& plan, const VectorInput& input) {
    nlohmann::ordered_json out;
    out["name"] = input.title;
    out["description"] = input.description;
    out["type"] = "overlay";
    out["version"] = engine_version();
    out["vector_layers"] = vector_layers_json(map.layers, plan, input.language);
    return out.dump();
}

}  // namespace presencia::emit
