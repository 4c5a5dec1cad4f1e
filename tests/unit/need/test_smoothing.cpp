// SPDX-License-Identifier: Apache-2.0
#include "need/empirical_bayes.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace presencia;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// `a` municipalities of country AAA, then `b` of BBB, with counts that differ by more than chance.
struct TwoCountries {
    std::vector<Maybe<double>> incidents;
    std::vector<double> population;
    std::vector<std::string> country;

    TwoCountries(int a, int b) {
        for (int i = 0; i < a + b; ++i) {
            incidents.push_back(static_cast<double>((i % 3) * 40 + 1));
            population.push_back(1000.0 + 100.0 * i);
            country.push_back(i < a ? "AAA" : "BBB");
        }
    }
    need::Smoothing smooth(study::Scope scope) const { return need::smooth(incidents, population, country, 1.0, scope); }
};

}  // namespace

TEST_CASE("the prior is Marshall's: three municipalities by hand") {
    // m = 8/4000 = 0.002; s2 = (1000e-6 + 2000e-6 + 9000e-6)/4000 = 3e-6; m/n-bar = 0.002 x 3/4000 = 1.5e-6; A = 1.5e-6.
    const std::vector<double> incidents{1, 2, 5};
    const std::vector<double> people{1000, 2000, 1000};
    const need::Prior prior = need::marshall_prior(incidents, people);
    CHECK(prior.mean == Approx(0.002).epsilon(1e-14));
    CHECK(prior.variance == Approx(1.5e-6).epsilon(1e-12));
    CHECK(need::smoothed_rate(prior, 1, 1000) == Approx(0.002 - 0.001 * 3 / 7).epsilon(1e-12));
    CHECK(need::smoothed_rate(prior, 2, 2000) == Approx(0.0014).epsilon(1e-12));
    CHECK(need::smoothed_rate(prior, 5, 1000) == Approx(0.002 + 0.003 * 3 / 7).epsilon(1e-12));
}

TEST_CASE("a variance below chance is clamped at zero and every rate becomes the mean") {
    const std::vector<double> incidents{2, 2, 2};
    const std::vector<double> people{1000, 1000, 1000};
    const need::Prior prior = need::marshall_prior(incidents, people);
    CHECK(prior.variance == 0.0);
    CHECK(need::smoothed_rate(prior, 2, 1000) == prior.mean);
}

TEST_CASE("a pool without any incident has rates of zero, not of nothing") {
    const std::vector<double> incidents{0, 0};
    const std::vector<double> people{1000, 1000};
    const need::Prior prior = need::marshall_prior(incidents, people);
    CHECK(prior.mean == 0.0);
    CHECK(need::smoothed_rate(prior, 0, 1000) == 0.0);
}

TEST_CASE("each country with ten members is its own pool") {
    const TwoCountries study(10, 12);
    const need::Smoothing smoothing = study.smooth(study::Scope::country);
    REQUIRE(smoothing.pools.size() == 2);
    CHECK(smoothing.pools[0].name == "AAA");
    CHECK(smoothing.pools[1].name == "BBB");
    CHECK(smoothing.pools[0].members == 10);
    CHECK_FALSE(smoothing.pools[1].fell_back);
    CHECK(smoothing.pool[9] == 0);
    CHECK(smoothing.pool[10] == 1);
}

TEST_CASE("a country with nine members is smoothed within the whole study, which holds them all") {
    const TwoCountries study(9, 12);
    const need::Smoothing smoothing = study.smooth(study::Scope::country);
    REQUIRE(smoothing.pools.size() == 3);
    CHECK(smoothing.pools[0].fell_back);
    CHECK(smoothing.pools[0].members == 9);
    CHECK(smoothing.pools[2].name.empty());
    CHECK(smoothing.pools[2].members == 21);
    CHECK(smoothing.pool[0] == 2);
    CHECK(smoothing.pool[9] == 1);
    const need::Prior all{smoothing.pools[2].mean, smoothing.pools[2].variance};
    CHECK(*smoothing.rate[3] == need::smoothed_rate(all, *study.incidents[3], study.population[3]));
    CHECK(smoothing.pools[0].mean == all.mean);
}

TEST_CASE("municipalities without a record or without people take no part in a pool") {
    TwoCountries study(11, 0);
    study.incidents[0] = Absence::no_record;
    study.population[1] = unknown;
    study.population[2] = 0.0;
    const need::Smoothing smoothing = study.smooth(study::Scope::study);
    REQUIRE(smoothing.pools.size() == 1);
    CHECK(smoothing.pools[0].members == 8);
    CHECK(smoothing.rate[0].absence() == Absence::no_record);
    CHECK(smoothing.rate[1].absence() == Absence::no_population);
    CHECK(smoothing.rate[2].absence() == Absence::no_population);
    CHECK(smoothing.pool[0] == -1);
}
