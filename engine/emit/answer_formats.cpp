// SPDX-License-Identifier: Apache-2.0
#include "emit/answer_formats.hpp"

#include "core/error.hpp"
#include "emit/documents.hpp"
#include "emit/json_cells.hpp"

#include <algorithm>
#include <array>

namespace presencia::emit {

namespace {

struct Tag {
    std::string_view column, tag;
};

/// Hashtags of HXL 1.1 where it has one for the idea; every other measure is an #indicator named by its property.
constexpr std::array<Tag, 16> tags = {{
    {"country", "#country+code"},
    {"code", "#adm2+code"},
    {"name", "#adm2+name"},
    {"department", "#adm1+name"},
    {"population", "#population+total"},
    {"incidents", "#affected+incidents+num"},
    {"family", "#sector+family+code"},
    {"gap_class", "#severity+gap_class"},
    {"presence", "#service+presence"},
    {"sites", "#service+sites+num"},
    {"programmes", "#activity+programmes+num"},
    {"reach", "#reached+share+num"},
    {"unreached_people", "#inneed+unreached+num"},
    {"to_verify", "#status+to_verify"},
    {"confidence", "#status+confidence"},
    {"no_value", "#meta+no_value"},
}};

void append_row(std::string& out, const std::vector<std::string>& fields) {
    for (std::size_t c = 0; c < fields.size(); ++c) {
        out += (c > 0 ? "," : "") + csv_field(fields[c]);
    }
    out += "\n";
}

void append_rows(std::string& out, const Table& table) {
    for (const auto& row : table.rows) {
        std::vector<std::string> fields;
        for (const Cell& cell : row) fields.push_back(cell.text());
        append_row(out, fields);
    }
}

std::string separated(const GapAnswer& answer, bool with_tags) {
    std::vector<std::string> names, hashtags;
    for (const Column& column : answer.known.columns) {
        names.push_back(column.name);
        hashtags.push_back(hxl_tag(column));
    }
    std::string out;
    append_row(out, names);
    if (with_tags) append_row(out, hashtags);
    append_rows(out, answer.known);
    append_rows(out, answer.unknown);
    return out;
}

nlohmann::ordered_json query_json(const GapQuery& query) {
    constexpr std::string_view orders[] = {"need", "people", "score"};
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    const auto put = [&](const char* name, const std::string& value) {
        if (!value.empty()) json[name] = value;
    };
    put("country", query.country);
    put("department", query.department);
    put("municipality", query.municipality);
    put("family", query.family);
    put("gap_class", query.gap_class);
    json["by"] = orders[static_cast<std::size_t>(query.by)];
    if (query.to_verify) json["to_verify"] = true;
    if (query.top) json["top"] = *query.top;
    return json;
}

nlohmann::ordered_json totals_json(const GapAnswer& answer) {
    nlohmann::ordered_json families = nlohmann::ordered_json::object();
    for (const FamilyTotals& family : answer.families) {
        families[family.family] = {{"matched", family.matched},
                                   {"unreached_people", to_json(Cell(family.unreached_people))},
                                   {"people", to_json(Cell(family.people))},
                                   {"without_people", family.without_people},
                                   {"unreached_need", to_json(Cell(family.unreached_need))},
                                   {"expected_incidents", to_json(Cell(family.expected_incidents))},
                                   {"without_need", family.without_need}};
    }
    return {{"matched", answer.matched},
            {"matched_gap_unknown", answer.matched_unknown},
            {"municipalities_risk_unknown", answer.risk_unknown},
            {"people_in_matched_municipalities", answer.people_at_risk},
            {"families", families}};
}

/// Appends the rows of `table` as features, as long as `out` has at most `most_bytes`; how many that were.
std::size_t append_features(std::string& out, const Store& store, const Table& table, bool& first, std::size_t most_bytes) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string country = table.at(r, "country").text(), code = table.at(r, "code").text();
        const nlohmann::ordered_json id = country + ":" + code + ":" + table.at(r, "family").text();
        out += first ? "\n" : ",\n";
        first = false;
        out += R"({"type":"Feature","id":)" + id.dump() + R"(,"geometry":)" + store.geometry(country, code) + R"(,"properties":)" + row_to_json(table, r).dump() + "}";
        if (out.size() > most_bytes) return r;
    }
    return table.rows.size();
}

}  // namespace

std::string hxl_tag(const Column& column) {
    const auto* const at = std::find_if(tags.begin(), tags.end(), [&](const Tag& tag) { return tag.column == column.name; });
    if (at != tags.end()) return std::string(at->tag);
    const bool number = column.type == CellType::integer || column.type == CellType::real;
    return "#indicator+" + column.name + (number ? "+num" : "");
}

std::string gaps_csv(const GapAnswer& answer) {
    return separated(answer, false);
}

std::string gaps_hxl(const GapAnswer& answer) {
    return separated(answer, true);
}

nlohmann::ordered_json gaps_json(const Store& store, const GapQuery& query, const GapAnswer& answer) {
    return {{"study", store.study()}, {"query", query_json(query)}, {"totals", totals_json(answer)}, {"gaps", to_json(answer.known)}, {"gap_unknown", to_json(answer.unknown)}};
}

std::string gaps_geojson(const Store& store, const GapAnswer& answer, std::size_t most_bytes) {
    std::string out = R"({"type":"FeatureCollection","study":)" + store.study().dump() + R"(,"features":[)";
    bool first = true;
    std::size_t fit = 0;
    for (const Table* table : {&answer.known, &answer.unknown}) {
        const std::size_t appended = append_features(out, store, *table, first, most_bytes);
        fit += appended;
        if (appended == table->rows.size()) continue;
        // `top` counts the rows of each table.
        const std::size_t top = answer.unknown.rows.empty() ? fit : fit / 2;
        throw Error(ErrorCode::usage, {.column = "top"}, std::to_string(answer.known.rows.size() + answer.unknown.rows.size()), "1 - " + std::to_string(std::max<std::size_t>(1, top)));
    }
    return out + "\n]}\n";
}

nlohmann::ordered_json explanation_json(const Store& store, const Explanation& explanation) {
    nlohmann::ordered_json steps = nlohmann::ordered_json::array();
    for (const Step& step : explanation.steps) {
        nlohmann::ordered_json values = nlohmann::ordered_json::object(), absent = nlohmann::ordered_json::object();
        for (const auto& [name, cell] : step.measures) {
            values[name] = to_json(cell);
            if (cell.empty()) absent[name] = to_string(cell.absence);
        }
        nlohmann::ordered_json json = {{"title", step.title}};
        if (!step.family.empty()) json["family"] = step.family;
        json["values"] = std::move(values);
        if (!absent.empty()) json["absent"] = std::move(absent);
        json["lines"] = step.lines;
        steps.push_back(std::move(json));
    }
    return {{"study", store.study()},
            {"municipality", {{"country", explanation.country}, {"code", explanation.code}, {"name", explanation.name}, {"department", explanation.department}}},
            {"steps", std::move(steps)}};
}

}  // namespace presencia::emit
