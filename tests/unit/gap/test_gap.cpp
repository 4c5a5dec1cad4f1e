// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using drawn::World;
using gap::GapClass;
using gap::Presence;
using Rule = study::AtRisk::Rule;
using study::Family;

namespace {

/// Four municipalities with 1000 people and 40, 20, 0 and unknown incidents; police and schools, the schools' list incomplete in the second.
World small() {
    World world;
    for (const std::int64_t count : {40, 20, 0}) world.add(1000, count);
    world.add(1000, Absence::no_record);
    for (std::size_t i = 0; i < 4; ++i) {
        world.draw(i, Family::law_enforcement, i == 0 ? 0.5 : 0.0, i == 0 ? 1 : 0);
        world.draw(i, Family::educational, 0.9, 2, i != 1);
    }
    world.study.at_risk.value = 10;
    return world;
}

}  // namespace

TEST_CASE("unreached people and need are what lies outside reach") {
    World world = small();
    world.reach.by_municipality[0][0].need = 0.25;
    world.reach.by_municipality[0][0].need_is_reach = false;
    const gap::Result result = world.compute();
    const gap::FamilyResult& police = result.municipalities[0].family[0];
    CHECK(*police.unreached_people == Approx(500));
    CHECK(*police.unreached_need == Approx(*result.municipalities[0].expected_incidents * 0.75).epsilon(1e-11));
    const double schools = *result.municipalities[0].family[3].unreached_need;
    CHECK(*result.municipalities[0].unreached_need == Approx((*police.unreached_need + schools) / 2).epsilon(1e-11));
    CHECK(*result.municipalities[0].unreached_need_rate == Approx(*result.municipalities[0].unreached_need * 100).epsilon(1e-11));
    CHECK(result.municipalities[3].unreached_need.absence() == Absence::no_record);
}

TEST_CASE("families without a layer are not studied and enter no mean") {
    const gap::Result result = small().compute();
    const gap::FamilyResult& judicial = result.municipalities[0].family[static_cast<std::size_t>(Family::judicial)];
    CHECK(judicial.presence == Presence::not_studied);
    CHECK(judicial.gap_class == GapClass::not_studied);
    CHECK(judicial.reach.absence() == Absence::not_studied);
    CHECK(judicial.sites.absence() == Absence::not_studied);
    CHECK(*result.municipalities[0].presence_low == Approx(0.7));
    CHECK(result.municipalities[0].families_present == 2);
    CHECK(result.municipalities[1].families_present == 1);
}

TEST_CASE("border services have their columns but no part in presence or need") {
    World world = small();
    for (std::size_t i = 0; i < 4; ++i) world.draw(i, Family::border, 0.0);
    const gap::Result without = small().compute();
    const gap::Result with = world.compute();
    CHECK(with.municipalities[0].family[static_cast<std::size_t>(Family::border)].presence == Presence::no);
    CHECK(*with.municipalities[0].presence_low == *without.municipalities[0].presence_low);
    CHECK(*with.municipalities[0].unreached_need == *without.municipalities[0].unreached_need);
    CHECK(with.municipalities[0].families_present == 2);
}

TEST_CASE("at risk and proven not reached is a gap; risk unknown stays apart") {
    const gap::Result result = small().compute();
    CHECK(result.municipalities[0].family[0].gap_class == GapClass::partial);
    CHECK(result.municipalities[0].family[3].gap_class == GapClass::reached);
    CHECK(result.municipalities[1].family[0].gap_class == GapClass::gap);
    CHECK(result.municipalities[2].family[0].gap_class == GapClass::not_at_risk);
    CHECK(result.municipalities[3].family[0].gap_class == GapClass::risk_unknown);
}

TEST_CASE("the score is the percentile of need times the part of presence that is missing") {
    // Counts 0, 20, 40: p = 1/6, 3/6, 5/6. Presence low 0.7, 0.45, 0.45; the second could be (0 + 1) / 2.
    const gap::Result result = small().compute();
    CHECK(*result.municipalities[0].gap_score_low == Approx(100.0 * 5 / 6 * 0.3));
    CHECK(*result.municipalities[0].gap_score_high == *result.municipalities[0].gap_score_low);
    CHECK(*result.municipalities[1].gap_score_low == Approx(100.0 * 3 / 6 * 0.5));
    CHECK(*result.municipalities[1].gap_score_high == Approx(100.0 * 3 / 6 * 0.55));
    CHECK(*result.municipalities[2].gap_score_low == Approx(100.0 / 6 * 0.55));
    CHECK(result.municipalities[3].gap_score_low.absence() == Absence::no_record);
}

