// SPDX-License-Identifier: Apache-2.0
#include "need/need.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace presencia;

namespace {

need::Need of(std::vector<Maybe<std::int64_t>> incidents, std::vector<double> population, double years = 1.0) {
    const std::vector<std::string> country(incidents.size(), "AAA");
    return need::compute_need(incidents, population, country, years, study::Scope::study);
}

}  // namespace

TEST_CASE("a rate is incidents per 100,000 people and year, with Garwood's limits in the same unit") {
    const need::Need need = of({std::int64_t{10}, std::int64_t{0}}, {50'000, 20'000}, 2.0);
    CHECK(*need.rate[0] == Approx(10.0).epsilon(1e-14));  // 10 / (50,000 x 2) x 100,000
    CHECK(*need.rate_low[0] == Approx(need::garwood(10).low).epsilon(1e-14));
    CHECK(*need.rate_high[0] == Approx(need::garwood(10).high).epsilon(1e-14));
    CHECK(*need.rate[1] == 0.0);
    CHECK(*need.rate_low[1] == 0.0);
    CHECK(*need.rate_high[1] == Approx(100'000 * 3.6888794541139363 / 40'000).epsilon(1e-12));
}

TEST_CASE("expected incidents are the smoothed rate times person-years and keep the pool's total") {
    const need::Need need = of({std::int64_t{1}, std::int64_t{2}, std::int64_t{5}}, {1000, 2000, 1000});
    CHECK(*need.rate_eb[1] == Approx(140.0).epsilon(1e-12));
    CHECK(*need.expected[1] == Approx(2.8).epsilon(1e-12));
    CHECK(*need.expected[0] == Approx(1000 * (0.002 - 0.001 * 3 / 7)).epsilon(1e-12));
}

TEST_CASE("no record and no people stay apart, and neither is a rate of zero") {
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    const need::Need need = of({Absence::no_record, std::int64_t{3}, Absence::no_record}, {1000, unknown, unknown});
    CHECK(need.rate[0].absence() == Absence::no_record);
    CHECK(need.rate[1].absence() == Absence::no_population);
    CHECK(need.rate_eb[2].absence() == Absence::no_record);
    CHECK(need.expected[1].absence() == Absence::no_population);
    CHECK_FALSE(need.rate_high[1].known());
}
