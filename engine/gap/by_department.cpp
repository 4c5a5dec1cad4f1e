// SPDX-License-Identifier: Apache-2.0
#include "gap/by_department.hpp"

#include <map>

namespace presencia::gap {

DepartmentStudy::DepartmentStudy(const GapInput& input, const Result& result) {
    using Name = std::pair<std::string, std::string>;
    std::map<Name, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        members[{result.municipalities[i].country, result.municipalities[i].department}].push_back(i);
    }
    std::map<Name, Maybe<std::int64_t>> counts;
    for (const DepartmentIncidents& one : *input.departments) counts[{one.country, one.department}] = one.incidents;
    of_.assign(result.municipalities.size(), 0);
    std::vector<Maybe<std::int64_t>> incidents;
    for (const auto& [name, who] : members) {
        layer::Municipality unit{name.first, name.second, name.second, name.second, 0.0, {}, {}};
        for (const std::size_t i : who) {
            unit.population += result.municipalities[i].population.value_or(layer::not_known);
            of_[i] = table_.rows.size();
        }
        table_.rows.push_back(std::move(unit));
        const auto count = counts.find(name);
        incidents.push_back(count == counts.end() || name.second.empty() ? Maybe<std::int64_t>(Absence::no_record) : count->second);
    }
    const std::size_t n = table_.rows.size();
    table_.level = study::Level::department;
    reach_.by_municipality.resize(n);
    reach_.concurrence.resize(n);
    reach_.surface_people.assign(n, Absence::no_surface);
    reach_.surface_usable.assign(n, 0);
    input_.emplace(GapInput{input.study, table_, sites_, reach_, std::move(incidents), std::vector<std::int64_t>(n, 0), std::vector<std::uint8_t>(n, 0), {}, input.incident_disclosure});
    input_->uncounted_layers = input.uncounted_layers;
}

void DepartmentStudy::hand_down(const Result& departments, Result& result) const {
    const bool by_list = input_->study.at_risk.rule == study::AtRisk::Rule::list;
    if (!by_list) result.cut.assign(result.municipalities.size(), layer::not_known);
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        const MunicipalityResult& from = departments.municipalities[of_[i]];
        MunicipalityResult& to = result.municipalities[i];
        to.rate = from.rate;
        to.rate_low = from.rate_low;
        to.rate_high = from.rate_high;
        to.rate_eb = from.rate_eb;
        to.pool = from.pool;
        to.risk_level = "department";
        if (by_list) continue;  // the list names municipalities: that risk is not inherited
        to.at_risk = from.at_risk;
        to.certainty = from.certainty;
        result.cut[i] = departments.cut[of_[i]];
    }
    result.pools = departments.pools;
    result.tied_in = departments.tied_in;
    result.tied_out = departments.tied_out;
    result.ranks_among_shown = departments.ranks_among_shown;
}

void take_totals(const Result& departments, Result& result) {
    for (std::size_t node = 0; node < result.roll_ups.size(); ++node) {
        result.roll_ups[node].incidents = departments.roll_ups[node].incidents;
        result.roll_ups[node].rate = departments.roll_ups[node].rate;
    }
}

}  // namespace presencia::gap
