// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "emit/answer_formats.hpp"
#include "emit/explain.hpp"
#include "emit/find_municipality.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/html.hpp"
#include "serve/http/problem.hpp"
#include "serve/query.hpp"

/// /municipalities/: what `presencia explain` says.
namespace presencia::serve::endpoints {

namespace {

std::string title_of(const emit::Explanation& explanation) {
    return explanation.name + " (" + explanation.country + ":" + explanation.code + ")" + (explanation.department.empty() ? "" : ", " + explanation.department);
}

std::string as_text(const emit::Explanation& explanation) {
    std::string out = title_of(explanation) + "\n";
    for (const emit::Step& step : explanation.steps) {
        out += "\n" + step.title + "\n";
        for (const std::string& line : step.lines) out += "  " + line + "\n";
    }
    return out;
}

std::string as_page(const emit::Explanation& explanation, Language language) {
    html::Page page(title_of(explanation), language);
    for (const emit::Step& step : explanation.steps) {
        page.heading(step.title);
        for (const std::string& line : step.lines) page.paragraph(line);
    }
    return page.finish();
}

Response explained(const Result& result, const std::string& code, const std::string& measure, Language language, std::string_view form) {
    const emit::Store& store = result.store();
    const emit::Explanation explanation = emit::explain(store, code, measure, language);
    Response response;
    if (form == "text") response = text_response(as_text(explanation), "text/plain; charset=utf-8");
    else if (form == "html") response = text_response(as_page(explanation, language), "text/html; charset=utf-8");
    else response = json_response(emit::explanation_json(store, explanation));
    if (form == "html") response.security = policy::page;
    response.by_accept = response.by_language = true;
    return response;
}

}  // namespace

Outcome municipality(const Context& context) {
    const Language language = language_of(context);
    const std::string code(context.capture(0)), measure(parameter(context.parameters(), "measure"));
    const std::string form(form_of(context, "f", {{"json", "application/json"}, {"html", "text/html"}, {"text", "text/plain"}}).name);
    const std::string key = "explain " + form + (language == Language::en ? " en " : " es ") + code + "\n" + measure;
    return remembered(context, key, [result = context.result, code, measure, language, form] {
        try {
            return explained(*result, code, measure, language, form);
        } catch (const Error& error) {
            // Of a code in the address the table's 400 would be wrong: it is the place that is not there.
            if (error.code() == ErrorCode::municipality_unknown) return problem(error, language, 404);
            if (error.code() != ErrorCode::usage) throw;
            throw Error(ErrorCode::parameter_invalid, {.column = error.where().column == "MEASURE" ? "measure" : "code"}, error.detail(), error.hint());
        }
    });
}

Outcome municipalities(const Context& context) {
    return remembered(context, "municipalities", [result = context.result, base = context.request->base] {
        const emit::Table& table = result->store().table("municipalities");
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const std::string key = emit::municipality_key(table, r);
            list.push_back({{"key", key}, {"name", table.at(r, "name").text()}, {"department", table.at(r, "department").text()}, {"href", base + "/municipalities/" + percent_encoded(key)}});
        }
        return json_response({{"municipalities", std::move(list)}});
    });
}

}  // namespace presencia::serve::endpoints
