// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/style_json.hpp"

#include "core/language.hpp"
#include "emit/site_look.hpp"
#include "emit/tiles/legend.hpp"
#include "emit/tiles/tilejson.hpp"
#include "emit/vector/sprite.hpp"
#include "emit/vector/vector_layers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace presencia::emit {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* source_name = "presencia";
/// MapLibre's zoom counts tiles of 512 pixels: at its zoom z a pixel is that of a 256 pixel tile at z + 1.
constexpr int zoom_offset = 1;

Json visibility(bool shown) {
    return {{"visibility", shown ? "visible" : "none"}};
}

Json base_layer(const std::string& id, const char* type, const char* source_layer) {
    return {{"id", id}, {"type", type}, {"source", source_name}, {"source-layer", source_layer}};
}

/// The class's colour, by its property; nothing for a municipality that has none.
Json fill_colour(const StyledMap& styled) {
    Json match = {"match", {"get", class_property(styled)}};
    for (const TileClass& cls : styled.map.classes) {
        match.push_back(cls.id);
        match.push_back(to_hex(cls.fill));
    }
    match.push_back("rgba(0, 0, 0, 0)");
    return match;
}

Json one_class(const StyledMap& styled, const TileClass& cls) {
    return {"==", {"get", class_property(styled)}, cls.id};
}

void add_map(const StyledMap& styled, bool shown, Json& layers) {
    const std::string& name = styled.map.style_name;
    Json fill = base_layer(name, "fill", vector_layer::municipalities);
    fill["layout"] = visibility(shown);
    fill["paint"] = {{"fill-color", fill_colour(styled)}};
    fill["metadata"] = {{"presencia:map", name}};
    layers.push_back(std::move(fill));
    for (const TileClass& cls : styled.map.classes) {
        if (cls.pattern == Pattern::solid) continue;
        Json layer = base_layer(name + "-" + cls.id, has_texture(cls.pattern) ? "fill" : "line", vector_layer::municipalities);
        layer["filter"] = one_class(styled, cls);
        layer["layout"] = visibility(shown);
        if (has_texture(cls.pattern)) {
            layer["paint"] = {{"fill-pattern", sprite_name(styled.map, cls)}};
        } else {
            layer["paint"] = {{"line-color", to_hex(cls.pattern_colour)}, {"line-width", 2}};
        }
        layer["metadata"] = {{"presencia:map", name}};
        layers.push_back(std::move(layer));
    }
}

/// Widths by zoom, as on raster tiles.
Json line_width(const ZoomStops& stops) {
    Json out = {"interpolate", {"linear"}, {"zoom"}};
    for (const auto& [zoom, pixels] : stops) {
        out.push_back(zoom - zoom_offset);
        out.push_back(pixels);
    }
    return out;
}

Json line_paint(Rgb colour, double opacity, const ZoomStops& stops) {
    return {{"line-color", to_hex(colour)}, {"line-opacity", opacity}, {"line-width", line_width(stops)}};
}

void add_borders(const std::vector<BorderLine>& borders, Json& layers) {
    const auto add = [&](const BorderLine& line, const char* part, Json paint) {
        const std::string level(to_string(line.level));
        Json layer = base_layer(fmt::format("border-{}{}", level, part), "line", vector_layer::borders);
        layer["filter"] = {"==", {"get", "level"}, level};
        layer["layout"] = {{"line-join", "round"}, {"line-cap", "round"}};
        layer["paint"] = std::move(paint);
        layers.push_back(std::move(layer));
    };
    for (const BorderLine& line : borders) {
        if (line.casing_opacity > 0.0 && !line.casing_width.empty()) add(line, "-casing", line_paint(line.casing_colour, line.casing_opacity, line.casing_width));
    }
    for (const BorderLine& line : borders) {
        if (!line.width.empty()) add(line, "", line_paint(line.colour, line.opacity, line.width));
    }
}

/// Nothing here is drawn until a reader asks for it: it lies over the maps.
void add_unreached(const VectorInput& input, Json& layers) {
    for (std::size_t f = 0; f < study::family_count; ++f) {
        const auto family = static_cast<study::Family>(f);
        const std::string name(study::to_string(family));
        const auto is_there = [&](const std::vector<Cell>& row) { return row[input.unreached.column("family")].text() == name; };
        if (std::none_of(input.unreached.rows.begin(), input.unreached.rows.end(), is_there)) continue;
        Json layer = base_layer("unreached-" + name, "fill", vector_layer::unreached);
        layer["filter"] = {"==", {"get", "family"}, name};
        layer["layout"] = visibility(false);
        layer["paint"] = {{"fill-color", to_hex(unreached_colour)}, {"fill-opacity", unreached_opacity}};
        layer["metadata"] = {{"presencia:title", fmt::format("{}: {}", study::label(family, input.language), tr(input.language, "fuera de alcance", "out of reach"))}};
        layers.push_back(std::move(layer));
    }
}

void add_sites(const VectorInput& input, Json& layers) {
    Json layer = base_layer("sites", "circle", vector_layer::sites);
    layer["minzoom"] = 6;
    layer["layout"] = visibility(true);
    layer["paint"] = {{"circle-radius", {"interpolate", {"linear"}, {"zoom"}, 6, 1.5, 12, 5}},
                      {"circle-color", {"match", {"get", "operating"}, "yes", to_hex(site_look::operating), "no", to_hex(site_look::not_operating), to_hex(site_look::not_known)}},
                      {"circle-stroke-color", to_hex(site_look::line)},
                      {"circle-stroke-width", 1}};
    layer["metadata"] = {{"presencia:title", tr(input.language, "Sedes y programas", "Sites and programmes")}};
    layers.push_back(std::move(layer));
}

}  // namespace

std::string style_json(const std::vector<StyledMap>& maps, const VectorMap& vector, const VectorPlan& plan, const VectorInput& input, const std::string& archive, const std::string& sprite) {
    Json out;
    out["version"] = 8;
    out["name"] = input.title;
    out["metadata"] = {{"presencia:language", tr(input.language, "es", "en")}, {"presencia:profile", input.profile}, {"presencia:maps", Json::object()}};
    for (const StyledMap& styled : maps) out["metadata"]["presencia:maps"][styled.map.style_name] = Json::parse(legend_json(styled.map));
    out["center"] = centre_of(web_mercator_box(plan.bounds));
    out["zoom"] = plan.min_zoom;
    out["sources"] = {{source_name, {{"type", "vector"}, {"url", "pmtiles://" + archive}}}};
    out["sprite"] = sprite;
    Json layers = Json::array();
    layers.push_back({{"id", "background"}, {"type", "background"}, {"paint", {{"background-color", "#f7f7f4"}}}});
    for (std::size_t i = 0; i < maps.size(); ++i) add_map(maps[i], i == 0, layers);
    add_unreached(input, layers);
    if (!maps.empty()) add_borders(maps.front().plan.borders, layers);
    if (std::any_of(vector.points.begin(), vector.points.end(), [&](const auto& p) { return vector.layers[p.layer].name() == vector_layer::sites && !p.features.empty(); })) {
        add_sites(input, layers);
    }
    out["layers"] = std::move(layers);
    return out.dump(2) + "\n";
}

}  // namespace presencia::emit
