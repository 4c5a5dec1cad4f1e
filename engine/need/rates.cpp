// SPDX-License-Identifier: Apache-2.0
#include "need/empirical_bayes.hpp"

namespace presencia::need {

namespace {
constexpr double per = 100'000.0;
}

double crude_rate(double incidents, double person_years) {
    return per * incidents / person_years;
}

Need compute_need(std::span<const Maybe<std::int64_t>> incidents, std::span<const double> population,
                  std::span<const std::string> country, double years, study::Scope pool) {
    const std::size_t n = incidents.size();
    std::vector<Maybe<double>> counts(n);
    for (std::size_t i = 0; i < n; ++i) {
        counts[i] = incidents[i].known() ? Maybe<double>(static_cast<double>(*incidents[i])) : Maybe<double>(incidents[i].absence());
    }
    Smoothing smoothing = smooth(counts, population, country, years, pool);
    Need need;
    need.pool = std::move(smoothing.pool);
    need.pools = std::move(smoothing.pools);
    need.rate_eb.resize(n);
    need.expected.resize(n);
    need.rate.resize(n);
    need.rate_low.resize(n);
    need.rate_high.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        if (!smoothing.rate[i].known()) {
            const Absence why = smoothing.rate[i].absence();
            need.rate[i] = need.rate_low[i] = need.rate_high[i] = need.rate_eb[i] = need.expected[i] = why;
            continue;
        }
        const double person_years = population[i] * years;
        const Interval limits = garwood(*incidents[i]);
        need.rate[i] = crude_rate(static_cast<double>(*incidents[i]), person_years);
        need.rate_low[i] = crude_rate(limits.low, person_years);
        need.rate_high[i] = crude_rate(limits.high, person_years);
        need.rate_eb[i] = per * *smoothing.rate[i];
        need.expected[i] = *smoothing.rate[i] * person_years;
    }
    return need;
}

}  // namespace presencia::need
