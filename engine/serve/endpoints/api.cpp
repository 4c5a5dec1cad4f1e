// SPDX-License-Identifier: Apache-2.0
#include "serve/documents.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/endpoints/ogc_words.hpp"
#include "serve/html.hpp"

/// /conformance and /api.
namespace presencia::serve::endpoints {

namespace {

/// The document as it is written, with what depends on the server.
nlohmann::ordered_json api_json(const Result& result, const std::string& base, std::size_t most) {
    nlohmann::ordered_json json = nlohmann::ordered_json::parse(document("api.json"));
    json["info"]["title"] = result.fact("title");
    json["servers"] = {{{"url", base}}};
    json["components"]["parameters"]["limit"]["schema"]["maximum"] = most;
    nlohmann::ordered_json& names = json["components"]["parameters"]["layer"]["schema"]["enum"];
    names = nlohmann::ordered_json::array();
    for (const auto& layer : result.layers()) names.push_back(layer->name);
    return json;
}

std::string api_page(const nlohmann::ordered_json& json, Language language) {
    html::Page page(json["info"]["title"].get<std::string>(), language);
    for (const auto& [path, item] : json["paths"].items()) {
        const auto& get = item["get"];
        page.heading(path);
        page.paragraph(get.value(language == Language::es ? "x-resumen" : "summary", ""));
        std::string names;
        for (const auto& one : get.value("parameters", nlohmann::ordered_json::array())) {
            const std::string place = one.contains("$ref") ? one["$ref"].get<std::string>() : std::string();
            const auto& parameter = place.empty() ? one : json["components"]["parameters"][place.substr(place.rfind('/') + 1)];
            names += (names.empty() ? "" : ", ") + parameter["name"].get<std::string>();
        }
        if (!names.empty()) page.paragraph(std::string(tr(language, "parámetros: ", "parameters: ")) + names);
    }
    return page.finish();
}

}  // namespace

Outcome conformance(const Context& context) {
    return in_two_forms(
        context, "conformance", [](Language) { return nlohmann::ordered_json::parse(document("conformance.json")); },
        [](const nlohmann::ordered_json& json, Language language) {
            html::Page page(tr(language, "Conformidad", "Conformance"), language);
            for (const auto& one : json["conformsTo"]) page.paragraph(one.get<std::string>());
            return page.finish();
        });
}

Outcome api(const Context& context) {
    const Language language = language_of(context);
    const bool html = form_of(context, "f", {{"json", openapi_type}, {"json", "application/openapi+json"}, {"json", "application/json"}, {"html", "text/html"}}).name == "html";
    return remembered(context, std::string("api") + (html ? " html" : " json") + (language == Language::en ? " en" : " es"), [result = context.result, base = context.request->base, most = context.site->most_features, html, language] {
        const nlohmann::ordered_json json = api_json(*result, base, most);
        Response response = html ? text_response(api_page(json, language), html_type) : json_response(json, openapi_type);
        if (html) response.security = policy::page;
        response.by_accept = response.by_language = true;
        return response;
    });
}

}  // namespace presencia::serve::endpoints
