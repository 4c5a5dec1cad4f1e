// SPDX-License-Identifier: Apache-2.0
#include "gap/gap.hpp"

#include "core/text.hpp"
#include "gap/by_department.hpp"
#include "gap/confidence.hpp"
#include "gap/judge.hpp"
#include "gap/measures.hpp"
#include "gap/presence.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace presencia::gap {

namespace {

/// The columns of the study that the rule looks at.
struct Columns {
    std::vector<std::string> country;
    std::vector<double> population;
};

/// Whether known populations come from a table or a column of the boundaries: settled by source, and by country where sources differ.
std::string basis_of_known(const GapInput& input, const std::string& country) {
    const auto& sources = input.study.municipalities;
    const auto from_table = [](const study::MunicipalitySource& source) { return source.population_table.has_value(); };
    if (std::none_of(sources.begin(), sources.end(), from_table)) return "column";
    if (std::all_of(sources.begin(), sources.end(), from_table)) return "table";
    for (const study::MunicipalitySource& source : sources) {
        if (source.country.constant == country) return from_table(source) ? "table" : "column";
    }
    return "column";
}

/// Of a municipality whose department alone is counted there is no count; where not even that is, there is no record.
Maybe<std::int64_t> municipal_incidents(const GapInput& input, const layer::Municipality& row) {
    for (const DepartmentIncidents& one : *input.departments) {
        if (one.country == row.country && one.department == row.department) return one.incidents.known() ? Absence::not_applicable : one.incidents.absence();
    }
    return Absence::no_record;
}

void describe(const GapInput& input, Result& result, Columns& columns) {
    for (std::size_t i = 0; i < input.municipalities.rows.size(); ++i) {
        const layer::Municipality& row = input.municipalities.rows[i];
        MunicipalityResult m;
        m.country = row.country;
        m.code = row.code;
        m.name = row.name;
        m.department = row.department;
        m.area_km2 = row.area.value();
        m.population_basis = "none";
        const Maybe<double>& surface = input.reach.surface_people[i];
        if (row.population >= 0.0) {  // a known zero is zero people, not a missing figure
            m.population = row.population;
            m.population_basis = basis_of_known(input, row.country);
        } else if (input.reach.surface_usable[i] != 0 && surface.known() && *surface > 0.0) {
            m.population = *surface;
            m.population_basis = "surface";
        }
        m.incidents = input.departments ? municipal_incidents(input, row) : input.incidents[i];
        columns.country.push_back(row.country);
        columns.population.push_back(m.population.value_or(layer::not_known));
        result.municipalities.push_back(std::move(m));
    }
}

/// A rule on rates needs people to divide by in 4 of 5 municipalities.
void require_denominators(const GapInput& input, const Columns& columns) {
    const auto known = std::count_if(columns.population.begin(), columns.population.end(), [](double people) { return people > 0.0; });
    const auto all = static_cast<std::ptrdiff_t>(columns.population.size());
    if (!needs_rates(input.study.at_risk) || 5 * known >= 4 * all) {
        return;
    }
    const bool es = input.study.language == Language::es;
    throw Error(ErrorCode::rule_without_denominators, {input.study.file.string(), 0, "at_risk.measure"},
                fmt::format(fmt::runtime(es ? "{} de {}" : "{} of {}"), known, all),
                es ? "use measure = \"count\", o añada población" : "use measure = \"count\", or add population");
}

/// A share of equal rates would pick by chance.
void require_difference(const GapInput& input, const need::Need& need) {
    const study::AtRisk& rule = input.study.at_risk;
    if (rule.rule != study::AtRisk::Rule::top_share || measure_of(rule) != study::Measure::rate_eb) {
        return;
    }
    bool used = false;
    for (const int pool : need.pool) {
        if (pool < 0) continue;
        if (need.pools[static_cast<std::size_t>(pool)].variance > 0.0) return;
        used = true;
    }
    if (!used) {
        return;
    }
    const bool es = input.study.language == Language::es;
    const Where where{input.study.file.string(), 0, "at_risk.top_share"};
    if (!input.uncounted_layers.empty()) {
        throw Error(ErrorCode::rule_no_difference, where, input.uncounted_layers,
                    es ? "no hay incidentes que comparar; presencia check muestra cada fila y qué hacer" : "there are no incidents to compare; presencia check shows each row and what to do");
    }
    throw Error(ErrorCode::rule_no_difference, where, {},
                es ? "las tasas no varían más de lo que variaría el azar; use measure = \"count\", un umbral (above) o un período más largo"
                   : "rates do not differ by more than chance; use measure = \"count\", a threshold (above) or a longer period");
}

void add_need(const need::Need& need, Result& result) {
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        MunicipalityResult& m = result.municipalities[i];
        m.rate = need.rate[i];
        m.rate_low = need.rate_low[i];
        m.rate_high = need.rate_high[i];
        m.rate_eb = need.rate_eb[i];
        m.expected_incidents = need.expected[i];
        m.pool = need.pool[i];
    }
    result.pools = need.pools;
}

void add_concurrence(const reach::Concurrence& shares, MunicipalityResult& m) {
    for (std::size_t k = 0; k < m.reached_by.size(); ++k) {
        if (!m.population.known()) {
            m.reached_by[k] = m.reached_by_high[k] = Absence::no_population;
        } else if (!shares.known) {
            m.reached_by[k] = m.reached_by_high[k] = Absence::unknown;
        } else {
            m.reached_by[k] = shares.low[k] * *m.population;
            m.reached_by_high[k] = shares.high[k] * *m.population;
        }
    }
}

