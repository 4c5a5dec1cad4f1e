// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "emit/print/legend_picture.hpp"
#include "serve/endpoints/endpoints.hpp"

/// /style.json and /legends/: how the tiles are drawn, and what their colours mean.
namespace presencia::serve::endpoints {

Outcome style(const Context& context) {
    const ServedFile* file = context.result->file("style.json");
    if (!file) throw Error(ErrorCode::path_unknown, {});
    return remembered(context, "style", [file, result = context.result, base = context.request->base] {
        nlohmann::ordered_json document = nlohmann::ordered_json::parse(file->file()->read_all());
        for (auto& [name, source] : document["sources"].items()) source = {{"type", "vector"}, {"url", base + "/xyz/presencia.json"}};
        if (document.contains("sprite")) document["sprite"] = base + "/files/" + document["sprite"].get<std::string>();
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
