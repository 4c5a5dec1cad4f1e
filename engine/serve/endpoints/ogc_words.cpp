// SPDX-License-Identifier: Apache-2.0
#include "serve/endpoints/ogc_words.hpp"

#include "core/error.hpp"
#include "serve/html.hpp"

#include <algorithm>
#include <map>

namespace presencia::serve::endpoints {

namespace {

struct Words {
    const char *title_es, *title_en, *about_es, *about_en;
};

const Words& words_of(std::string_view name) {
    static const std::map<std::string_view, Words> words = {
        {"municipalities", {"Municipios", "Municipalities", "Un municipio por elemento, con todas sus medidas", "One feature a municipality, with all its measures"}},
        {"unreached", {"Fuera de alcance", "Out of reach", "Lo que queda fuera de alcance en municipios en riesgo, por familia de servicios", "What lies out of reach in municipalities at risk, by family of services"}},
        {"sites", {"Sedes y programas", "Sites and programmes", "Las sedes y los programas que el perfil permite mostrar", "The sites and programmes that the profile allows to show"}}};
    return words.at(name);
}

}  // namespace

nlohmann::ordered_json link(std::string_view relation, std::string href, std::string_view type, std::string_view title) {
    nlohmann::ordered_json out = {{"rel", relation}, {"href", std::move(href)}, {"type", type}};
    if (!title.empty()) out["title"] = title;
    return out;
}

std::string collection_title(std::string_view name, Language language) {
    return std::string(tr(language, words_of(name).title_es, words_of(name).title_en));
}

std::string collection_description(std::string_view name, Language language) {
    return std::string(tr(language, words_of(name).about_es, words_of(name).about_en));
}

Outcome in_two_forms(const Context& context, const std::string& key, std::function<nlohmann::ordered_json(Language)> json, std::function<std::string(const nlohmann::ordered_json&, Language)> page) {
    const Language language = language_of(context);
    const bool html = form_of(context, "f", {{"json", "application/json"}, {"html", "text/html"}}).name == "html";
    return remembered(context, key + (html ? " html" : " json") + (language == Language::en ? " en" : " es"), [=, json = std::move(json), page = std::move(page)] {
        Response response = html ? text_response(page(json(language), language), html_type) : json_response(json(language));
        if (html) response.security = policy::page;
        response.by_accept = response.by_language = true;
        return response;
    });
}

std::string links_page(std::string_view title, const nlohmann::ordered_json& links, Language language) {
    html::Page page(title, language);
    std::vector<std::pair<std::string, std::string>> list;
    for (const auto& one : links) list.emplace_back(one.value("title", one.value("rel", std::string())), one.value("href", std::string()));
    page.links(list);
    return page.finish();
}

void check_collection(std::string_view name) {
    const auto& names = Result::collection_names();
    if (std::find(names.begin(), names.end(), name) == names.end()) throw Error(ErrorCode::path_unknown, {}, {}, "collections: municipalities, unreached, sites");
}

const FeatureCollection& collection_named(const Result& result, std::string_view name) {
    check_collection(name);
    return *result.collection(name);
}

}  // namespace presencia::serve::endpoints
