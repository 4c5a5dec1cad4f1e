// SPDX-License-Identifier: Apache-2.0
#include "core/date.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "serve/bounding_box.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/endpoints/ogc_words.hpp"
#include "serve/html.hpp"
#include "serve/interval.hpp"
#include "serve/query.hpp"

#include <fmt/format.h>

#include <algorithm>

/// OGC API Features 1.0 (OGC 17-069r4): collections and their items.
namespace presencia::serve::endpoints {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t usual_page = 100;

Json collection_json(const Result& result, const std::string& name, const std::string& base, Language language) {
    const std::string at = base + "/collections/" + name;
    const geo::Box& box = result.bounds();
    return {{"id", name},
            {"title", collection_title(name, language)},
            {"description", collection_description(name, language)},
            {"extent",
             {{"spatial", {{"bbox", {{box.min_x, box.min_y, box.max_x, box.max_y}}}, {"crs", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}}},
              {"temporal", {{"interval", {{result.fact("from") + "T00:00:00Z", result.fact("to") + "T23:59:59Z"}}}}}}},
            {"itemType", "feature"},
            {"crs", {"http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
            {"links",
             {link("self", at, "application/json"), link("alternate", at + "?f=html", "text/html"), link("items", at + "/items", geojson_type, collection_title(name, language)),
              link("items", at + "/items?f=html", "text/html", collection_title(name, language))}}};
}

/// What of a collection a request wants.
struct Wanted {
    std::string name, query;  ///< query: without offset
    std::vector<geo::Box> boxes;
    std::size_t limit = usual_page, offset = 0, most_bytes = 0;
    bool in_time = true;
    Parameters parameters;
};

/// Refuses the filters that another collection has and this one has not, naming what it does have.
void check_filters(const Parameters& given, std::string_view collection) {
    std::vector<std::string_view> valid = {"bbox", "datetime", "limit", "offset", "f", "lang"};
    for (const std::string_view name : FeatureCollection::filters(collection)) valid.push_back(name);
    check_parameters(given, valid);
}

Wanted wanted(const Context& context) {
    const Parameters& given = context.parameters();
    Wanted out;
    out.name = context.capture(0);
    check_filters(given, out.name);
    out.limit = number_parameter(given, "limit", 1, context.site->most_features, usual_page, true);
    out.most_bytes = context.site->most_page_bytes;
    out.offset = number_parameter(given, "offset", 0, 1'000'000'000, 0);
    const auto has = [&](std::string_view name) { return std::any_of(given.begin(), given.end(), [&](const auto& one) { return one.first == name; }); };
    if (has("bbox")) out.boxes = bounding_boxes(parameter(given, "bbox"), context.site->most_area);
    if (has("datetime")) out.in_time = meets(parameter(given, "datetime"), context.result->fact("from"), context.result->fact("to"));
    out.parameters = given;
    return out;
}

std::vector<std::size_t> selected(const FeatureCollection& collection, const Wanted& wanted) {
    std::vector<std::size_t> found;
    if (!wanted.in_time) return found;
    for (std::size_t i = 0; i < collection.features().size(); ++i) {
        const bool inside = wanted.boxes.empty() || std::any_of(wanted.boxes.begin(), wanted.boxes.end(), [&](const geo::Box& box) { return collection.touches(i, box); });
        if (inside && collection.meets(i, wanted.parameters)) found.push_back(i);
    }
    return found;
}

/// Where the page that begins at `begin` ends: by the limit, or by its bytes. What a client may have us hold for it is bounded so, however large its box and its limit.
std::size_t end_of_page(const FeatureCollection& collection, const std::vector<std::size_t>& found, std::size_t begin, const Wanted& wanted) {
    std::size_t end = begin;
    for (std::size_t bytes = 0; end < found.size() && end - begin < wanted.limit; ++end) {
        bytes += collection.features()[found[end]].json.size();
        if (bytes > wanted.most_bytes && end > begin) break;
    }
    return end;
}

/// Links of one page of items that ends before the match `end`. `form` is that of the page itself.
Json page_links(const Wanted& wanted, std::size_t end, std::size_t matched, const std::string& base, std::string_view form) {
    const std::string at = base + "/collections/" + wanted.name + "/items";
    const auto address = [&](const Parameters& parameters, std::string_view name, std::string_view value) {
        const std::string query = changed_query(parameters, name, value);
        return query.empty() ? at : at + "?" + query;
    };
    Json links = {link(form == "json" ? "self" : "alternate", address(wanted.parameters, "f", "json"), geojson_type),
                  link(form == "html" ? "self" : "alternate", address(wanted.parameters, "f", "html"), "text/html")};
    const std::string_view type = form == "json" ? geojson_type : std::string_view("text/html");
    if (end < matched) links.push_back(link("next", address(wanted.parameters, "offset", std::to_string(end)), type));
    if (wanted.offset > 0) {
        const std::size_t before = wanted.offset > wanted.limit ? wanted.offset - wanted.limit : 0;
        links.push_back(link("prev", address(wanted.parameters, "offset", before > 0 ? std::to_string(before) : ""), type));
    }
    links.push_back(link("collection", base + "/collections/" + wanted.name, "application/json"));
    return links;
}

std::string items_json(const FeatureCollection& collection, const Wanted& wanted, const std::string& base) {
    const std::vector<std::size_t> found = selected(collection, wanted);
    const std::size_t begin = std::min(wanted.offset, found.size()), end = end_of_page(collection, found, begin, wanted);
    std::string out = R"({"type":"FeatureCollection",)";
    out += fmt::format(R"("numberMatched":{},"numberReturned":{},"links":)", found.size(), end - begin) + page_links(wanted, end, found.size(), base, "json").dump() + R"(,"features":[)";
    for (std::size_t i = begin; i < end; ++i) out += (i == begin ? "\n" : ",\n") + collection.features()[found[i]].json + "}";
    return out + "\n]}\n";
}

std::string items_page(const FeatureCollection& collection, const Wanted& wanted, const std::string& base, Language language) {
    const std::vector<std::size_t> found = selected(collection, wanted);
    const std::size_t begin = std::min(wanted.offset, found.size()), end = std::min(found.size(), begin + wanted.limit);
    html::Page page(collection_title(wanted.name, language), language);
    page.paragraph(fmt::format("{} – {} / {}", begin + (end > begin ? 1 : 0), end, found.size()));
    std::vector<std::pair<std::string, std::string>> links;
    for (std::size_t i = begin; i < end; ++i) {
        const std::string& id = collection.features()[found[i]].id;
        links.emplace_back(id, base + "/collections/" + wanted.name + "/items/" + percent_encoded(id) + "?f=html");
    }
    page.links(links);
    std::vector<std::pair<std::string, std::string>> more;
    for (const auto& one : page_links(wanted, end, found.size(), base, "html")) more.emplace_back(one["rel"].get<std::string>(), one["href"].get<std::string>());
    page.links(more);
    return page.finish();
}

std::string item_page(const Feature& feature, Language language) {
    html::Page page(feature.id, language);
    std::vector<std::pair<std::string, std::string>> facts;
    const Json whole = Json::parse(feature.json + "}");  // it must outlive the loop over a part of it
    for (const auto& [name, value] : whole["properties"].items()) facts.emplace_back(name, value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump());
    page.facts(facts);
    return page.finish();
}

Response as_page(std::string text) {
    Response response = text_response(std::move(text), html_type);
    response.security = policy::page;
    return response;
}

bool wants_page(const Context& context) {
    return form_of(context, "f", {{"json", geojson_type}, {"json", "application/json"}, {"html", "text/html"}}).name == "html";
}

std::string key_of(const Context& context, const char* what, bool html, Language language) {
    std::string key = std::string(what) + (html ? " html " : " json ") + (language == Language::en ? "en" : "es");
    for (const std::string_view capture : context.captures) key += "\n" + std::string(capture);
    for (const auto& [name, value] : context.parameters()) key += "\n" + name + "=" + value;
    return key;
}

}  // namespace

Outcome collections(const Context& context) {
    return in_two_forms(
        context, "collections",
        [result = context.result, base = context.request->base](Language language) {
            Json all = Json::array();
            for (const std::string& name : Result::collection_names()) all.push_back(collection_json(*result, name, base, language));
            return Json{{"links", {link("self", base + "/collections", "application/json"), link("alternate", base + "/collections?f=html", "text/html")}}, {"collections", std::move(all)}};
        },
        [](const Json& json, Language language) {
            html::Page page(tr(language, "Colecciones", "Collections"), language);
            for (const auto& one : json["collections"]) {
                page.heading(one["title"].get<std::string>());
                page.paragraph(one["description"].get<std::string>());
                page.links({{"items", one["links"][3]["href"].get<std::string>()}, {"GeoJSON", one["links"][2]["href"].get<std::string>()}});
            }
            return page.finish();
        });
}

Outcome collection(const Context& context) {
    const std::string name(context.capture(0));
    check_collection(name);
    return in_two_forms(
        context, "collection " + name, [result = context.result, base = context.request->base, name](Language language) { return collection_json(*result, name, base, language); },
        [](const Json& json, Language language) { return links_page(json["title"].get<std::string>(), json["links"], language); });
}

Outcome items(const Context& context) {
    check_collection(context.capture(0));
    const Language language = language_of(context);
    const bool html = wants_page(context);
    return remembered(context, key_of(context, "items", html, language), [result = context.result, base = context.request->base, wanted = wanted(context), html, language] {
        const FeatureCollection& collection = collection_named(*result, wanted.name);
        Response response = html ? as_page(items_page(collection, wanted, base, language)) : text_response(items_json(collection, wanted, base), geojson_type);
        response.by_accept = response.by_language = true;
        return response;
    });
}

Outcome item(const Context& context) {
    check_collection(context.capture(0));
    const Language language = language_of(context);
    const bool html = wants_page(context);
    return remembered(context, key_of(context, "item", html, language), [result = context.result, base = context.request->base, name = std::string(context.capture(0)), id = std::string(context.capture(1)), html, language] {
        const Feature* feature = collection_named(*result, name).find(id);
        if (!feature) throw Error(ErrorCode::path_unknown, {}, {}, base + "/collections/" + name + "/items");
        const std::string at = base + "/collections/" + name;
        const Json links = {link("self", at + "/items/" + percent_encoded(id), geojson_type), link("alternate", at + "/items/" + percent_encoded(id) + "?f=html", "text/html"), link("collection", at, "application/json")};
        Response response = html ? as_page(item_page(*feature, language)) : text_response(feature->json + R"(,"links":)" + links.dump() + "}\n", geojson_type);
        response.by_accept = response.by_language = true;
        return response;
    });
}

}  // namespace presencia::serve::endpoints
