// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/endpoints/tile_matrix.hpp"

#include <fmt/format.h>

/// /xyz/: tiles and their TileJSON.
namespace presencia::serve::endpoints {

namespace {

/// A layer by its name, or path_unknown with those there are.
const TileLayer& layer_named(const Context& context, std::string_view name) {
    if (const TileLayer* layer = context.result->layer(name)) return *layer;
    std::string names;
    for (const auto& layer : context.result->layers()) names += (names.empty() ? "" : ", ") + layer->name;
    throw Error(ErrorCode::path_unknown, {}, {}, "layers: " + names);
}

std::string_view ending_of(const TileLayer& layer) {
    return layer.vector ? ".pbf" : ".png";
}

}  // namespace

Outcome tile_of(const Context& context, const TileLayer& layer, const TileAddress& at) {
    if (layer.in_archive(at.z)) return layer.stored(at);
    if (at.z < layer.min_zoom || at.z > layer.max_zoom) throw Error(ErrorCode::path_unknown, {}, {}, fmt::format("z: {} - {}", layer.min_zoom, layer.max_zoom));
    return remembered(context, fmt::format("drawn {} {}/{}/{}", layer.name, at.z, at.x, at.y), [result = context.result, &layer, at] {
        return layer.drawn_tile(result->draw(layer, at));
    });
}

Outcome tile_within_limits(const Context& context, const TileLayer& layer, const TileAddress& at) {
    if (at.z >= layer.min_zoom && at.z <= layer.max_zoom) {
        const TileLimits limits = tile_limits(context.result->bounds(), at.z);
        if (at.x < limits.min_column || at.x > limits.max_column) throw Error(ErrorCode::path_unknown, {.column = "x"}, {}, fmt::format("column: {} - {}", limits.min_column, limits.max_column));
        if (at.y < limits.min_row || at.y > limits.max_row) throw Error(ErrorCode::path_unknown, {.column = "y"}, {}, fmt::format("row: {} - {}", limits.min_row, limits.max_row));
    }
    return tile_of(context, layer, at);
}

Outcome xyz_tile(const Context& context) {
    const TileLayer& layer = layer_named(context, context.capture(0));
    std::string_view y = context.capture(3);
    const std::string_view ending = ending_of(layer);
    if (y.ends_with(".mvt") && layer.vector) y = y.substr(0, y.size() - 4);
    else if (y.ends_with(ending)) y = y.substr(0, y.size() - ending.size());
    else if (y.find('.') != y.npos) throw Error(ErrorCode::path_unknown, {}, {}, std::string("{y}") + std::string(ending));
    return tile_of(context, layer, tile_address(context.capture(1), context.capture(2), y));
}

Outcome tilejson(const Context& context) {
    std::string_view name = context.capture(0);
    if (!name.ends_with(".json")) throw Error(ErrorCode::path_unknown, {}, {}, "{layer}.json");
    const TileLayer& layer = layer_named(context, name.substr(0, name.size() - 5));
    return remembered(context, "tilejson " + layer.name, [result = context.result, base = context.request->base, &layer] {
        nlohmann::ordered_json document = layer.tilejson;
        document["tiles"] = {fmt::format("{}/v/{}/xyz/{}/{{z}}/{{x}}/{{y}}{}", base, result->version(), layer.name, ending_of(layer))};
        document["minzoom"] = layer.min_zoom;
        document["maxzoom"] = layer.max_zoom;
        for (std::size_t i = 0; layer.vector && i < document["vector_layers"].size(); ++i) {
            document["vector_layers"][i]["minzoom"] = layer.min_zoom;
            document["vector_layers"][i]["maxzoom"] = layer.max_zoom;
        }
        return json_response(document);
    });
}

}  // namespace presencia::serve::endpoints
