// SPDX-License-Identifier: Apache-2.0
#include "gap/objectives.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace presencia::gap {

namespace {

using layer::ObjectiveShares;

/// Layer and record in one number.
std::uint64_t key_of(std::uint16_t layer, std::int64_t record) {
    return static_cast<std::uint64_t>(layer) << 48 | static_cast<std::uint64_t>(record);
}

struct Part {
    const layer::SiteRecord* record;
    Mapped mapped;
    std::string_view country, department;  ///< "" where it lies in none, or in one that nobody names
};

/// Rows that count, in an order that does not depend on that of the file.
std::vector<Part> parts_of(const layer::SiteTable& sites, const layer::PlaceIndex& places, bool with_sensitive, std::int64_t& withheld) {
    std::unordered_map<std::uint64_t, std::int32_t> inside;
    for (const layer::Site& site : sites.rows) {
        inside[key_of(site.layer, site.record)] = site.municipality;
    }
    std::vector<Part> parts;
    for (const layer::SiteRecord& record : sites.records) {
        Part part{&record, record.fate == layer::SiteRecord::Fate::no_family ? Mapped::no_family : Mapped::not_mappable, record.country, record.department};
        if (record.fate == layer::SiteRecord::Fate::site) {
            const auto at = inside.find(key_of(record.layer, record.record));
            if (at == inside.end()) continue;  // rejected by the join
            part.mapped = at->second >= 0 ? Mapped::municipality : Mapped::outside;
            if (at->second >= 0) {
                const std::int32_t department = places.department_of(at->second);
                part.country = places.places()[static_cast<std::size_t>(at->second)].country;
                part.department = department < 0 ? std::string_view() : places.departments()[static_cast<std::size_t>(department)].text;
            }
        }
        if (record.sensitive && !with_sensitive) {
            ++withheld;
            continue;
        }
        parts.push_back(part);
    }
    const auto order = [](const Part& part) {
        const layer::SiteRecord& record = *part.record;
        return std::tuple(record.layer, part.mapped, std::string_view(record.currency), std::isnan(record.amount) ? -1.0 : record.amount, record.objectives.of, part.country, part.department);
    };
    std::sort(parts.begin(), parts.end(), [&](const Part& a, const Part& b) { return order(a) < order(b); });
    return parts;
}

void add(ObjectiveTotals& totals, const Part& part, std::int64_t share) {
    if (share == 0) {
        return;
    }
    const double weight = static_cast<double>(share) / static_cast<double>(ObjectiveShares::whole);
    const auto at = static_cast<std::size_t>(part.mapped);
    totals.rows[at] += weight;
    if (!std::isnan(part.record->amount)) {
        totals.amounts[part.record->currency][at] += weight * part.record->amount;
    }
}

void add(ByObjective& totals, const Part& part) {
    const ObjectiveShares& shares = part.record->objectives;
    for (std::size_t o = 0; o < layer::objective_count; ++o) add(totals.of[o], part, shares.of[o]);
    add(totals.none, part, shares.none());
}

/// The code of the department of that name; "" where it has none, or there is no such department.
std::string code_of(const layer::PlaceIndex& places, std::string_view country, std::string_view department) {
    const auto named = [&](const layer::Department& one) { return one.country == country && one.text == department && !one.code.empty(); };
    const auto found = std::find_if(places.departments().begin(), places.departments().end(), named);
    return found == places.departments().end() ? std::string() : found->code;
}

}  // namespace

std::string_view to_string(Mapped mapped) {
    switch (mapped) {
        case Mapped::municipality: return "in_municipalities";
        case Mapped::outside: return "outside";
        case Mapped::not_mappable: return "not_mappable";
        case Mapped::no_family: return "no_family";
    }
    return {};
}

Objectives total_objectives(const layer::SiteTable& sites, const layer::PlaceIndex& places, bool with_sensitive) {
    Objectives out;
    std::map<std::pair<std::string_view, std::string_view>, ByObjective> departments;
    for (const Part& part : parts_of(sites, places, with_sensitive, out.withheld)) {
        add(static_cast<ByObjective&>(out), part);
        if (part.mapped == Mapped::municipality || !part.department.empty()) add(departments[{part.country, part.department}], part);
        out.given = out.given || part.record->objectives.given() || !std::isnan(part.record->amount);
    }
    for (auto& [who, totals] : departments) out.departments.push_back({std::string(who.first), std::string(who.second), code_of(places, who.first, who.second), std::move(totals)});
    return out;
}

}  // namespace presencia::gap
