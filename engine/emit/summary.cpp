// SPDX-License-Identifier: Apache-2.0
#include "core/staged_directory.hpp"
#include "core/text.hpp"
#include "emit/documents.hpp"
#include "emit/headline.hpp"
#include "emit/json_cells.hpp"
#include "emit/ledger_json.hpp"
#include "emit/objectives_json.hpp"
#include "emit/store.hpp"
#include "emit/summary_json.hpp"

namespace presencia::emit {

namespace {

/// Municipalities whose counts of older rows are those of a larger one.
nlohmann::ordered_json divisions_json(const Published& published) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    const auto who = [&](std::size_t municipality) {
        const layer::Municipality& row = published.municipalities.rows[municipality];
        return nlohmann::ordered_json{{"country", row.country}, {"code", row.code}};
    };
    for (const Division& division : published.divisions) {
        nlohmann::ordered_json others = nlohmann::ordered_json::array();
        for (const std::size_t other : division.also_of) others.push_back(who(other));
        out.push_back({{"old", {{"code", division.old_code}, {"name", division.old_name}}}, {"municipality", who(division.municipality)}, {"also_of", std::move(others)}});
    }
    return out;
}

double twelve(double value) {
    return text::round_significant(value, 12);
}

nlohmann::ordered_json families_json(const gap::RollUp& unit, const gap::Result& result) {
    nlohmann::ordered_json families = nlohmann::ordered_json::object();
    for (std::size_t f = 0; f < study::family_count; ++f) {
        const std::string name(study::to_string(static_cast<study::Family>(f)));
        if (!result.studied[f]) {
            if (f < study::capacity_family_count) families[name] = "not_studied";
            continue;
        }
        const gap::RollUp::FamilyTotals& totals = unit.family[f];
        nlohmann::ordered_json classes = nlohmann::ordered_json::object();
        for (std::size_t c = 0; c < totals.gap_class.size(); ++c) {
            if (totals.gap_class[c] > 0) classes[std::string(to_string(static_cast<gap::GapClass>(c)))] = totals.gap_class[c];
        }
        families[name] = {{"municipalities_present", totals.present},
                          {"municipalities_absent", totals.absent},
                          {"municipalities_unknown", totals.unknown},
                          {"sites", to_json(Cell(totals.sites))},
                          {"programmes", to_json(Cell(totals.programmes))},
                          {"unreached_people", twelve(totals.unreached_people)},
                          {"people", twelve(totals.people)},
                          {"unreached_need", twelve(totals.unreached_need)},
                          {"expected_incidents", twelve(totals.expected_incidents)},
                          {"municipalities_without_value", totals.null_parts},
                          {"municipalities_by_gap_class", classes}};
        const std::string empty = no_value({{"sites", CellType::integer, {}, {}}, {"programmes", CellType::integer, {}, {}}}, {Cell(totals.sites), Cell(totals.programmes)});
        if (!empty.empty()) families[name]["no_value"] = empty;
    }
    return families;
}

}  // namespace

nlohmann::ordered_json roll_up_json(const gap::RollUp& unit, const gap::Result& result) {
    nlohmann::ordered_json low = nlohmann::ordered_json::array();
    nlohmann::ordered_json high = nlohmann::ordered_json::array();
    for (const double people : unit.reached_by) low.push_back(twelve(people));
    for (const double people : unit.reached_by_high) high.push_back(twelve(people));
    constexpr std::string_view levels[] = {"department", "country", "region"};
    nlohmann::ordered_json json = {{"level", levels[static_cast<std::size_t>(unit.level)]}};
    if (unit.level != gap::RollUp::Level::region) json["country"] = unit.country;
    // null: the municipalities of the country whose department no column names.
    if (unit.level == gap::RollUp::Level::department) json["department"] = unit.department.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(unit.department);
    // Nobody's number is known there: that is not zero people.
    const bool nobody_known = unit.people_at_risk_unknown();
    const nlohmann::ordered_json unknown = nullptr;
    json["headline"] = {{"people_at_risk", nobody_known ? unknown : nlohmann::ordered_json(twelve(unit.people_at_risk))},
                        {"reached_by", nobody_known ? unknown : low},
                        {"reached_by_high", nobody_known ? unknown : high},
                        {"municipalities_at_risk_population_unknown", unit.at_risk_people_unknown},
                        {"people_risk_unknown", twelve(unit.people_risk_unknown)},
                        {"people_reach_unknown", twelve(unit.people_without_reach)}};
    json["municipalities"] = {{"all", unit.municipalities},         {"at_risk", unit.at_risk},       {"not_at_risk", unit.not_at_risk},
                              {"risk_unknown", unit.risk_unknown},  {"risk_suppressed", unit.risk_suppressed}, {"no_record", unit.no_record},
                              {"suppressed", unit.suppressed},      {"population_unknown", unit.population_unknown}};
    json["population"] = twelve(unit.population);
    json["incidents"] = to_json(Cell(unit.incidents));
    json["rate"] = to_json(Cell(unit.rate));
    const std::string empty = no_value({{"incidents", CellType::integer, {}, {}}, {"rate", CellType::real, {}, {}}}, {Cell(unit.incidents), Cell(unit.rate)});
    if (!empty.empty()) json["no_value"] = empty;
    json["families"] = families_json(unit, result);
    return json;
}

void write_summary(const std::filesystem::path& file, const Published& published) {
    const gap::Result& result = published.result;
    nlohmann::ordered_json json;
    nlohmann::ordered_json by_level[3] = {nlohmann::ordered_json::array(), nlohmann::ordered_json::array(), nlohmann::ordered_json::array()};
    for (const gap::RollUp& unit : result.roll_ups) {
        by_level[static_cast<std::size_t>(unit.level)].push_back(roll_up_json(unit, result));
    }
    json["headline"] = by_level[2].empty() ? nlohmann::ordered_json() : by_level[2][0]["headline"];
    json["headline_text"] = headline(published);
    json["study"] = study_facts(published);
    json["region"] = by_level[2];
    json["countries"] = by_level[1];
    json["departments"] = by_level[0];
    if (published.study.at_risk.compare) {
        json["compare"] = {{"list", published.study.at_risk.compare->shown},
                           {"at_risk_not_listed", result.at_risk_not_listed},
                           {"listed_not_at_risk", result.listed_not_at_risk}};
    }
    json["divisions"] = divisions_json(published);
    json["objectives"] = objectives_json(published.objectives);
    json["ledger"] = ledgers_json(published.ledgers);
    write_file(file, json.dump(1) + "\n");
}

}  // namespace presencia::emit
