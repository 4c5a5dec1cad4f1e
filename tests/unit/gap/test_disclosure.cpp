// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"
#include "shown.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace presencia;
using drawn::World;
using gap::GapClass;
using study::DisclosureClass;
using study::Family;
using study::Profile;
using Rule = study::AtRisk::Rule;

namespace {

struct Disclosed {
    gap::Result result;
    gap::DisclosureReport report;
    const gap::MunicipalityResult& operator[](std::size_t i) const { return result.municipalities[i]; }
};

Disclosed disclose(const World& world) {
    Disclosed out;
    out.result = world.compute();
    out.report = gap::disclose(out.result, world.input());
    return out;
}

/// One department of a country with these counts, each of 10,000 people, police reach of a half, at risk above 100 incidents.
World drawn_counts(std::initializer_list<std::int64_t> counts, DisclosureClass disclosure = DisclosureClass::sensitive, Profile profile = Profile::public_) {
    World world;
    for (const std::int64_t count : counts) world.draw(world.add(10'000, count), Family::law_enforcement, 0.5, 1);
    world.disclosure = disclosure;
    world.study.profile = profile;
    world.study.at_risk.value = 100;
    return world;
}

std::string drawn_incidents(const Disclosed& disclosed) {
    std::string out;
    for (const auto& m : disclosed.result.municipalities) {
        out += (m.incidents.known() ? std::to_string(*m.incidents) : std::string(to_string(m.incidents.absence()))) + " ";
    }
    return out;
}

layer::Site shelter(std::int32_t municipality, Family family = Family::social) {
    layer::Site site;
    site.family = family;
    site.municipality = municipality;
    site.sensitive = true;
    site.precision = layer::Precision::municipality;
    return site;
}

}  // namespace

TEST_CASE("each profile has its threshold for each class, and min_count raises it but never lowers it") {
    using gap::suppression_threshold;
    CHECK(suppression_threshold(Profile::public_, DisclosureClass::homicide, 0) == 0);
    CHECK(suppression_threshold(Profile::partner, DisclosureClass::homicide, 0) == 0);
    CHECK(suppression_threshold(Profile::restricted, DisclosureClass::homicide, 0) == 0);
    CHECK(suppression_threshold(Profile::public_, DisclosureClass::sensitive, 0) == 9);
    CHECK(suppression_threshold(Profile::partner, DisclosureClass::sensitive, 0) == 4);
    CHECK(suppression_threshold(Profile::restricted, DisclosureClass::sensitive, 0) == 0);
    CHECK(suppression_threshold(Profile::public_, DisclosureClass::other, 0) == 4);
    CHECK(suppression_threshold(Profile::partner, DisclosureClass::other, 0) == 0);
    CHECK(suppression_threshold(Profile::public_, DisclosureClass::sensitive, 15) == 14);
    CHECK(suppression_threshold(Profile::public_, DisclosureClass::sensitive, 5) == 9);
    CHECK(suppression_threshold(Profile::public_, DisclosureClass::homicide, 5) == 4);
    CHECK(suppression_threshold(Profile::restricted, DisclosureClass::sensitive, 3) == 2);
}

TEST_CASE("in public, sensitive counts of one to nine are withheld, zero and ten are shown") {
    CHECK(drawn_incidents(disclose(drawn_counts({0, 2, 9, 10, 6, 200}))) == "0 suppressed suppressed 10 suppressed 200 ");
}

TEST_CASE("a partner sees five, a restricted reader sees one, and homicides are a public record") {
    CHECK(drawn_incidents(disclose(drawn_counts({0, 2, 5, 3}, DisclosureClass::sensitive, Profile::partner))) == "0 suppressed 5 suppressed ");
    CHECK(drawn_incidents(disclose(drawn_counts({0, 2, 5, 1}, DisclosureClass::sensitive, Profile::restricted))) == "0 2 5 1 ");
    CHECK(drawn_incidents(disclose(drawn_counts({0, 2, 5, 1}, DisclosureClass::homicide))) == "0 2 5 1 ");
    CHECK(drawn_incidents(disclose(drawn_counts({0, 2, 5, 3}, DisclosureClass::other))) == "0 suppressed 5 suppressed ");
}

TEST_CASE("a min_count below the profile's is not taken, and said so") {
    World world = drawn_counts({2, 4, 30, 40});
    world.study.disclosure_min_count = 3;
    const Disclosed disclosed = disclose(world);
    CHECK(drawn_incidents(disclosed) == "suppressed suppressed 30 40 ");
    CHECK(std::any_of(disclosed.result.notes.begin(), disclosed.result.notes.end(),
                      [](const std::string& note) { return note.find("min_count = 3") != std::string::npos; }));
}

TEST_CASE("where a count is withheld, so is everything computed from it") {
    const Disclosed disclosed = disclose(drawn_counts({3, 5, 30, 40}));
    const gap::MunicipalityResult& m = disclosed[0];
    for (const Maybe<double>* value : {&m.rate, &m.rate_low, &m.rate_high, &m.rate_eb, &m.expected_incidents, &m.unreached_need, &m.unreached_need_rate,
                                       &m.gap_score_low, &m.gap_score_high, &m.family[0].reach_need, &m.family[0].unreached_need, &m.family[0].incidents_per_site}) {
        CHECK(value->absence() == Absence::suppressed);
    }
    CHECK(m.need_rank.absence() == Absence::suppressed);
    CHECK(m.certainty == gap::Certainty::not_applicable);
    CHECK(*m.at_risk == false);  // none of 1 to 9 is above 100
    CHECK(m.gap_rank.absence() == Absence::not_applicable);
    CHECK(m.family[0].gap_class == GapClass::not_at_risk);
    CHECK(*m.family[0].reach == 0.5);
    CHECK(*m.family[0].unreached_people == 5000);
    CHECK(*m.presence_low == 0.5);
}

TEST_CASE("whether a withheld count is at risk is shown only where it cannot depend on the count") {
    World world = drawn_counts({3, 5, 30, 40});
    world.study.at_risk.value = 4;
    const Disclosed disclosed = disclose(world);
    CHECK(disclosed[0].at_risk.absence() == Absence::suppressed);
    CHECK(disclosed[1].at_risk.absence() == Absence::suppressed);
    CHECK(disclosed[0].family[0].gap_class == GapClass::suppressed);
    CHECK(disclosed[0].gap_rank.absence() == Absence::suppressed);
    CHECK(*disclosed[2].at_risk);
    const gap::RollUp& region = disclosed.result.roll_ups.back();
    CHECK(region.risk_suppressed == 2);
    CHECK(region.at_risk == 2);
    CHECK(region.people_risk_unknown == 20'000);
    CHECK(region.family[0].gap_class[static_cast<std::size_t>(GapClass::suppressed)] == 2);
}

TEST_CASE("ranks and percentiles are taken among those shown, so that their holes tell nothing") {
    const Disclosed disclosed = disclose(drawn_counts({3, 150, 5, 300, 0}));
    CHECK(disclosed.result.ranks_among_shown);
    CHECK(*disclosed[3].need_rank == 1);
    CHECK(*disclosed[1].need_rank == 2);
    CHECK(*disclosed[4].need_rank == 3);
    CHECK(*disclosed[3].gap_score_low == Approx(100.0 * 2.5 / 3 * 0.5));
    CHECK_FALSE(disclose(drawn_counts({0, 150, 300})).result.ranks_among_shown);
}

TEST_CASE("totals stay true while no count follows from them") {
    World world = drawn_counts({3, 5, 30, 0});
    world.draw(world.add(10'000, std::int64_t{40}, "AAA", "D2"), Family::law_enforcement, 0.5, 1);
    const Disclosed disclosed = disclose(world);
    REQUIRE(disclosed.result.roll_ups.size() == 4);
    CHECK(*disclosed.result.roll_ups[0].incidents == 38);
    CHECK(disclosed.result.roll_ups[0].suppressed == 2);
    CHECK(*disclosed.result.roll_ups[0].rate == Approx(95.0));
    CHECK(*disclosed.result.roll_ups[1].incidents == 40);
    CHECK(*disclosed.result.roll_ups[3].incidents == 78);
    CHECK(disclosed.report.suppressed == 2);
    CHECK(disclosed.report.totals_suppressed == 0);
}

TEST_CASE("a department's only small count takes another with it; the only count of a department takes its total") {
    CHECK(drawn_incidents(disclose(drawn_counts({3, 30, 40, 0}))) == "suppressed suppressed 40 0 ");
    World world = drawn_counts({30, 40, 50});
    world.draw(world.add(5'000, std::int64_t{3}, "AAA", "D2"), Family::law_enforcement, 0.5, 1);
    const Disclosed disclosed = disclose(world);
    CHECK(drawn_incidents(disclosed) == "suppressed 40 50 suppressed ");
    CHECK(disclosed.result.roll_ups[0].incidents.absence() == Absence::suppressed);
    CHECK(disclosed.result.roll_ups[1].incidents.absence() == Absence::suppressed);
    CHECK(disclosed.result.roll_ups[1].rate.absence() == Absence::suppressed);
    CHECK(*disclosed.result.roll_ups[2].incidents == 123);
    CHECK(disclosed.report.totals_suppressed == 2);
}

TEST_CASE("a rate of a total is withheld where it would set apart the counts of those without people") {
    World world = drawn_counts({3, 5, 30, 0});
    world.municipalities.rows[1].population = layer::not_known;
    const Disclosed disclosed = disclose(world);
    CHECK(*disclosed.result.roll_ups[0].incidents == 38);
    CHECK(disclosed.result.roll_ups[0].rate.absence() == Absence::suppressed);
    CHECK(disclosed.result.roll_ups[2].rate.absence() == Absence::suppressed);
}

TEST_CASE("a study whose only count is small cannot be protected from its own ledger, and says so") {
    const Disclosed disclosed = disclose(drawn_counts({3, 0, 0}));
    CHECK(drawn_incidents(disclosed) == "suppressed 0 0 ");
    CHECK(disclosed.result.roll_ups.back().incidents.absence() == Absence::suppressed);
    CHECK(disclosed.report.unprotected == 1);
}

TEST_CASE("everything shown is the same when withheld counts trade incidents, smoothed rates of the neighbours included") {
    for (const auto measure : {study::Measure::rate_eb, study::Measure::rate, study::Measure::count}) {
        World world = drawn_counts({2, 7, 30, 55, 0, 14, 80, 21, 120, 33, 4, 18});
        world.study.at_risk.rule = Rule::top_share;
        world.study.at_risk.value = 0.25;
        world.study.at_risk.measure = measure;
        const Disclosed one = disclose(world);
        world.incidents[0] = std::int64_t{6};
        world.incidents[1] = std::int64_t{3};
        const Disclosed other = disclose(world);
        CHECK(drawn::shown(one.result, one.report) == drawn::shown(other.result, other.report));
        CHECK(one[2].rate_eb.known());
        world.incidents[3] = std::int64_t{56};
        const Disclosed changed = disclose(world);
        CHECK(drawn::shown(one.result, one.report) != drawn::shown(changed.result, changed.report));
    }
}

TEST_CASE("a pool with withheld members keeps its mean to one decimal and loses its variance") {
    World world = drawn_counts({2, 7, 30, 55, 0, 14, 80, 21, 120, 33, 4, 18});
    const Disclosed disclosed = disclose(world);
    REQUIRE(disclosed.result.pools.size() == 1);
    CHECK(std::isnan(disclosed.result.pools[0].variance));
    CHECK(disclosed.result.pools[0].mean * 100'000 == Approx(320.0).epsilon(1e-12));  // 384 in 120,000
    CHECK(disclose(drawn_counts({0, 30, 40})).result.pools[0].variance >= 0.0);
}

TEST_CASE("the cut that is shown is the lowest measure shown to be at risk") {
    World world = drawn_counts({2, 7, 30, 55, 0, 14, 80, 21});
    world.study.at_risk.rule = Rule::top_share;
    world.study.at_risk.value = 0.25;
    const Disclosed disclosed = disclose(world);
    CHECK(disclosed.result.cut[0] == 55.0);
    CHECK(disclosed[3].certainty == gap::Certainty::borderline);
    CHECK(disclosed[6].certainty == gap::Certainty::firm);  // 63.4 to 99.6
}

TEST_CASE("a located share that would give a small count within or outside reach is withheld, and its mean with it") {
    World world = drawn_counts({30, 40, 50, 60});
    for (std::size_t i = 0; i < 4; ++i) world.reach.by_municipality[i][0].need_is_reach = false;
    world.reach.by_municipality[0][0].need = 27.0 / 30;  // 3 outside
    world.reach.by_municipality[1][0].need = 4.0 / 40;   // 4 within
    world.reach.by_municipality[2][0].need = 0.5;
    world.reach.by_municipality[3][0].need = 1.0;        // none outside: zero is shown
    const Disclosed disclosed = disclose(world);
    for (const std::size_t i : {0u, 1u}) {
        CHECK(disclosed[i].family[0].reach_need.absence() == Absence::suppressed);
        CHECK(disclosed[i].family[0].unreached_need.absence() == Absence::suppressed);
        CHECK(disclosed[i].unreached_need.absence() == Absence::suppressed);
        CHECK(disclosed[i].incidents.known());
    }
    for (const std::size_t i : {2u, 3u}) CHECK(disclosed[i].family[0].reach_need.known());
    CHECK(disclosed.report.parts_suppressed == 2);
    world.disclosure = DisclosureClass::homicide;
    CHECK(disclose(world)[0].family[0].reach_need.known());
}

TEST_CASE("two catchments of which one lies in the other do not give the ring between them by subtraction") {
    World world = drawn_counts({60});
    world.draw(0, Family::social, 0.6, 1);
    for (const std::size_t f : {0u, 2u}) world.reach.by_municipality[0][f].need_is_reach = false;
    world.reach.by_municipality[0][0].need = 30.0 / 60;
    world.reach.by_municipality[0][2].need = 33.0 / 60;
    CHECK(disclose(world)[0].family[0].reach_need.known());
    world.by_families.emplace_back();
    world.by_families[0][0b101] = 30;
    world.by_families[0][0b100] = 3;  // within the social catchment only
    world.by_families[0][0] = 27;
    const Disclosed disclosed = disclose(world);
    CHECK(disclosed[0].family[0].reach_need.absence() == Absence::suppressed);
    CHECK(disclosed[0].family[2].reach_need.absence() == Absence::suppressed);
    world.by_families[0][0b101] = 28;
    world.by_families[0][0b001] = 2;
    world.by_families[0][0b100] = 5;
    world.by_families[0][0] = 25;
    CHECK(disclose(world)[0].family[0].reach_need.known());  // neither lies in the other
}

TEST_CASE("one or two shelters are present without a number, a ratio or a distance") {
    World world = drawn_counts({100, 200, 300}, DisclosureClass::homicide);
    for (std::size_t i = 0; i < 3; ++i) {
        reach::FamilyReach& reach = world.draw(i, Family::social, 0.0, i == 2 ? 0 : 3);
        reach.staff = 12;
        reach.nearest_km = 4.0;
    }
    world.sites.rows = {shelter(0), shelter(0), shelter(1), shelter(1), shelter(1)};
    world.sites.rows.push_back(shelter(2));
    world.sites.rows.back().operating_status = false;
    const Disclosed disclosed = disclose(world);
    const gap::FamilyResult& two = disclosed[0].family[2];
    CHECK(two.presence == gap::Presence::yes);
    CHECK(two.sites.absence() == Absence::suppressed);
    for (const Maybe<double>* value : {&two.sites_per_100k, &two.people_per_site, &two.incidents_per_site, &two.staff_per_10k, &two.nearest_km}) {
        CHECK(value->absence() == Absence::suppressed);
    }
    CHECK(*disclosed[1].family[2].sites == 3);
    CHECK(disclosed[1].family[2].nearest_km.absence() == Absence::suppressed);
    CHECK(*disclosed[2].family[2].sites == 0);  // a closed shelter is none
    CHECK(*disclosed[2].family[2].nearest_km == 4.0);
    CHECK(disclosed.report.site_counts_suppressed == 1);
    CHECK(disclosed.result.roll_ups.back().family[2].sites.absence() == Absence::suppressed);
    world.study.profile = Profile::restricted;
    CHECK(*disclose(world)[0].family[2].sites == 3);
}

TEST_CASE("protected programmes are withheld as shelters are") {
    World world = drawn_counts({100}, DisclosureClass::homicide, Profile::partner);
    world.draw(0, Family::social, 0.0, 5).programmes = 4;
    world.sites.rows = {shelter(0)};
    world.sites.rows[0].kind = study::Kind::programme;
    world.sites.rows[0].end = world.study.as_of;
    const Disclosed disclosed = disclose(world);
    CHECK(disclosed[0].family[2].programmes.absence() == Absence::suppressed);
    CHECK(*disclosed[0].family[2].sites == 5);
}

TEST_CASE("distances to a shelter whose place the catchments know are withheld in the whole country") {
    World world = drawn_counts({100, 200}, DisclosureClass::homicide);
    world.draw(world.add(10'000, std::int64_t{50}, "BBB"), Family::social, 0.0);
    for (std::size_t i = 0; i < 3; ++i) world.draw(i, Family::social, 0.2).nearest_km = 4.0;
    world.sites.rows = {shelter(0)};
    world.sites.rows[0].precision = layer::Precision::exact;
    world.sites.rows[0].position = *LonLat::checked(-88.0, 14.0);
    const Disclosed disclosed = disclose(world);
    CHECK(disclosed[1].family[2].nearest_km.absence() == Absence::suppressed);
    CHECK(disclosed[2].family[2].nearest_km.known());
}

TEST_CASE("cells finer than a municipality show reach and presence in public, and nothing of violence") {
    World world = drawn_counts({100, 200, 0}, DisclosureClass::homicide);
    world.incidents[2] = Absence::no_record;
    world.municipalities.level = study::Level::grid;
    const Disclosed disclosed = disclose(world);
    for (const auto& m : disclosed.result.municipalities) {
        CHECK(m.incidents.absence() == Absence::suppressed);
        CHECK(m.rate_eb.absence() == Absence::suppressed);
        CHECK(m.at_risk.absence() == Absence::suppressed);
        CHECK(m.need_rank.absence() == Absence::suppressed);
        CHECK(m.gap_rank.absence() == Absence::suppressed);
        CHECK(m.gap_score_high.absence() == Absence::suppressed);
        CHECK(m.family[0].gap_class == GapClass::suppressed);
        CHECK(m.family[0].incidents_per_site.absence() == Absence::suppressed);
        CHECK(m.family[0].presence == gap::Presence::yes);
        CHECK(*m.family[0].reach == 0.5);
        CHECK(*m.presence_low == 0.5);
    }
    for (const auto& sum : disclosed.result.roll_ups) {
        CHECK(sum.incidents.absence() == Absence::suppressed);
        CHECK(sum.people_at_risk == 0.0);
    }
    CHECK(disclosed.result.pools.empty());
    world.study.profile = Profile::partner;
    CHECK(*disclose(world)[0].incidents == 100);
}

TEST_CASE("public rates carry one decimal, a partner's twelve digits") {
    World world = drawn_counts({123, 456, 789}, DisclosureClass::homicide);
    world.municipalities.rows[0].population = 70'000;
    CHECK(*disclose(world)[0].rate == 175.7);
    CHECK(*disclose(world)[0].rate_low == Approx(146.0).margin(1e-9));
    const double rate = *disclose(world).result.roll_ups[0].rate;
    CHECK(rate * 10 == Approx(std::round(rate * 10)).epsilon(1e-12));
    world.study.profile = Profile::partner;
    CHECK(*disclose(world)[0].rate == 175.714285714);
}
