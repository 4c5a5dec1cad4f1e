// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/http/negotiation.hpp"

/// /files/ and /map/: files by name from lists that are fixed when they are opened.
namespace presencia::serve::endpoints {

namespace {

/// The segments from the second on, as the name of a file.
std::string name_of(const Context& context) {
    const std::size_t skipped = context.request->versioned ? 3 : 1;
    std::string name;
    for (std::size_t i = skipped; i < context.request->segments.size(); ++i) name += (i == skipped ? "" : "/") + context.request->segments[i];
    return name;
}

Outcome handed_out(const Context& context, const ServedFile& file) {
    const Request& request = *context.request;
    const bool gzip = file.compressible() && request.range.empty() && accepts_gzip(request.accept_encoding);
    if (!gzip || file.twin_ready()) return file.response(gzip);
    return Work([&file, result = context.result] { return file.response(true); });
}

/// "tiles/gap/4/3/7.png": the folder's tiles are the archive's, and are read from there.
const TileLayer* tile_folder(const Context& context, const std::vector<std::string>& segments, std::size_t first) {
    if (segments.size() != first + 5 || segments[first] != "tiles" || !segments[first + 4].ends_with(".png")) return nullptr;
    const TileLayer* layer = context.result->layer(segments[first + 1]);
    return layer && !layer->vector ? layer : nullptr;
}

}  // namespace

Outcome files_index(const Context& context) {
    return remembered(context, "files", [result = context.result, base = context.request->base] {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const auto& [name, file] : result->files()) {
            list.push_back({{"file", name}, {"bytes", file->file()->size()}, {"type", file->type()}, {"href", base + "/files/" + name}});
        }
        return json_response({{"version", result->version()}, {"files", std::move(list)}});
    });
}

Outcome file(const Context& context) {
    const std::string name = name_of(context);
    if (name.empty()) return files_index(context);
    if (const ServedFile* found = context.result->file(name)) return handed_out(context, *found);
    const auto& segments = context.request->segments;
    const std::size_t first = context.request->versioned ? 3 : 1;
    if (const TileLayer* layer = tile_folder(context, segments, first)) {
        const TileAddress at = tile_address(segments[first + 2], segments[first + 3], std::string_view(segments[first + 4]).substr(0, segments[first + 4].size() - 4));
        if (layer->archive->find(at.z, at.x, at.y)) return layer->stored(at);
    }
    throw Error(ErrorCode::path_unknown, {}, {}, context.request->base + "/files/");
}

Outcome map_page(const Context& context) {
    if (context.site->map.empty()) throw Error(ErrorCode::path_unknown, {});
    // Without the slash at its end, the page's own addresses would lead beside it.
    Response response;
    response.status = 307;
    response.type = "text/plain; charset=utf-8";
    response.cache = Response::Cache::never;
    response.more.emplace_back("Location", context.request->base + "/map/" + (context.request->query.empty() ? "" : "?" + std::string(context.request->query)));
    response.body = body_of(std::string("/map/\n"));
    return response;
}

Outcome map_file(const Context& context) {
    std::string name = name_of(context);
    if (name.empty()) name = "index.html";
    const auto at = context.site->map.find(name);
    if (at == context.site->map.end()) throw Error(ErrorCode::path_unknown, {});
    Outcome outcome = handed_out(context, *at->second);
    if (name != "index.html") return outcome;
    const auto framed = [](Response response) {
        response.security = policy::map;
        return response;
    };
    if (Response* response = std::get_if<Response>(&outcome)) return framed(std::move(*response));
    return Work([framed, work = std::get<Work>(std::move(outcome))] { return framed(work()); });
}

}  // namespace presencia::serve::endpoints
