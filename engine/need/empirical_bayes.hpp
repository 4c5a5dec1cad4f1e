// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "need/need.hpp"

namespace presencia::need {

/// What the municipalities of a pool have in common, per person-year.
struct Prior {
    double mean = 0.0;      ///< m = sum of incidents / sum of person-years
    double variance = 0.0;  ///< A = max(0, s2 - m / n-bar): how far true rates differ beyond chance
};

/// Moment estimates of a pool: s2 = sum n (r - m)^2 / sum n, n-bar = sum n / N. Both spans have one length; person-years
/// are positive. An empty pool gives zeros. Source: Marshall 1991, Applied Statistics 40:283-294.
Prior marshall_prior(std::span<const double> incidents, std::span<const double> person_years);

/// Rate per person-year drawn towards the mean: m + A / (A + m / n) (r - m); the mean itself where A is 0.
double smoothed_rate(const Prior& prior, double incidents, double person_years);

/// Smoothed rates of every municipality, within its pool.
struct Smoothing {
    std::vector<Maybe<double>> rate;  ///< per person-year
    std::vector<int> pool;            ///< index into `pools`, -1 where it takes no part
    std::vector<Pool> pools;          ///< as Need::pools
};

/// A country with fewer members takes the whole study as its pool.
inline constexpr std::int64_t fewest_members = 10;

/// Divides the municipalities into pools and smooths. `incidents` may be fractions (shared-out totals); null where there is no record. `population` is NaN
/// where unknown. Sums run in the order given. Cost: linear.
Smoothing smooth(std::span<const Maybe<double>> incidents, std::span<const double> population,
                 std::span<const std::string> country, double years, study::Scope scope);

}  // namespace presencia::need
