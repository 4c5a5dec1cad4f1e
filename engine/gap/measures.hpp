// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/result.hpp"

namespace presencia::gap {

/// Calls `visit` with every measure (Maybe<double>) of a municipality: the one list of them, for rounding and for withholding.
template <class Visit>
void for_each_measure(MunicipalityResult& m, Visit&& visit) {
    for (Maybe<double>* value : {&m.population, &m.rate, &m.rate_low, &m.rate_high, &m.rate_eb, &m.expected_incidents, &m.unreached_need,
                                 &m.unreached_need_rate, &m.presence_low, &m.presence_high, &m.gap_score_low, &m.gap_score_high}) {
        visit(*value);
    }
    for (std::size_t k = 0; k < m.reached_by.size(); ++k) {
        visit(m.reached_by[k]);
        visit(m.reached_by_high[k]);
    }
    for (FamilyResult& f : m.family) {
        for (Maybe<double>* value : {&f.reach, &f.reach_people, &f.reach_area, &f.reach_need, &f.nearest_km, &f.unreached_people, &f.unreached_need,
                                     &f.sites_per_100k, &f.people_per_site, &f.incidents_per_site, &f.staff_per_10k}) {
            visit(*value);
        }
    }
}

/// The value, or the first reason why a result that needs both cannot be.
template <class A, class B, class Combine>
Maybe<double> combine(const Maybe<A>& a, const Maybe<B>& b, Combine&& with) {
    if (!a.known()) return a.absence();
    if (!b.known()) return b.absence();
    return with(*a, *b);
}

}  // namespace presencia::gap
