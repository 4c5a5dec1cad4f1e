// SPDX-License-Identifier: Apache-2.0
#include "emit/objectives_json.hpp"

#include "core/text.hpp"

#include <map>
#include <string>

namespace presencia::emit {

namespace {

using ObjectiveParts = std::array<double, gap::mapped_count>;

nlohmann::ordered_json parts_json(const ObjectiveParts& parts) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        json[std::string(gap::to_string(static_cast<gap::Mapped>(i)))] = text::round_significant(parts[i], 12);
    }
    return json;
}

/// Of a department: a row lies in one of its municipalities, or no more of its place is known than the department.
nlohmann::ordered_json department_parts_json(const ObjectiveParts& parts) {
    return {{"in_municipalities", text::round_significant(parts[static_cast<std::size_t>(gap::Mapped::municipality)], 12)},
            {"department_only", text::round_significant(parts[static_cast<std::size_t>(gap::Mapped::not_mappable)], 12)}};
}

/// null for what is not said.
nlohmann::ordered_json said_json(const std::string& text) {
    return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
}

using PartsJson = nlohmann::ordered_json (*)(const ObjectiveParts&);

nlohmann::ordered_json totals_json(nlohmann::ordered_json objective, const gap::ObjectiveTotals& totals, PartsJson written) {
    nlohmann::ordered_json amounts = nlohmann::ordered_json::array();
    for (const auto& [currency, parts] : totals.amounts) {
        nlohmann::ordered_json amount = {{"currency", said_json(currency)}};
        amount.update(written(parts));
        amounts.push_back(std::move(amount));
    }
    return {{"objective", std::move(objective)}, {"rows", written(totals.rows)}, {"amounts", std::move(amounts)}};
}

nlohmann::ordered_json by_objective_json(const gap::ByObjective& totals, PartsJson written) {
    nlohmann::ordered_json by = nlohmann::ordered_json::array();
    for (std::size_t o = 0; o < totals.of.size(); ++o) by.push_back(totals_json(std::to_string(o + 1), totals.of[o], written));
    by.push_back(totals_json(nullptr, totals.none, written));
    return by;
}

/// What no map can show, over all objectives.
nlohmann::ordered_json not_mappable_json(const gap::Objectives& objectives) {
    constexpr auto at = static_cast<std::size_t>(gap::Mapped::not_mappable);
    double rows = 0.0;
    std::map<std::string, double> sums;
    const auto add = [&](const gap::ObjectiveTotals& totals) {
        rows += totals.rows[at];
        for (const auto& [currency, parts] : totals.amounts) sums[currency] += parts[at];
    };
    for (const gap::ObjectiveTotals& totals : objectives.of) add(totals);
    add(objectives.none);
    nlohmann::ordered_json amounts = nlohmann::ordered_json::array();
    for (const auto& [currency, sum] : sums) {
        amounts.push_back({{"currency", said_json(currency)}, {"amount", text::round_significant(sum, 12)}});
    }
    return {{"rows", text::round_significant(rows, 12)}, {"amounts", std::move(amounts)}};
}

}  // namespace

nlohmann::ordered_json objectives_json(const gap::Objectives& objectives) {
    if (!objectives.given) {
        return nullptr;
    }
    nlohmann::ordered_json departments = nlohmann::ordered_json::array();
    for (const gap::DepartmentObjectives& one : objectives.departments) {
        departments.push_back({{"country", one.country}, {"department", said_json(one.department)}, {"code", said_json(one.code)}, {"by_objective", by_objective_json(one.totals, department_parts_json)}});
    }
    return {{"by_objective", by_objective_json(objectives, parts_json)},
            {"departments", std::move(departments)},
            {"not_mappable", not_mappable_json(objectives)},
            {"sensitive_left_out", objectives.withheld > 0}};
}

}  // namespace presencia::emit
