// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "core/text.hpp"
#include "emit/print/legend_picture.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/query.hpp"

#include <algorithm>

/// /style.json and /legends/: how the tiles are drawn, and what their colours mean.
namespace presencia::serve::endpoints {

namespace {

/// Labels of "match" as lists of one, which mean the same: QGIS 3.22 reads no others, and would leave every class without its colour.
void labels_as_lists(nlohmann::ordered_json& layer) {
    if (!layer.contains("paint")) return;
    for (auto& [name, value] : layer["paint"].items()) {
        if (!value.is_array() || value.size() < 4 || value[0] != "match") continue;
        for (std::size_t i = 2; i + 1 < value.size(); i += 2) {
            if (value[i].is_string()) value[i] = nlohmann::ordered_json::array({value[i]});
        }
    }
}

/// Leaves one map of a style and what lies over it: layers that are not shown are left out, since QGIS shows them all the same (it looks for their visibility in the wrong place).
void keep_one_map(nlohmann::ordered_json& document, const std::string& map, const std::vector<std::string>& all) {
    nlohmann::ordered_json kept = nlohmann::ordered_json::array();
    for (nlohmann::ordered_json& layer : document["layers"]) {
        const std::string id = layer["id"].get<std::string>();
        const auto at = std::find_if(all.begin(), all.end(), [&](const std::string& name) { return id == name || id.starts_with(name + "-"); });
        const bool shown = !layer.contains("layout") || layer["layout"].value("visibility", "visible") == "visible";
        if (at == all.end() ? !shown : *at != map) continue;
        if (at != all.end()) layer["layout"]["visibility"] = "visible";
        labels_as_lists(layer);
        kept.push_back(std::move(layer));
    }
    document["layers"] = std::move(kept);
}

std::vector<std::string> map_names(const Result& result) {
    std::vector<std::string> names;
    for (const auto& layer : result.layers()) {
        if (result.file("tiles/" + layer->name + ".legend.json")) names.push_back(layer->name);
    }
    return names;
}

}  // namespace

Outcome style(const Context& context) {
    const ServedFile* file = context.result->file("style.json");
    if (!file) throw Error(ErrorCode::path_unknown, {});
    const std::string map(parameter(context.parameters(), "map"));
    const std::vector<std::string> maps = map_names(*context.result);
    if (!map.empty() && std::find(maps.begin(), maps.end(), map) == maps.end()) throw Error(ErrorCode::parameter_invalid, {.column = "map"}, text::clip(map, 80), text::join(maps, ", "));
    return remembered(context, "style " + map, [file, map, maps, result = context.result, base = context.request->base] {
        nlohmann::ordered_json document = nlohmann::ordered_json::parse(file->file()->read_all());
        for (auto& [name, source] : document["sources"].items()) source = {{"type", "vector"}, {"url", base + "/xyz/presencia.json"}};
        if (document.contains("sprite")) document["sprite"] = base + "/files/" + document["sprite"].get<std::string>();
        if (!map.empty()) keep_one_map(document, map, maps);
        return json_response(document);
    });
}

Outcome legend(const Context& context) {
    const std::string_view asked = context.capture(0);
    const std::size_t dot = asked.rfind('.');
    const std::string_view name = asked.substr(0, dot), ending = dot == asked.npos ? "" : asked.substr(dot + 1);
    if (ending == "json" || ending == "svg") {
        if (const ServedFile* file = context.result->file("tiles/" + std::string(name) + ".legend." + std::string(ending))) {
            const bool gzip = file->compressible() && context.request->range.empty();
            return Work([file, gzip, result = context.result] { return file->response(gzip); });
        }
    }
    if (ending == "png" && context.result->styled(name)) {
        return remembered(context, "legend " + std::string(name), [result = context.result, name = std::string(name)] {
            Response response;
            response.type = "image/png";
            std::string png = emit::legend_png(result->styled(name)->map, result->fonts());
            response.etag = text_response(png, response.type).etag;
            response.body = body_of(std::move(png));
            return response;
        });
    }
    std::string names;
    for (const auto& layer : context.result->layers()) {
        if (context.result->file("tiles/" + layer->name + ".legend.json")) names += (names.empty() ? "" : ", ") + layer->name;
    }
    throw Error(ErrorCode::path_unknown, {}, {}, "{" + names + "}.{json, svg, png}");
}

}  // namespace presencia::serve::endpoints
