// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using drawn::World;
using gap::RollUp;
using study::Family;

namespace {

/// Two countries that share a department's name. At risk above 10: the 1st, 2nd and 5th; the 4th has no record, the 5th no people.
World two_countries() {
    World world;
    world.add(1000, std::int64_t{20}, "AAA", "Norte");
    world.add(3000, std::int64_t{40}, "AAA", "Sur");
    world.add(500, std::int64_t{5}, "AAA", "Sur");
    world.add(700, Absence::no_record, "AAA", "Sur");
    world.add(layer::not_known, std::int64_t{30}, "BBB", "Norte");
    world.add(2000, std::int64_t{0}, "BBB", "Norte");
    for (std::size_t i = 0; i < 6; ++i) {
        world.draw(i, Family::social, i == 1 ? 0.25 : 0.0, i == 1 ? 3 : 0, i != 5);
        world.reach.concurrence[i] = {{0.6, 0.4, 0, 0, 0}, {0.5, 0.5, 0, 0, 0}, i != 0};
    }
    return world;
}

const RollUp& find(const gap::Result& result, RollUp::Level level, const std::string& country, const std::string& department = "") {
    for (const RollUp& sum : result.roll_ups) {
        if (sum.level == level && sum.country == country && sum.department == department) return sum;
    }
    FAIL("no such roll-up");
    return result.roll_ups.front();
}

}  // namespace

TEST_CASE("departments come first, then countries, then the region, and a shared name is two departments") {
    const gap::Result result = two_countries().compute();
    REQUIRE(result.roll_ups.size() == 6);
    CHECK(result.roll_ups[0].country == "AAA");
    CHECK(result.roll_ups[0].department == "Norte");
    CHECK(result.roll_ups[2].country == "BBB");
    CHECK(result.roll_ups[3].level == RollUp::Level::country);
    CHECK(result.roll_ups[5].level == RollUp::Level::region);
}

TEST_CASE("people at risk, left out and without reach are counted apart") {
    const gap::Result result = two_countries().compute();
    const RollUp& country = find(result, RollUp::Level::country, "AAA");
    CHECK(country.municipalities == 4);
    CHECK(country.at_risk == 2);
    CHECK(country.not_at_risk == 1);
    CHECK(country.risk_unknown == 1);
    CHECK(country.risk_suppressed == 0);
    CHECK(country.population == 5200);
    CHECK(country.people_at_risk == 4000);
    CHECK(country.people_risk_unknown == 700);
    CHECK(country.people_without_reach == 1000);
    CHECK(country.reached_by[0] == Approx(1800));
    CHECK(country.reached_by[1] == Approx(1200));
    CHECK(country.reached_by_high[0] == Approx(1500));
    const RollUp& other = find(result, RollUp::Level::country, "BBB");
    CHECK(other.at_risk == 1);
    CHECK(other.people_at_risk == 0);
    CHECK(other.population_unknown == 1);
}

TEST_CASE("a rate divides by the people of municipalities that have both, and incidents sum what is recorded") {
    const gap::Result result = two_countries().compute();
    const RollUp& region = find(result, RollUp::Level::region, "");
    CHECK(*region.incidents == 95);
    CHECK(region.no_record == 1);
    CHECK(*region.rate == Approx(100'000.0 * 65 / 6500));
    const RollUp& south = find(result, RollUp::Level::department, "AAA", "Sur");
    CHECK(*south.incidents == 45);
    CHECK(*south.rate == Approx(100'000.0 * 45 / 3500));
}

TEST_CASE("a group without any record has no total, not a total of zero") {
    World world = two_countries();
    for (const std::size_t i : {1u, 2u}) world.incidents[i] = Absence::no_record;
    const gap::Result result = world.compute();
    CHECK(find(result, RollUp::Level::department, "AAA", "Sur").incidents.absence() == Absence::no_record);
    CHECK(find(result, RollUp::Level::department, "AAA", "Sur").rate.absence() == Absence::no_record);
    CHECK(*find(result, RollUp::Level::country, "AAA").incidents == 20);
}

TEST_CASE("families: presence over all, unreached people over those at risk, unreached need with its null parts apart") {
    const gap::Result result = two_countries().compute();
    const auto social = static_cast<std::size_t>(Family::social);
    const RollUp& region = find(result, RollUp::Level::region, "");
    const RollUp::FamilyTotals& family = region.family[social];
    CHECK(family.present == 1);
    CHECK(family.absent == 4);
    CHECK(family.unknown == 1);
    CHECK(family.sites == 3);
    CHECK(*family.sites == 3);
    CHECK(family.people == 4000);
    CHECK(family.unreached_people == Approx(1000 + 3000 * 0.75));
    CHECK(family.null_parts == 2);  // no record, no people
    double need = 0.0;
    double expected = 0.0;
    for (const std::size_t i : {0u, 1u, 2u, 5u}) {
        need += *result.municipalities[i].family[social].unreached_need;
        expected += *result.municipalities[i].expected_incidents;
    }
    CHECK(family.unreached_need == Approx(need).epsilon(1e-11));
    CHECK(family.expected_incidents == Approx(expected).epsilon(1e-11));
    CHECK(family.gap_class[static_cast<std::size_t>(gap::GapClass::gap)] == 2);
    CHECK(family.gap_class[static_cast<std::size_t>(gap::GapClass::partial)] == 1);
    CHECK(family.gap_class[static_cast<std::size_t>(gap::GapClass::risk_unknown)] == 1);
    CHECK(region.family[static_cast<std::size_t>(Family::border)].sites.absence() == Absence::not_studied);
}
