// SPDX-License-Identifier: Apache-2.0
#include "gap/disclosure.hpp"

#include "core/text.hpp"
#include "gap/by_department.hpp"
#include "gap/measures.hpp"
#include "gap/presence.hpp"
#include "gap/protect.hpp"
#include "gap/withheld_parts.hpp"
#include "need/empirical_bayes.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace presencia::gap {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// The columns that protect() and smoothing look at.
struct PooledColumns {
    std::vector<std::string> country;
    std::vector<double> population;
    std::vector<int> pool;
};

PooledColumns columns_of(const Result& result) {
    PooledColumns out;
    for (const MunicipalityResult& m : result.municipalities) {
        out.country.push_back(m.country);
        out.population.push_back(m.population.value_or(nothing));
        out.pool.push_back(m.pool);
    }
    return out;
}

/// Smooths again from what is shown: each hidden count stands at its part of the total that is shown.
void smooth_shown(Result& result, const GapInput& input, const PooledColumns& columns, const Withheld& withheld, std::int64_t threshold) {
    const auto counts = share_out(withheld, input.incidents, columns.population, threshold);
    need::Smoothing smoothing = need::smooth(counts, columns.population, columns.country, result.years, input.study.at_risk.pool);
    std::vector<std::uint8_t> touched(smoothing.pools.size(), 0);
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        MunicipalityResult& m = result.municipalities[i];
        m.pool = smoothing.pool[i];
        if (m.pool < 0) continue;
        if (withheld.hidden[i]) touched[static_cast<std::size_t>(m.pool)] = 1;
        m.rate_eb = need::crude_rate(*smoothing.rate[i], 1.0);
        m.expected_incidents = *smoothing.rate[i] * *m.population * result.years;
    }
    for (std::size_t p = 0; p < smoothing.pools.size(); ++p) {
        if (!touched[p] && !(smoothing.pools[p].name.empty() && withheld.any())) continue;
        smoothing.pools[p].mean = text::round_decimals(need::crude_rate(smoothing.pools[p].mean, 1.0), 1) / need::crude_rate(1.0, 1.0);
        smoothing.pools[p].variance = nothing;
    }
    result.pools = std::move(smoothing.pools);
}

/// The cut as readers could find it: the lowest shown measure that is shown at risk, by scope; and the certainty it gives.
void judge_shown(Result& result, const GapInput& input) {
    const study::AtRisk& rule = input.study.at_risk;
    const bool counts = measure_of(rule) == study::Measure::count;
    const auto value = [&](const MunicipalityResult& m) -> Maybe<double> {
        if (!counts) return measure_of(rule) == study::Measure::rate ? m.rate : m.rate_eb;
        return m.incidents.known() ? Maybe<double>(static_cast<double>(*m.incidents)) : Maybe<double>(m.incidents.absence());
    };
    const auto scope = [&](const MunicipalityResult& m) { return rule.scope == study::Scope::country ? m.country : std::string(); };
    std::map<std::string, double> cuts;
    const bool relative = rule.rule == study::AtRisk::Rule::top_share || rule.rule == study::AtRisk::Rule::top_burden;
    for (const MunicipalityResult& m : result.municipalities) {
        const Maybe<double> shown = value(m);
        if (!relative || !m.at_risk.known() || !*m.at_risk || !shown.known()) continue;
        const auto [at, first] = cuts.try_emplace(scope(m), *shown);
        if (!first) at->second = std::min(at->second, *shown);
    }
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        MunicipalityResult& m = result.municipalities[i];
        if (relative) {
            const auto at = cuts.find(scope(m));
            result.cut[i] = at == cuts.end() ? nothing : at->second;
        }
        if (rule.rule == study::AtRisk::Rule::list) {
            m.certainty = Certainty::firm;
            continue;
        }
        m.certainty = Certainty::not_applicable;
        if (!m.at_risk.known() || !value(m).known() || std::isnan(result.cut[i])) continue;
        const need::Interval limits = counts ? need::garwood(*m.incidents) : need::Interval{*m.rate_low, *m.rate_high};
        m.certainty = limits.low < result.cut[i] && result.cut[i] < limits.high ? Certainty::borderline : Certainty::firm;
    }
}