TEST_CASE("tied needs share the middle of their percentiles") {
    World world;
    for (const std::int64_t count : {7, 7, 1, 30}) world.draw(world.add(1000, count), Family::social, 0.0);
    const gap::Result result = world.compute();
    CHECK(*result.municipalities[0].gap_score_low == Approx(50.0));  // (1 lower + 2 / 2) / 4
    CHECK(*result.municipalities[1].gap_score_low == Approx(50.0));
    CHECK(*result.municipalities[2].gap_score_low == Approx(12.5));
    CHECK(*result.municipalities[3].gap_score_low == Approx(87.5));
}

TEST_CASE("gap ranks are unique: need, then people, then identity") {
    World world;
    for (int i = 0; i < 4; ++i) world.draw(world.add(i == 2 ? 2000.0 : 1000.0, std::int64_t{20}), Family::social, 0.5);
    world.draw(world.add(1000, std::int64_t{1}), Family::social, 0.5);
    world.draw(world.add(1000, std::int64_t{90}), Family::social, 0.5);
    world.study.at_risk.pool = study::Scope::study;
    const gap::Result result = world.compute();
    CHECK(*result.municipalities[5].gap_rank == 1);
    CHECK(result.municipalities[4].gap_rank.absence() == Absence::not_applicable);
    CHECK(*result.municipalities[0].gap_rank + 1 == *result.municipalities[1].gap_rank);
    CHECK(*result.municipalities[1].gap_rank + 1 == *result.municipalities[3].gap_rank);
    World equal;
    for (int i = 0; i < 3; ++i) equal.draw(equal.add(1000.0, std::int64_t{20}), Family::social, i == 1 ? 0.4 : 0.5).need = 0.5;
    const gap::Result ties = equal.compute();
    CHECK(*ties.municipalities[1].gap_rank == 1);  // same unmet need, more people out of reach
    CHECK(*ties.municipalities[0].gap_rank == 2);
    CHECK(*ties.municipalities[2].gap_rank == 3);
}

TEST_CASE("to verify lists those whose presence could be more than 0.25 above what is recorded") {
    World world;
    for (int i = 0; i < 3; ++i) world.add(1000, std::int64_t{20});
    for (const Family family : {Family::law_enforcement, Family::judicial, Family::social, Family::educational}) {
        const bool police = family == Family::law_enforcement;
        world.draw(0, family, 0.0, 0, !police);                 // 0 to 0.25: not above
        world.draw(1, family, 0.0, 0, family != Family::social && !police);  // 0 to 0.5
        world.draw(2, family, 0.0, 0, true);
    }
    const gap::Result result = world.compute();
    CHECK_FALSE(result.municipalities[0].to_verify);
    CHECK(result.municipalities[1].to_verify);
    CHECK_FALSE(result.municipalities[2].to_verify);
    CHECK(result.municipalities[1].families_unknown == 2);
}

TEST_CASE("the surface's people stand in where a municipality has none, and only where the surface is usable") {
    World world;
    for (int i = 0; i < 3; ++i) world.add(i == 0 ? 1000.0 : layer::not_known, std::int64_t{20});
    world.reach.surface_people = {900.0, 800.0, 700.0};
    world.reach.surface_usable = {1, 1, 0};
    const gap::Result result = world.compute();
    CHECK(*result.municipalities[0].population == 1000);
    CHECK(result.municipalities[0].population_basis == "column");
    CHECK(*result.municipalities[1].population == 800);
    CHECK(result.municipalities[1].population_basis == "surface");
    CHECK(result.municipalities[2].population.absence() == Absence::no_population);
    CHECK(result.municipalities[2].population_basis == "none");
    CHECK(result.municipalities[2].rate.absence() == Absence::no_population);
    CHECK(result.municipalities[2].confidence == gap::Confidence::low);
    world.study.municipalities[0].population_table.emplace();
    CHECK(world.compute().municipalities[0].population_basis == "table");
}

