// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "emit/tiles/xml_text.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/endpoints/wmts_capabilities.hpp"

#include <algorithm>
#include <array>

/// WMTS 1.0.0 (OGC 07-057r7), by addresses and by parameters.
namespace presencia::serve::endpoints {

namespace {

/// The parameter by its name in any case, as OWS has it.
std::string_view ows(const Parameters& given, std::string_view upper_name) {
    for (const auto& [name, value] : given) {
        const bool same = name.size() == upper_name.size() && std::equal(name.begin(), name.end(), upper_name.begin(), [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 32 : a) == b; });
        if (same) return value;
    }
    return {};
}

Response exception(std::string_view code, std::string_view locator, std::string_view text) {
    Response response;
    response.status = 400;
    response.type = "application/xml";
    response.cache = Response::Cache::never;
    response.body = body_of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows/1.1\" version=\"1.1.0\">\n <ows:Exception exceptionCode=\"" + std::string(code) +
                            "\" locator=\"" + std::string(locator) + "\">\n  <ows:ExceptionText>" + emit::xml_text(text) + "</ows:ExceptionText>\n </ows:Exception>\n</ows:ExceptionReport>\n");
    return response;
}

/// The layer, checked with its style, set and format; a word for the locator where one is wrong, and what would be right.
struct Asked {
    const TileLayer* layer = nullptr;
    std::string_view wrong;
    std::string valid;
};

std::string layer_names(const Result& result) {
    std::string names;
    for (const auto& layer : result.layers()) {
        if (!layer->vector) names += (names.empty() ? "" : ", ") + layer->name;
    }
    return names;
}

/// Names of requests in any case: clients write them as they like.
bool same(std::string_view a, std::string_view lower_b) {
    return a.size() == lower_b.size() && std::equal(a.begin(), a.end(), lower_b.begin(), [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y; });
}

Asked asked(const Context& context, std::string_view name, std::string_view style, std::string_view set) {
    const TileLayer* layer = context.result->layer(name);
    if (!layer || layer->vector) return {nullptr, "LAYER", layer_names(*context.result)};
    if (style != "default" && !style.empty()) return {nullptr, "STYLE", "default"};
    if (set != wmts_matrix_set) return {nullptr, "TILEMATRIXSET", std::string(wmts_matrix_set)};
    return {layer, {}, {}};
}

Outcome tile_by_parameters(const Context& context) {
    const Parameters& given = context.parameters();
    for (const std::string_view name : {"LAYER", "TILEMATRIXSET", "TILEMATRIX", "TILEROW", "TILECOL"}) {
        if (ows(given, name).empty()) return exception("MissingParameterValue", name, name);
    }
    if (const std::string_view version = ows(given, "VERSION"); !version.empty() && version != "1.0.0") return exception("InvalidParameterValue", "VERSION", "1.0.0");
    if (const std::string_view format = ows(given, "FORMAT"); !format.empty() && format != "image/png") return exception("InvalidParameterValue", "FORMAT", "image/png");
    const Asked found = asked(context, ows(given, "LAYER"), ows(given, "STYLE"), ows(given, "TILEMATRIXSET"));
    if (!found.layer) return exception("InvalidParameterValue", found.wrong, found.valid);
    try {
        return tile_within_limits(context, *found.layer, tile_address(ows(given, "TILEMATRIX"), ows(given, "TILECOL"), ows(given, "TILEROW")));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::path_unknown) return exception("TileOutOfRange", error.where().column == "x" ? "TILECOL" : error.where().column == "y" ? "TILEROW" : "TILEMATRIX", error.hint());
        const std::string& name = error.where().column;
        return exception("InvalidParameterValue", name == "z" ? "TILEMATRIX" : name == "x" ? "TILECOL" : "TILEROW", "0, 1, 2 ...");
    }
}

}  // namespace

Outcome wmts_capabilities(const Context& context) {
    return remembered(context, "wmts", [result = context.result, base = context.request->base] { return text_response(capabilities(*result, base), "application/xml"); });
}

Outcome wmts(const Context& context) {
    const Parameters& given = context.parameters();
    if (const std::string_view service = ows(given, "SERVICE"); !same(service, "wmts")) return exception(service.empty() ? "MissingParameterValue" : "InvalidParameterValue", "SERVICE", "WMTS");
    const std::string_view request = ows(given, "REQUEST");
    if (same(request, "getcapabilities")) return wmts_capabilities(context);
    if (same(request, "gettile")) return tile_by_parameters(context);
    if (request.empty()) return exception("MissingParameterValue", "REQUEST", "GetCapabilities, GetTile");
    return exception("OperationNotSupported", "REQUEST", "GetCapabilities, GetTile");
}

Outcome wmts_tile(const Context& context) {
    const Asked found = asked(context, context.capture(0), context.capture(1), context.capture(2));
    std::string_view column = context.capture(5);
    if (!found.layer || !column.ends_with(".png")) throw Error(ErrorCode::path_unknown, {}, {}, "{layer}/default/GoogleMapsCompatible/{TileMatrix}/{TileRow}/{TileCol}.png");
    column.remove_suffix(4);
    return tile_within_limits(context, *found.layer, tile_address(context.capture(3), column, context.capture(4)));
}

}  // namespace presencia::serve::endpoints