/// Totals that are shown are the true ones; a rate only where every hidden count below it has people to divide by.
void restore_totals(Result& result, const std::vector<RollUp>& truth, const Tree& tree, const Withheld& withheld) {
    for (std::size_t node = 0; node < truth.size(); ++node) {
        if (withheld.total_hidden[node]) {
            result.roll_ups[node].incidents = Absence::suppressed;
            result.roll_ups[node].rate = Absence::suppressed;
            continue;
        }
        result.roll_ups[node].incidents = truth[node].incidents;
        const auto& members = tree.members[node];
        const bool divided = std::all_of(members.begin(), members.end(), [&](std::size_t i) {
            return !withheld.hidden[i] || result.municipalities[i].population.value_or(0.0) > 0.0;
        });
        if (divided) result.roll_ups[node].rate = truth[node].rate;
    }
}

/// Community and grid cells in public: where services reach and stand, and nothing of violence.
void withhold_all_need(Result& result) {
    for (MunicipalityResult& m : result.municipalities) {
        withhold_need(m);
        m.at_risk = Absence::suppressed;
        m.pool = -1;
    }
    std::fill(result.cut.begin(), result.cut.end(), nothing);
    result.pools.clear();
    result.tied_in = result.tied_out = 0;
}

void round_public(Result& result) {
    const auto one = [](Maybe<double>& value) {
        if (value.known()) value = text::round_decimals(*value, 1);
    };
    for (MunicipalityResult& m : result.municipalities) {
        for (Maybe<double>* value : {&m.rate, &m.rate_low, &m.rate_high, &m.rate_eb, &m.expected_incidents, &m.unreached_need, &m.unreached_need_rate}) {
            one(*value);
        }
        for (FamilyResult& family : m.family) one(family.unreached_need);
    }
    for (RollUp& sum : result.roll_ups) {
        one(sum.rate);
        for (RollUp::FamilyTotals& family : sum.family) {
            family.unreached_need = text::round_decimals(family.unreached_need, 1);
            family.expected_incidents = text::round_decimals(family.expected_incidents, 1);
        }
    }
    for (double& cut : result.cut) cut = std::isnan(cut) ? cut : text::round_decimals(cut, 1);
}

/// Counts, verdicts and all that follows from them, by the plan of protect().
Withheld withhold_counts(Result& result, const GapInput& input, const Tree& tree, DisclosureReport& report) {
    const PooledColumns columns = columns_of(result);
    const RiskContext context{input.study.at_risk, columns.country, columns.population, result.years, input.listed};
    Protection plan = protect(context, tree, input.incidents, columns.pool, report.threshold);
    if (plan.withheld.any()) {
        smooth_shown(result, input, columns, plan.withheld, report.threshold);
        result.tied_in = result.tied_out = 0;
        result.ranks_among_shown = true;
    }
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        result.municipalities[i].at_risk = plan.at_risk[i];
        report.suppressed += plan.withheld.hidden[i];
    }
    report.totals_suppressed = std::count(plan.withheld.total_hidden.begin(), plan.withheld.total_hidden.end(), std::uint8_t{1});
    report.verdicts_suppressed = plan.verdicts_hidden;
    report.unprotected = plan.pinned;
    return plan.withheld;
}

/// The counts are the departments': theirs are protected, and municipalities inherit what may be shown of them.
DisclosureReport disclose_by_department(Result& result, const GapInput& input, DisclosureReport report) {
    const study::Study& study = input.study;
    const bool fine = withholds_all_need(study.profile, input.municipalities.level);
    const DepartmentStudy departments(input, result);
    Result disclosed = compute_gap(departments.input());
    const DisclosureReport theirs = disclose(disclosed, departments.input());
    report.suppressed = theirs.suppressed;
    report.totals_suppressed = theirs.totals_suppressed;
    report.verdicts_suppressed = theirs.verdicts_suppressed;
    report.unprotected = theirs.unprotected;
    departments.hand_down(disclosed, result);
    if (study.profile != study::Profile::restricted) report.site_counts_suppressed = withhold_sensitive_sites(result, input);
    if (fine) withhold_all_need(result);
    finish(result);
    classify(result, study.reach_target);
    rank(result, study);
    result.roll_ups = roll_up(result, study);
    if (!fine) take_totals(disclosed, result);
    if (study.profile == study::Profile::public_) round_public(result);
    result.notes = explain_disclosed(result, report, study);
    return report;
}