TEST_CASE("concurrence is people; without a population it says so") {
    World world = small();
    world.add(layer::not_known, std::int64_t{30});
    world.draw(4, Family::law_enforcement, 0.0);
    world.draw(4, Family::educational, 0.0);
    world.reach.concurrence[0] = {{0.1, 0.4, 0.5, 0, 0}, {0.1, 0.2, 0.7, 0, 0}, true};
    const gap::Result result = world.compute();
    CHECK(*result.municipalities[0].reached_by[1] == Approx(400));
    CHECK(*result.municipalities[0].reached_by_high[2] == Approx(700));
    CHECK(result.municipalities[1].reached_by[0].absence() == Absence::unknown);
    CHECK(result.municipalities[4].reached_by[0].absence() == Absence::no_population);
}

TEST_CASE("a rule on rates stops where under four fifths have people, and names the count") {
    World world;
    for (int i = 0; i < 10; ++i) world.add(i < 7 ? 1000.0 : layer::not_known, std::int64_t{20 + i});
    world.study.at_risk.measure = study::Measure::rate;
    try {
        world.compute();
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::rule_without_denominators);
        CHECK(error.hint().find("measure = \"count\"") != std::string::npos);
        CHECK(error.detail() == "7 of 10");
    }
    world.municipalities.rows[7].population = 1000;
    CHECK_NOTHROW(world.compute());
    world.municipalities.rows[7].population = layer::not_known;
    world.study.at_risk.measure = study::Measure::count;
    CHECK_NOTHROW(world.compute());
}

TEST_CASE("a share of smoothed rates that do not differ stops the run; a threshold or the crude rate does not") {
    World world;
    for (int i = 0; i < 12; ++i) world.add(1000.0, std::int64_t{20});
    world.study.at_risk.rule = Rule::top_share;
    world.study.at_risk.value = 0.25;
    world.study.at_risk.measure = study::Measure::rate_eb;
    try {
        world.compute();
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::rule_no_difference);
    }
    world.study.at_risk.measure = study::Measure::rate;
    const gap::Result all_tied = world.compute();
    CHECK(all_tied.tied_out == 12);
    CHECK(all_tied.notes.size() == 1);
    world.study.at_risk.rule = Rule::above;
    world.study.at_risk.measure = study::Measure::rate_eb;
    CHECK_NOTHROW(world.compute());
}

TEST_CASE("a list set beside the rule counts both kinds of disagreement") {
    World world = small();
    world.compared = {0, 1, 1, 1};  // at risk: 1, 1, 0, unknown
    const gap::Result result = world.compute();
    CHECK(result.at_risk_not_listed == 1);
    CHECK(result.listed_not_at_risk == 1);
    CHECK(*result.municipalities[1].listed);
    CHECK(small().compute().municipalities[0].listed.absence() == Absence::not_applicable);
}

TEST_CASE("the certainty of a rule on counts takes the limits of the count") {
    World world;
    for (const std::int64_t count : {30, 12, 3}) world.add(1000, count);
    const gap::Result result = world.compute();  // above 10: limits of 12 are 6.2 and 21.0, of 30 20.2 and 42.8, of 3 0.6 and 8.8
    CHECK(result.municipalities[0].certainty == gap::Certainty::firm);
    CHECK(result.municipalities[1].certainty == gap::Certainty::borderline);
    CHECK(result.municipalities[2].certainty == gap::Certainty::firm);
}

TEST_CASE("a burden rule compares counts whatever measure the study names, and needs no population") {
    World world;
    for (const std::int64_t count : {60, 30, 10}) world.add(layer::not_known, count);
    world.study.at_risk.rule = Rule::top_burden;
    world.study.at_risk.value = 0.6;
    world.study.at_risk.measure = study::Measure::rate_eb;
    const gap::Result result = world.compute();
    CHECK(*result.municipalities[0].at_risk);
    CHECK_FALSE(*result.municipalities[1].at_risk);
    CHECK(*result.municipalities[2].need_rank == 3);
}

TEST_CASE("every measure is handed on with twelve significant digits") {
    World world;
    world.add(3, std::int64_t{1});
    world.add(7, std::int64_t{50});
    const gap::Result result = world.compute();
    CHECK(*result.municipalities[0].rate == 33333.3333333);
    CHECK(*result.municipalities[1].rate == 714285.714286);
}
