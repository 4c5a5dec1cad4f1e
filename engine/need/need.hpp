// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace presencia::need {

/// Empirical Bayes parameters of one smoothing pool (Marshall 1991), per person-year.
struct Pool {
    std::string name;              ///< country code, or "" for the whole study
    std::int64_t members = 0;      ///< municipalities with a record and people
    std::int64_t incidents = 0;
    double person_years = 0.0;
    double mean = 0.0;             ///< m
    double variance = 0.0;         ///< A, clamped at zero
    bool fell_back = false;        ///< a country with fewer than 10 members, smoothed within the study
};

/// Need by municipality; all vectors have the length of the inputs.
struct Need {
    std::vector<Maybe<double>> rate;       ///< per 100,000 people and year
    std::vector<Maybe<double>> rate_low;   ///< exact Poisson 95 % (Garwood 1936)
    std::vector<Maybe<double>> rate_high;
    std::vector<Maybe<double>> rate_eb;
    std::vector<Maybe<double>> expected;   ///< EB-smoothed incidents of the whole period: rate_eb / 100,000 x population x years
    std::vector<int> pool;                 ///< index into `pools`, -1 where it takes no part
    std::vector<Pool> pools;               ///< in order of name; the study's last
};

/// Exact Poisson 95 % limits of a count: half the chi-squared quantiles; low is 0 for 0. Source: Garwood 1936, by Boost.Math.
struct Interval {
    double low;
    double high;
};
Interval garwood(std::int64_t count);

/// 100,000 x incidents / person-years.
double crude_rate(double incidents, double person_years);

/// Rates of `incidents` (Absence::no_record where the study cannot tell) over `population` (NaN where unknown) and `years`. Fixed order of sums: the order
/// given, which is (country, code).
Need compute_need(std::span<const Maybe<std::int64_t>> incidents, std::span<const double> population, std::span<const std::string> country, double years,
                  study::Scope pool);

}  // namespace presencia::need
