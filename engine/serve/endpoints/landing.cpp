// SPDX-License-Identifier: Apache-2.0
#include "emit/published.hpp"
#include "emit/tiles/xml_text.hpp"
#include "emit/words.hpp"
#include "serve/documents.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/endpoints/ogc_words.hpp"
#include "serve/html.hpp"

#include <fmt/format.h>

/// /: where everything is, for programs and for people; /health and /catalog.
namespace presencia::serve::endpoints {

namespace {

nlohmann::ordered_json landing_json(const Result& result, const std::string& base, bool map, Language language) {
    const auto say = [&](const char* es, const char* en) { return tr(language, es, en); };
    nlohmann::ordered_json links = nlohmann::ordered_json::array();
    links.push_back(link("self", base + "/", "application/json", say("este documento", "this document")));
    links.push_back(link("alternate", base + "/?f=html", "text/html", say("esta página", "this page")));
    links.push_back(link("service-desc", base + "/api", openapi_type, "OpenAPI 3.0"));
    links.push_back(link("service-doc", base + "/api?f=html", "text/html", say("las direcciones", "the addresses")));
    links.push_back(link("conformance", base + "/conformance", "application/json", "OGC API"));
    links.push_back(link("data", base + "/collections", "application/json", say("municipios, sedes, fuera de alcance", "municipalities, sites, out of reach")));
    links.push_back(link("http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes", base + "/tileMatrixSets", "application/json", "TileMatrixSets"));
    if (result.layer("presencia")) links.push_back(link("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", base + "/tiles", "application/json", say("teselas vectoriales", "vector tiles")));
    for (const auto& layer : result.layers()) {
        if (!layer->vector) links.push_back(link("http://www.opengis.net/def/rel/ogc/1.0/tilesets-map", base + "/styles/" + layer->name + "/map/tiles", "application/json", layer->title));
    }
    links.push_back(link("related", base + "/catalog", "application/json", say("catálogo", "catalog")));
    links.push_back(link("related", base + "/gaps", "application/json", say("brechas", "gaps")));
    links.push_back(link("related", base + "/wmts/1.0.0/WMTSCapabilities.xml", "application/xml", "WMTS 1.0.0"));
    if (map) links.push_back(link("related", base + "/map/", "text/html", say("mapa", "map")));
    return {{"title", result.fact("title")},
            {"description", std::string(say("Presencia del Estado en comunidades en riesgo. Perfil: ", "State presence in communities at risk. Profile: ")) + std::string(emit::word(result.fact("profile"), language))},
            {"links", std::move(links)}};
}

std::string row(std::string_view what, const std::string& address) {
    return "<dt>" + emit::xml_text(what) + "</dt><dd><code>" + emit::xml_text(address) + "</code></dd>\n";
}

std::string landing_page(const Result& result, const std::string& base, bool map, Language language) {
    html::Page page(result.fact("title"), language);
    std::string rasters, legends, tilejsons, styles;
    for (const auto& layer : result.layers()) {
        if (!layer->vector) rasters += row(layer->title, base + "/xyz/" + layer->name + "/{z}/{x}/{y}.png");
        if (result.file("style.json") && result.file("tiles/" + layer->name + ".legend.json")) styles += row(layer->title, base + "/style.json?map=" + layer->name);
        tilejsons += row(layer->title, base + "/xyz/" + layer->name + ".json");
        if (result.file("tiles/" + layer->name + ".legend.svg")) legends += row(layer->title, base + "/legends/" + layer->name + ".svg");
    }
    const std::string at = emit::xml_text(base);
    const std::string map_link = map ? "<p><a class=\"button\" href=\"" + at + "/map/\">" + std::string(tr(language, "Abrir el mapa", "Open the map")) + "</a></p>" : "";
    const TileLayer* vector = result.layer("presencia");
    const std::string zooms = vector ? fmt::format("{} – {}", vector->min_zoom, vector->max_zoom) : "";
    page.raw(html::filled(document(tr(language, "home.es.html", "home.en.html")), {{"base", at}, {"map", map_link}, {"rasters", rasters}, {"styles", styles}, {"zooms", zooms}, {"legends", legends}, {"tilejsons", tilejsons},
                                                                                  {"profile", emit::xml_text(emit::word(result.fact("profile"), language))}, {"rule", emit::xml_text(result.fact("rule"))},
                                                                                  {"from", emit::xml_text(result.fact("from"))}, {"to", emit::xml_text(result.fact("to"))}}));
    return page.finish();
}

}  // namespace

Outcome landing(const Context& context) {
    const bool map = !context.site->map.empty();
    return in_two_forms(
        context, "landing", [result = context.result, base = context.request->base, map](Language language) { return landing_json(*result, base, map, language); },
        [result = context.result, base = context.request->base, map](const nlohmann::ordered_json&, Language language) { return landing_page(*result, base, map, language); });
}

Outcome health(const Context& context) {
    Response response = json_response({{"status", "ok"}, {"result", context.result->version()}, {"study", context.result->fact("name")}, {"engine", emit::engine_version()}});
    response.cache = Response::Cache::never;
    response.etag.clear();
    return response;
}

Outcome catalog(const Context& context) {
    return remembered(context, "catalog", [result = context.result, base = context.request->base, map = !context.site->map.empty()] {
        nlohmann::ordered_json layers = nlohmann::ordered_json::array(), collections = nlohmann::ordered_json::array();
        for (const auto& layer : result->layers()) {
            nlohmann::ordered_json one = {{"name", layer->name},
                                          {"title", layer->title},
                                          {"kind", layer->vector ? "vector" : "raster"},
                                          {"tilejson", base + "/xyz/" + layer->name + ".json"},
                                          {"tiles", base + "/xyz/" + layer->name + (layer->vector ? "/{z}/{x}/{y}.pbf" : "/{z}/{x}/{y}.png")},
                                          {"minzoom", layer->min_zoom},
                                          {"maxzoom", layer->max_zoom}};
            if (result->file("tiles/" + layer->name + ".legend.json")) {
                one["legend"] = {{"json", base + "/legends/" + layer->name + ".json"}, {"svg", base + "/legends/" + layer->name + ".svg"}};
                if (layer->drawn) one["legend"]["png"] = base + "/legends/" + layer->name + ".png";
            }
            layers.push_back(std::move(one));
        }
        for (const std::string& name : Result::collection_names()) collections.push_back({{"name", name}, {"items", base + "/collections/" + name + "/items"}});
        nlohmann::ordered_json document = {{"title", result->fact("title")}, {"profile", result->fact("profile")}, {"version", result->version()}, {"layers", std::move(layers)}, {"collections", std::move(collections)}};
        if (result->file("style.json")) document["style"] = base + "/style.json";
        document["wmts"] = base + "/wmts/1.0.0/WMTSCapabilities.xml";
        document["gaps"] = base + "/gaps";
        document["municipalities"] = base + "/municipalities";
        document["files"] = base + "/files/";
        if (map) document["map"] = base + "/map/";
        return json_response(document);
    });
}

}  // namespace presencia::serve::endpoints