void add_reach(const GapInput& input, Result& result) {
    const study::Study& study = input.study;
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        MunicipalityResult& m = result.municipalities[i];
        for (std::size_t f = 0; f < study::family_count; ++f) {
            if (result.studied[f]) {
                m.family[f] = family_result(input.reach.by_municipality[i][f], m.population, m.incidents);
            }
        }
        set_unmet_need(m, result.studied, result.years);
        m.presence_low = presence_index(m.family, result.studied, study.reach_index, false);
        m.presence_high = presence_index(m.family, result.studied, study.reach_index, true);
        add_concurrence(input.reach.concurrence[i], m);
        m.confidence = confidence_of(input.reach.by_municipality[i], result.studied, m.population_basis, study.as_of);
        m.listed = input.compared.empty() ? Maybe<bool>(Absence::not_applicable) : Maybe<bool>(input.compared[i] != 0);
    }
}

/// The certainty takes the limits in the unit of the measure.
Risk judge_result(const GapInput& input, const Columns& columns, const Result& result) {
    const bool counts = measure_of(input.study.at_risk) == study::Measure::count;
    std::vector<Maybe<double>> low;
    std::vector<Maybe<double>> high;
    for (const MunicipalityResult& m : result.municipalities) {
        if (!counts) {
            low.push_back(m.rate_low);
            high.push_back(m.rate_high);
        } else if (m.incidents.known()) {
            const need::Interval limits = need::garwood(*m.incidents);
            low.push_back(limits.low);
            high.push_back(limits.high);
        } else {
            low.push_back(m.incidents.absence());
            high.push_back(m.incidents.absence());
        }
    }
    const RiskContext context{input.study.at_risk, columns.country, columns.population, result.years, input.listed};
    std::vector<Maybe<std::int64_t>> incidents;
    for (const MunicipalityResult& m : result.municipalities) incidents.push_back(m.incidents);
    const std::vector<Maybe<double>> values = measure(context, numbers(incidents));
    return apply_rule(input.study.at_risk, {columns.country, incidents, values, low, high, input.listed});
}

void add_risk(const Risk& risk, Result& result) {
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        result.municipalities[i].at_risk = risk.at_risk[i];
        result.municipalities[i].certainty = risk.certainty[i];
    }
    result.cut = risk.cut;
    result.tied_in = risk.tied_in;
    result.tied_out = risk.tied_out;
}

/// Presence, the families counted by it and the list to verify: from rounded reaches.
void add_presence(Result& result, double target) {
    constexpr double wide = 0.25;  // presence could be this much higher than recorded
    for (MunicipalityResult& m : result.municipalities) {
        for (std::size_t f = 0; f < study::family_count; ++f) {
            FamilyResult& family = m.family[f];
            if (!result.studied[f]) continue;
            family.presence = presence_of(*family.sites, family.reach, family.complete, target);
            if (f < study::capacity_family_count) {
                m.families_present += family.presence == Presence::yes ? 1 : 0;
                m.families_unknown += family.presence == Presence::unknown ? 1 : 0;
            }
        }
        m.to_verify = m.presence_low.known() && m.presence_high.known() && *m.presence_high - *m.presence_low > wide;
    }
}

}  // namespace

void finish(Result& result) {
    for (MunicipalityResult& m : result.municipalities) {
        for_each_measure(m, [](Maybe<double>& value) {
            if (value.known()) value = text::round_significant(*value, 12);
        });
    }
}

void classify(Result& result, double target) {
    result.at_risk_not_listed = result.listed_not_at_risk = 0;
    for (MunicipalityResult& m : result.municipalities) {
        for (FamilyResult& family : m.family) {
            family.gap_class = gap_class_of(m.at_risk, family.presence, family.reach, target);
        }
        if (m.listed.known() && m.at_risk.known()) {
            result.at_risk_not_listed += *m.at_risk && !*m.listed ? 1 : 0;
            result.listed_not_at_risk += !*m.at_risk && *m.listed ? 1 : 0;
        }
    }
}

Result compute_gap(const GapInput& input) {
    Result result;
    Columns columns;
    result.years = input.study.period.years();
    result.studied = input.reach.studied;
    result.zero_everywhere = input.reach.zero_everywhere;
    result.incident_disclosure = input.incident_disclosure;
    describe(input, result, columns);
    result.by_department = input.departments.has_value();
    if (!result.by_department) {
        require_denominators(input, columns);
        const need::Need need = need::compute_need(input.incidents, columns.population, columns.country, result.years, input.study.at_risk.pool);
        require_difference(input, need);
        add_need(need, result);
    } else {
        for (MunicipalityResult& m : result.municipalities) m.expected_incidents = m.incidents.absence();
    }
    add_reach(input, result);
    finish(result);
    const bool by_list = input.study.at_risk.rule == study::AtRisk::Rule::list;
    if (!result.by_department || by_list) add_risk(judge_result(input, columns, result), result);
    std::optional<Result> departments;
    if (result.by_department) {
        const DepartmentStudy study(input, result);
        departments = compute_gap(study.input());
        study.hand_down(*departments, result);
    }
    add_presence(result, input.study.reach_target);
    classify(result, input.study.reach_target);
    rank(result, input.study);
    result.notes = explain_rule(result, input.study);
    result.roll_ups = roll_up(result, input.study);
    if (departments) take_totals(*departments, result);
    return result;
}

}  // namespace presencia::gap
