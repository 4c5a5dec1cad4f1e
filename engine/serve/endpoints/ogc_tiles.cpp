// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "emit/tiles/tile_style.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/endpoints/ogc_words.hpp"
#include "serve/endpoints/tile_matrix.hpp"

#include <cmath>

/// OGC API Tiles 1.0 (OGC 20-057): the vector tiles of the whole result under /tiles, the maps under /styles/{style}/map/tiles. Row before column.
namespace presencia::serve::endpoints {

namespace {

using Json = nlohmann::ordered_json;

const TileLayer& vector_layer(const Context& context) {
    const TileLayer* layer = context.result->layer("presencia");
    if (!layer) throw Error(ErrorCode::path_unknown, {});
    return *layer;
}

const TileLayer& map_layer(const Context& context) {
    const TileLayer* layer = context.result->layer(context.capture(0));
    if (layer && !layer->vector) return *layer;
    std::string names;
    for (const auto& one : context.result->layers()) {
        if (!one->vector) names += (names.empty() ? "" : ", ") + one->name;
    }
    throw Error(ErrorCode::path_unknown, {}, {}, "styles: " + names);
}

std::string place_of(const TileLayer& layer, const std::string& base) {
    return layer.vector ? base + "/tiles" : base + "/styles/" + layer.name + "/map/tiles";
}

/// What a list of tilesets and a tileset share.
Json tileset_head(const TileLayer& layer, const std::string& base) {
    const std::string at = place_of(layer, base) + "/" + std::string(matrix_set);
    return {{"title", layer.title},
            {"dataType", layer.vector ? "vector" : "map"},
            {"crs", mercator_uri},
            {"tileMatrixSetURI", matrix_set_uri},
            {"links",
             {link("self", at, "application/json"), link("http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", base + "/tileMatrixSets/" + std::string(matrix_set), "application/json"),
              {{"rel", "item"}, {"href", at + "/{tileMatrix}/{tileRow}/{tileCol}"}, {"type", layer.type()}, {"templated", true}}}}};
}

Json tileset_json(const TileLayer& layer, const Result& result, const std::string& base) {
    Json out = tileset_head(layer, base);
    const geo::Box& box = result.bounds();
    Json limits = Json::array();
    for (int z = layer.min_zoom; z <= layer.max_zoom; ++z) {
        const TileLimits at = tile_limits(box, z);
        limits.push_back({{"tileMatrix", std::to_string(z)}, {"minTileRow", at.min_row}, {"maxTileRow", at.max_row}, {"minTileCol", at.min_column}, {"maxTileCol", at.max_column}});
    }
    out["tileMatrixSetLimits"] = std::move(limits);
    out["boundingBox"] = {{"lowerLeft", {box.min_x, box.min_y}}, {"upperRight", {box.max_x, box.max_y}}, {"crs", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}};
    if (layer.vector) {
        Json layers = Json::array();
        for (const auto& one : layer.tilejson.value("vector_layers", Json::array())) layers.push_back({{"id", one["id"]}, {"title", one.value("description", "")}, {"dataType", "vector"}});
        out["layers"] = std::move(layers);
    }
    return out;
}

Outcome tilesets(const Context& context, const TileLayer& layer) {
    return in_two_forms(
        context, "tilesets " + layer.name, [base = context.request->base, &layer](Language) { return Json{{"links", {link("self", place_of(layer, base), "application/json")}}, {"tilesets", {tileset_head(layer, base)}}}; },
        [](const Json& json, Language language) { return links_page(json["tilesets"][0]["title"].get<std::string>(), json["tilesets"][0]["links"], language); });
}

void check_set(std::string_view name) {
    if (name != matrix_set) throw Error(ErrorCode::path_unknown, {}, {}, "WebMercatorQuad");
}

Outcome tileset(const Context& context, const TileLayer& layer, std::string_view set) {
    check_set(set);
    return in_two_forms(
        context, "tileset " + layer.name, [result = context.result, base = context.request->base, &layer](Language) { return tileset_json(layer, *result, base); },
        [](const Json& json, Language language) { return links_page(json["title"].get<std::string>(), json["links"], language); });
}

Json matrix_set_json() {
    Json matrices = Json::array();
    for (int z = 0; z <= emit::highest_zoom; ++z) {
        const double scale = first_scale / std::exp2(z);
        matrices.push_back({{"id", std::to_string(z)},
                            {"scaleDenominator", scale},
                            {"cellSize", scale * 0.00028},
                            {"cornerOfOrigin", "topLeft"},
                            {"pointOfOrigin", {-mercator_edge, mercator_edge}},
                            {"tileWidth", 256},
                            {"tileHeight", 256},
                            {"matrixWidth", std::int64_t{1} << z},
                            {"matrixHeight", std::int64_t{1} << z}});
    }
    return {{"id", matrix_set}, {"title", "Google Maps Compatible for the World"}, {"uri", matrix_set_uri}, {"crs", mercator_uri}, {"orderedAxes", {"X", "Y"}}, {"wellKnownScaleSet", "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible"}, {"tileMatrices", std::move(matrices)}};
}

}  // namespace

Outcome tile_matrix_sets(const Context& context) {
    return in_two_forms(
        context, "matrix sets",
        [base = context.request->base](Language) {
            return Json{{"tileMatrixSets", {{{"id", matrix_set}, {"title", "Google Maps Compatible for the World"}, {"uri", matrix_set_uri}, {"links", {link("self", base + "/tileMatrixSets/" + std::string(matrix_set), "application/json")}}}}}};
        },
        [](const Json& json, Language language) { return links_page("TileMatrixSets", json["tileMatrixSets"][0]["links"], language); });
}

Outcome tile_matrix_set(const Context& context) {
    check_set(context.capture(0));
    return remembered(context, "matrix set", [] { return json_response(matrix_set_json()); });
}

Outcome vector_tilesets(const Context& context) {
    return tilesets(context, vector_layer(context));
}

Outcome vector_tileset(const Context& context) {
    return tileset(context, vector_layer(context), context.capture(0));
}

Outcome vector_tile(const Context& context) {
    check_set(context.capture(0));
    return tile_within_limits(context, vector_layer(context), tile_address(context.capture(1), context.capture(3), context.capture(2)));
}

Outcome map_tilesets(const Context& context) {
    return tilesets(context, map_layer(context));
}

Outcome map_tileset(const Context& context) {
    return tileset(context, map_layer(context), context.capture(1));
}

Outcome map_tile(const Context& context) {
    const TileLayer& layer = map_layer(context);
    check_set(context.capture(1));
    return tile_within_limits(context, layer, tile_address(context.capture(2), context.capture(4), context.capture(3)));
}

}  // namespace presencia::serve::endpoints
