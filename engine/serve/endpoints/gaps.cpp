// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "core/text.hpp"
#include "emit/answer_formats.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/html.hpp"
#include "serve/query.hpp"

#include <algorithm>

/// /gaps: the question of `presencia gaps`, by its parameters.
namespace presencia::serve::endpoints {

namespace {

/// "gap_class" or "gap-class", as the command writes it.
std::string either(const Parameters& given, std::string_view name, std::string_view dashed) {
    const std::string_view a = parameter(given, name), b = parameter(given, dashed);
    if (!a.empty() && !b.empty()) throw Error(ErrorCode::parameter_invalid, {.column = std::string(dashed)}, {}, "given twice");
    return std::string(a.empty() ? b : a);
}

/// What the engine calls wrong use of its command is a bad parameter here, under the parameter's name.
[[noreturn]] void as_parameter(const Error& error) {
    if (error.code() == ErrorCode::usage || error.code() == ErrorCode::municipality_unknown) {
        const std::string name = error.code() == ErrorCode::usage ? error.where().column : "municipality";
        throw Error(ErrorCode::parameter_invalid, {.column = name}, error.detail(), error.hint());
    }
    if (error.code() == ErrorCode::nothing_matched) {
        // "department Nowhere": a place that the result does not have, which the command calls no match.
        const std::string_view said = error.detail();
        for (const std::string_view name : {"country", "department"}) {
            if (said.starts_with(std::string(name) + " ")) throw Error(ErrorCode::parameter_invalid, {.column = std::string(name)}, std::string(said.substr(name.size() + 1)), error.hint());
        }
    }
    throw;
}

std::string heading(const emit::Store& store, Language language) {
    return std::string(tr(language, "Brechas", "Gaps")) + ": " + store.study().value("title", std::string());
}

std::string gaps_page(const emit::Store& store, const emit::GapAnswer& answer, Language language, const std::string& base) {
    html::Page page(heading(store, language), language);
    page.paragraph(std::string(tr(language, "Filas que cumplen lo pedido: ", "Rows that match: ")) + std::to_string(answer.matched) + ". " +
                   std::string(tr(language, "Otras formas: ", "Other forms: ")) + base + "/gaps?format=json|csv|geojson|hxl");
    for (const emit::Table* table : {&answer.known, &answer.unknown}) {
        if (table->rows.empty()) continue;
        if (table == &answer.unknown) page.heading(tr(language, "Por verificar", "To be verified"));
        page.table(*table, language);
    }
    return page.finish();
}

/// More rows than are shown at once are refused and not cut: a list that ends early would be taken for the whole.
void check_rows(const emit::GapQuery& query, const emit::GapAnswer& found, const Site& site) {
    const std::size_t rows = std::max(found.known.rows.size(), found.unknown.rows.size());
    if (!query.top && rows > site.most_rows) throw Error(ErrorCode::usage, {.column = "top"}, std::to_string(rows), "1 - " + std::to_string(site.most_rows));
}

Response answer(const Result& result, const Site& site, const emit::GapQuery& query, std::string_view form, const std::string& base) {
    const emit::Store& store = result.store();
    try {
        const emit::GapAnswer found = emit::ask_gaps(store, query);
        check_rows(query, found, site);
        if (form == "csv") return text_response(emit::gaps_csv(found), "text/csv; charset=utf-8; header=present");
        if (form == "hxl") return text_response(emit::gaps_hxl(found), "text/csv; charset=utf-8; header=present");
        if (form == "geojson") return text_response(emit::gaps_geojson(store, found, site.most_gap_bytes), "application/geo+json");
        if (form == "html") {
            Response response = text_response(gaps_page(store, found, *query.language, base), "text/html; charset=utf-8");
            response.security = policy::page;
            return response;
        }
        return json_response(emit::gaps_json(store, query, found));
    } catch (const Error& error) {
        as_parameter(error);
    }
}

}  // namespace

Outcome gaps(const Context& context) {
    const Parameters& given = context.parameters();
    emit::GapQuery query;
    query.country = parameter(given, "country");
    query.department = parameter(given, "department");
    query.municipality = parameter(given, "municipality");
    query.family = parameter(given, "family");
    query.gap_class = either(given, "gap_class", "gap-class");
    const std::string by = choice_parameter(given, "by", {"need", "people", "score"});
    query.by = by == "people" ? emit::GapQuery::Order::people : by == "score" ? emit::GapQuery::Order::score : emit::GapQuery::Order::need;
    query.to_verify = flag_parameter(given, "to_verify") || flag_parameter(given, "to-verify");
    const std::size_t top = number_parameter(given, "top", 1, context.site->most_rows, context.site->most_rows);
    if (!parameter(given, "top").empty()) query.top = top;
    query.language = language_of(context);
    const std::string form(form_of(context, "format", {{"json", "application/json"}, {"csv", "text/csv"}, {"geojson", "application/geo+json"}, {"html", "text/html"}, {"hxl", "text/csv"}}).name);
    std::string key = "gaps " + form + (*query.language == Language::en ? " en" : " es");
    for (const auto& [name, value] : given) {
        if (name != "format" && name != "lang") key += "\n" + name + "=" + value;
    }
    const auto noted = [](Response response) {
        response.by_accept = response.by_language = true;
        return response;
    };
    Outcome outcome = remembered(context, std::move(key), [result = context.result, site = context.site, query, form, base = context.request->base, noted] { return noted(answer(*result, *site, query, form, base)); });
    return outcome;
}

}  // namespace presencia::serve::endpoints