std::vector<std::string> describe(const DisclosureReport& report, const study::Study& study, bool by_department) {
    const bool es = study.language == Language::es;
    const std::string units = by_department ? (es ? "departamentos" : "departments") : (es ? "municipios" : "municipalities");
    std::vector<std::string> notes;
    if (report.suppressed > 0) {
        notes.push_back(fmt::format(fmt::runtime(es ? "El perfil de divulgación reserva la cuenta de {} {}: los de 1 a {} incidentes, y otros para que los totales no los delaten."
                                                    : "The disclosure profile withholds the counts of {} {}: those with 1 to {} incidents, and others so that totals do not reveal them."),
                                    report.suppressed, units, report.threshold));
    }
    if (report.totals_suppressed > 0) {
        notes.push_back(fmt::format(fmt::runtime(es ? "{} totales de departamentos o países reservados." : "{} totals of departments or countries withheld."),
                                    report.totals_suppressed));
    }
    if (report.verdicts_suppressed > 0) {
        notes.push_back(fmt::format(fmt::runtime(es ? "De {} {} con cuenta a la vista no se muestra si están en riesgo, porque depende de cuentas reservadas."
                                                    : "Whether {} {} whose count is shown are at risk is withheld, since it depends on withheld counts."),
                                    report.verdicts_suppressed, units));
    }
    if (study.disclosure_min_count > 0 && study.disclosure_min_count - 1 < report.threshold) {
        notes.push_back(fmt::format(fmt::runtime(es ? "min_count = {} no baja el umbral del perfil: se reservan cuentas de 1 a {}."
                                                    : "min_count = {} does not lower the profile's threshold: counts from 1 to {} are withheld."),
                                    study.disclosure_min_count, report.threshold));
    }
    return notes;
}

}  // namespace

std::int64_t suppression_threshold(study::Profile profile, study::DisclosureClass incident_class, std::int64_t min_count) {
    std::int64_t threshold = 0;
    if (incident_class == study::DisclosureClass::sensitive) {
        threshold = profile == study::Profile::public_ ? 9 : profile == study::Profile::partner ? 4 : 0;
    } else if (incident_class == study::DisclosureClass::other && profile == study::Profile::public_) {
        threshold = 4;
    }
    return std::max(threshold, min_count - 1);
}

bool withholds_all_need(study::Profile profile, study::Level level) {
    return profile == study::Profile::public_ && (level == study::Level::community || level == study::Level::grid);
}

DisclosureReport disclose(Result& result, const GapInput& input) {
    const study::Study& study = input.study;
    const bool in_public = study.profile == study::Profile::public_;
    const bool fine = withholds_all_need(study.profile, input.municipalities.level);
    DisclosureReport report;
    report.profile = study.profile;
    report.threshold = suppression_threshold(study.profile, result.incident_disclosure, study.disclosure_min_count);
    if (input.departments) return disclose_by_department(result, input, report);
    const Tree tree = make_tree(result.municipalities);
    const std::vector<RollUp> truth = std::move(result.roll_ups);
    Withheld withheld;
    if (!fine && report.threshold > 0) {
        withheld = withhold_counts(result, input, tree, report);
        report.parts_suppressed = withhold_small_parts(result, input, report.threshold);
    }
    if (study.profile != study::Profile::restricted) {
        report.site_counts_suppressed = withhold_sensitive_sites(result, input);
    }
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        MunicipalityResult& m = result.municipalities[i];
        if (withheld.any() || report.parts_suppressed > 0) set_unmet_need(m, result.studied, result.years);
        if (withheld.any() && withheld.hidden[i]) withhold_need(m);
    }
    if (fine) withhold_all_need(result);
    finish(result);
    if (withheld.any()) judge_shown(result, input);
    classify(result, study.reach_target);
    rank(result, study);
    result.roll_ups = roll_up(result, study);
    if (!fine && !withheld.hidden.empty()) restore_totals(result, truth, tree, withheld);
    if (in_public) round_public(result);
    result.notes = explain_disclosed(result, report, study);
    return report;
}

std::vector<std::string> explain_disclosed(const Result& result, const DisclosureReport& report, const study::Study& study) {
    std::vector<std::string> notes = explain_rule(result, study);
    const std::vector<std::string> withheld = describe(report, study, result.by_department);
    notes.insert(notes.end(), withheld.begin(), withheld.end());
    return notes;
}

}  // namespace presencia::gap
