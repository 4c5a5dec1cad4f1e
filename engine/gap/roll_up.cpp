// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "gap/gap.hpp"

#include <map>

namespace presencia::gap {

namespace {

/// Incidents and person-years of a group, and why its sums may be withheld.
struct Burden {
    std::int64_t incidents = 0;
    std::int64_t recorded = 0;
    double incidents_with_people = 0.0;
    double person_years = 0.0;
    bool suppressed = false;
};

void add_risk(const MunicipalityResult& m, RollUp& sum) {
    const bool people = m.population.known();
    if (!m.at_risk.known()) {
        (m.at_risk.absence() == Absence::suppressed ? sum.risk_suppressed : sum.risk_unknown) += 1;
        sum.people_risk_unknown += m.population.value_or(0.0);
        return;
    }
    (*m.at_risk ? sum.at_risk : sum.not_at_risk) += 1;
    if (!*m.at_risk) {
        return;
    }
    if (!people) {
        sum.at_risk_people_unknown += 1;
        return;
    }
    sum.people_at_risk += *m.population;
    if (!m.reached_by[0].known()) {
        sum.people_without_reach += *m.population;
        return;
    }
    for (std::size_t k = 0; k < m.reached_by.size(); ++k) {
        sum.reached_by[k] += *m.reached_by[k];
        sum.reached_by_high[k] += m.reached_by_high[k].value_or(0.0);
    }
}

void add_incidents(const MunicipalityResult& m, double years, RollUp& sum, Burden& burden) {
    if (!m.incidents.known()) {
        const bool withheld = m.incidents.absence() == Absence::suppressed;
        if (m.incidents.absence() == Absence::not_applicable) return;  // counted by department
        (withheld ? sum.suppressed : sum.no_record) += 1;
        burden.suppressed = burden.suppressed || withheld;
        return;
    }
    burden.recorded += 1;
    burden.incidents += *m.incidents;
    if (m.population.known() && *m.population > 0.0) {
        burden.incidents_with_people += static_cast<double>(*m.incidents);
        burden.person_years += *m.population * years;
    }
}

/// A sum with a part that is not shown is not shown.
void add_count(const Maybe<std::int64_t>& part, Maybe<std::int64_t>& sum) {
    if (sum.known()) sum = part.known() ? Maybe<std::int64_t>(*sum + *part) : Maybe<std::int64_t>(part.absence());
}

void add_family(const MunicipalityResult& m, const FamilyResult& f, RollUp::FamilyTotals& sum) {
    sum.gap_class[static_cast<std::size_t>(f.gap_class)] += 1;
    if (f.presence == Presence::not_studied) {
        sum.sites = sum.programmes = Absence::not_studied;
        return;
    }
    (f.presence == Presence::yes ? sum.present : f.presence == Presence::no ? sum.absent : sum.unknown) += 1;
    add_count(f.sites, sum.sites);
    add_count(f.programmes, sum.programmes);
    const bool at_risk = m.at_risk.known() && *m.at_risk;
    if (at_risk && f.unreached_people.known()) {
        sum.unreached_people += *f.unreached_people;
        sum.people += *m.population;
    }
    if (f.unreached_need.known() && m.expected_incidents.known()) {
        sum.unreached_need += *f.unreached_need;
        sum.expected_incidents += *m.expected_incidents;
    } else {
        sum.null_parts += 1;
    }
}

void settle(const Burden& burden, RollUp& sum) {
    if (burden.suppressed) {
        sum.incidents = Absence::suppressed;
        sum.rate = Absence::suppressed;
        return;
    }
    sum.incidents = burden.recorded > 0 ? Maybe<std::int64_t>(burden.incidents) : Maybe<std::int64_t>(Absence::no_record);
    if (burden.person_years > 0.0) {
        sum.rate = need::crude_rate(burden.incidents_with_people, burden.person_years);
    } else {
        sum.rate = burden.recorded > 0 ? Absence::no_population : Absence::no_record;
    }
}

void round(RollUp& sum) {
    const auto once = [](double& value) { value = text::round_significant(value, 12); };
    if (sum.rate.known()) sum.rate = text::round_significant(*sum.rate, 12);
    for (double* value : {&sum.population, &sum.people_at_risk, &sum.people_risk_unknown, &sum.people_without_reach}) once(*value);
    for (std::size_t k = 0; k < sum.reached_by.size(); ++k) {
        once(sum.reached_by[k]);
        once(sum.reached_by_high[k]);
    }
    for (RollUp::FamilyTotals& family : sum.family) {
        for (double* value : {&family.unreached_people, &family.people, &family.unreached_need, &family.expected_incidents}) once(*value);
    }
}

RollUp sum_of(std::span<const MunicipalityResult* const> members, double years) {
    RollUp sum;
    Burden burden;
    for (const MunicipalityResult* m : members) {
        sum.municipalities += 1;
        if (m->population.known()) {
            sum.population += *m->population;
        } else {
            sum.population_unknown += 1;
        }
        add_risk(*m, sum);
        add_incidents(*m, years, sum, burden);
        for (std::size_t f = 0; f < study::family_count; ++f) {
            add_family(*m, m->family[f], sum.family[f]);
        }
    }
    settle(burden, sum);
    round(sum);
    return sum;
}

}  // namespace

std::vector<RollUp> roll_up(const Result& result, const study::Study& study) {
    using Members = std::vector<const MunicipalityResult*>;
    const double years = study.period.years();
    std::map<std::pair<std::string, std::string>, Members> departments;
    std::map<std::string, Members> countries;
    Members all;
    for (const MunicipalityResult& m : result.municipalities) {
        departments[{m.country, m.department}].push_back(&m);
        countries[m.country].push_back(&m);
        all.push_back(&m);
    }
    std::vector<RollUp> out;
    const auto add = [&](RollUp::Level level, const std::string& country, const std::string& department, const Members& members) {
        out.push_back(sum_of(members, years));
        out.back().level = level;
        out.back().country = country;
        out.back().department = department;
    };
    for (const auto& [name, members] : departments) add(RollUp::Level::department, name.first, name.second, members);
    for (const auto& [name, members] : countries) add(RollUp::Level::country, name, "", members);
    add(RollUp::Level::region, "", "", all);
    return out;
}

}  // namespace presencia::gap
