// SPDX-License-Identifier: Apache-2.0
#include "gap/presence.hpp"

#include "gap/measures.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::gap {

namespace {

double outside(double all, double share) {
    return all * (1.0 - share);
}

Maybe<double> mean_unreached_need(const MunicipalityResult& m, const std::array<bool, study::family_count>& studied) {
    double sum = 0.0;
    int families = 0;
    for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
        if (!studied[f]) continue;
        if (!m.family[f].unreached_need.known()) return m.family[f].unreached_need.absence();
        sum += *m.family[f].unreached_need;
        ++families;
    }
    return families == 0 ? Maybe<double>(Absence::not_studied) : Maybe<double>(sum / families);
}

}  // namespace

Presence presence_of(std::int64_t sites, const Maybe<double>& reach, bool complete, double target) {
    if (sites > 0 || (reach.known() && *reach >= target)) {
        return Presence::yes;
    }
    return complete ? Presence::no : Presence::unknown;
}

GapClass gap_class_of(const Maybe<bool>& at_risk, Presence presence, const Maybe<double>& reach, double target) {
    if (presence == Presence::not_studied) return GapClass::not_studied;
    if (!at_risk.known()) return at_risk.absence() == Absence::suppressed ? GapClass::suppressed : GapClass::risk_unknown;
    if (!*at_risk) return GapClass::not_at_risk;
    if (reach.known() && *reach >= target) return GapClass::reached;
    if (presence == Presence::yes || (reach.known() && *reach > 0.0)) return GapClass::partial;
    return presence == Presence::no ? GapClass::gap : GapClass::gap_unknown;
}

Maybe<double> presence_index(const std::array<FamilyResult, study::family_count>& family,
                             const std::array<bool, study::family_count>& studied, study::IndexMean mean, bool as_if_reached) {
    double sum = 0.0;
    double product = 1.0;
    double least = 1.0;
    int families = 0;
    for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
        if (!studied[f]) {
            continue;
        }
        double share = 1.0;
        if (!as_if_reached || family[f].complete) {
            if (!family[f].reach.known()) return family[f].reach.absence();
            share = *family[f].reach;
        }
        ++families;
        sum += share;
        product *= share;
        least = std::min(least, share);
    }
    if (families == 0) return Absence::not_studied;
    if (mean == study::IndexMean::minimum) return least;
    if (mean == study::IndexMean::geometric) return std::pow(product, 1.0 / families);
    return sum / families;
}

FamilyResult family_result(const reach::FamilyReach& reach, const Maybe<double>& population, const Maybe<std::int64_t>& incidents) {
    FamilyResult out;
    out.sites = reach.sites;
    out.programmes = reach.programmes;
    out.reach = reach.reach;
    out.reach_basis = reach.basis;
    out.reach_people = reach.people;
    out.reach_area = reach.area;
    out.reach_need = reach.need;
    out.nearest_km = reach.nearest_km;
    out.complete = reach.complete;
    out.unreached_people = combine(population, reach.reach, outside);
    const double sites = static_cast<double>(reach.sites);
    const Maybe<double> staff = std::isnan(reach.staff) ? Maybe<double>(Absence::unknown) : Maybe<double>(reach.staff);
    const Maybe<double> people_to_divide_by = population.known() && *population == 0.0 ? Maybe<double>(Absence::no_population) : population;
    out.sites_per_100k = combine(people_to_divide_by, people_to_divide_by, [&](double people, double) { return 100'000.0 * sites / people; });
    out.staff_per_10k = combine(people_to_divide_by, staff, [](double people, double employed) { return 10'000.0 * employed / people; });
    if (reach.sites == 0) {
        out.people_per_site = out.incidents_per_site = Absence::no_site;
    } else {
        out.people_per_site = combine(population, population, [&](double people, double) { return people / sites; });
        out.incidents_per_site = combine(incidents, incidents, [&](std::int64_t n, std::int64_t) { return static_cast<double>(n) / sites; });
    }
    return out;
}

void set_unmet_need(MunicipalityResult& m, const std::array<bool, study::family_count>& studied, double years) {
    for (std::size_t f = 0; f < study::family_count; ++f) {
        if (studied[f]) m.family[f].unreached_need = combine(m.expected_incidents, m.family[f].reach_need, outside);
    }
    m.unreached_need = mean_unreached_need(m, studied);
    m.unreached_need_rate = combine(m.unreached_need, m.population, [&](double incidents, double people) {
        return need::crude_rate(incidents, people * years);
    });
}

}  // namespace presencia::gap
