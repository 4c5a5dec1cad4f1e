// SPDX-License-Identifier: Apache-2.0
#include "emit/report/lorenz.hpp"

#include <algorithm>

namespace presencia::emit {

Lorenz::Lorenz(std::span<const Holding> holdings) {
    std::vector<Holding> ordered;
    std::copy_if(holdings.begin(), holdings.end(), std::back_inserter(ordered), [](const Holding& one) { return one.people > 0.0; });
    // Cross products and no division; stable, so that the sums below are made in one order everywhere.
    std::stable_sort(ordered.begin(), ordered.end(), [](const Holding& a, const Holding& b) { return a.incidents * b.people > b.incidents * a.people; });
    Holding all;
    for (const Holding& one : ordered) {
        all.people += one.people;
        all.incidents += one.incidents;
    }
    if (!(all.incidents > 0.0)) return;
    Holding sum;
    points_.push_back({0.0, 0.0});
    for (const Holding& one : ordered) {
        sum.people += one.people;
        sum.incidents += one.incidents;
        points_.push_back({sum.people / all.people, sum.incidents / all.incidents});
    }
}

double Lorenz::incidents_at(double people) const {
    const auto after = std::find_if(points_.begin() + 1, points_.end() - 1, [&](const LorenzPoint& p) { return p.people >= people; });
    const LorenzPoint a = *(after - 1);
    const LorenzPoint b = *after;
    return a.incidents + (b.incidents - a.incidents) * (people - a.people) / (b.people - a.people);
}

double Lorenz::people_holding(double incidents) const {
    const auto after = points_.begin() + municipalities_holding(incidents);
    if (after == points_.begin()) return 0.0;
    const LorenzPoint a = *(after - 1);
    const LorenzPoint b = *after;
    return a.people + (b.people - a.people) * (incidents - a.incidents) / (b.incidents - a.incidents);
}

std::int64_t Lorenz::municipalities_holding(double incidents) const {
    // Shares are quotients of sums: half of an even number must be found although 0.1 + 0.4 is not 0.5.
    const auto at = std::find_if(points_.begin(), points_.end(), [&](const LorenzPoint& p) { return p.incidents >= incidents - 1e-12; });
    return at == points_.end() ? static_cast<std::int64_t>(points_.size()) - 1 : at - points_.begin();
}

Holdings shown_holdings(const gap::Result& result) {
    Holdings holdings;
    for (const gap::MunicipalityResult& m : result.municipalities) {
        if (!m.incidents.known()) {
            ++(m.incidents.absence() == Absence::suppressed ? holdings.suppressed : holdings.no_record);
        } else if (!(m.population.value_or(0.0) > 0.0)) {
            ++holdings.no_people;
        } else {
            holdings.shown.push_back({*m.population, static_cast<double>(*m.incidents)});
        }
    }
    return holdings;
}

}  // namespace presencia::emit
