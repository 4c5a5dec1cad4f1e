// SPDX-License-Identifier: Apache-2.0
#include "gap/presence.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using gap::GapClass;
using gap::Presence;

namespace {
constexpr double target = 0.8;

std::array<gap::FamilyResult, study::family_count> families(std::initializer_list<Maybe<double>> reaches, bool complete = true) {
    std::array<gap::FamilyResult, study::family_count> out;
    std::size_t f = 0;
    for (const auto& reach : reaches) {
        out[f].reach = reach;
        out[f].complete = complete;
        ++f;
    }
    return out;
}
}  // namespace

TEST_CASE("presence: a service in the municipality, or the target reached, is yes; complete records without either are no; the rest is unknown") {
    CHECK(gap::presence_of(1, 0.0, false, target) == Presence::yes);
    CHECK(gap::presence_of(1, Absence::unknown, true, target) == Presence::yes);
    CHECK(gap::presence_of(0, 0.8, false, target) == Presence::yes);  // at the target
    CHECK(gap::presence_of(0, 0.79, true, target) == Presence::no);
    CHECK(gap::presence_of(0, 0.0, true, target) == Presence::no);
    CHECK(gap::presence_of(0, Absence::unknown, true, target) == Presence::no);
    CHECK(gap::presence_of(0, 0.79, false, target) == Presence::unknown);
    CHECK(gap::presence_of(0, Absence::unknown, false, target) == Presence::unknown);
}

TEST_CASE("gap classes follow the table, first match wins") {
    const Maybe<bool> yes = true;
    const Maybe<bool> no = false;
    CHECK(gap::gap_class_of(Absence::no_record, Presence::yes, 1.0, target) == GapClass::risk_unknown);
    CHECK(gap::gap_class_of(Absence::no_population, Presence::no, 0.0, target) == GapClass::risk_unknown);
    CHECK(gap::gap_class_of(no, Presence::no, 0.0, target) == GapClass::not_at_risk);
    CHECK(gap::gap_class_of(no, Presence::yes, 1.0, target) == GapClass::not_at_risk);
    CHECK(gap::gap_class_of(yes, Presence::yes, 0.8, target) == GapClass::reached);
    CHECK(gap::gap_class_of(yes, Presence::yes, 0.0, target) == GapClass::partial);
    CHECK(gap::gap_class_of(yes, Presence::no, 0.01, target) == GapClass::partial);
    CHECK(gap::gap_class_of(yes, Presence::unknown, 0.01, target) == GapClass::partial);
    CHECK(gap::gap_class_of(yes, Presence::no, 0.0, target) == GapClass::gap);
    CHECK(gap::gap_class_of(yes, Presence::unknown, 0.0, target) == GapClass::gap_unknown);
    CHECK(gap::gap_class_of(yes, Presence::unknown, Absence::unknown, target) == GapClass::gap_unknown);
    CHECK(gap::gap_class_of(Absence::suppressed, Presence::no, 0.0, target) == GapClass::suppressed);
    CHECK(gap::gap_class_of(yes, Presence::not_studied, Absence::not_studied, target) == GapClass::not_studied);
}

TEST_CASE("the presence index is the mean, the geometric mean or the least of the studied families' reaches") {
    const auto family = families({0.2, 0.8, 0.5, 0.1});
    const std::array<bool, study::family_count> two{true, true, false, false, true, true};  // border and oversight never enter
    CHECK(*gap::presence_index(family, two, study::IndexMean::mean, false) == Approx(0.5));
    CHECK(*gap::presence_index(family, two, study::IndexMean::geometric, false) == Approx(0.4));
    CHECK(*gap::presence_index(family, two, study::IndexMean::minimum, false) == Approx(0.2));
}

TEST_CASE("the upper index counts each incomplete family as reaching all") {
    auto family = families({0.2, 0.8});
    family[0].complete = false;
    const std::array<bool, study::family_count> two{true, true, false, false, false, false};
    CHECK(*gap::presence_index(family, two, study::IndexMean::mean, true) == Approx(0.9));
    CHECK(*gap::presence_index(family, two, study::IndexMean::geometric, true) == Approx(0.894427190999916));
    CHECK(*gap::presence_index(family, two, study::IndexMean::minimum, true) == Approx(0.8));
}

TEST_CASE("an unknown reach leaves the lower index unknown, and no studied family leaves none") {
    auto family = families({Absence::unknown, 0.8});
    family[0].complete = false;
    const std::array<bool, study::family_count> two{true, true, false, false, false, false};
    CHECK(gap::presence_index(family, two, study::IndexMean::mean, false).absence() == Absence::unknown);
    CHECK(*gap::presence_index(family, two, study::IndexMean::mean, true) == Approx(0.9));
    CHECK(gap::presence_index(family, {}, study::IndexMean::mean, false).absence() == Absence::not_studied);
}

TEST_CASE("the ratios per site say when there is no site, no people and no staff") {
    reach::FamilyReach reach;
    reach.sites = 2;
    reach.staff = 30;
    reach.reach = 0.25;
    reach.need = 0.5;
    const gap::FamilyResult known = gap::family_result(reach, 40'000.0, std::int64_t{10});
    CHECK(*known.sites_per_100k == Approx(5.0));
    CHECK(*known.people_per_site == Approx(20'000));
    CHECK(*known.incidents_per_site == Approx(5.0));
    CHECK(*known.staff_per_10k == Approx(7.5));
    CHECK(*known.unreached_people == Approx(30'000));
    reach.sites = 0;
    reach.staff = layer::not_known;
    const gap::FamilyResult none = gap::family_result(reach, Absence::no_population, Absence::no_record);
    CHECK(none.people_per_site.absence() == Absence::no_site);
    CHECK(none.sites_per_100k.absence() == Absence::no_population);
    CHECK(none.unreached_people.absence() == Absence::no_population);
    CHECK(gap::family_result(reach, 100.0, std::int64_t{1}).staff_per_10k.absence() == Absence::unknown);
}

TEST_CASE("unmet need is a family's expected incidents outside reach; the mean needs every studied family") {
    gap::MunicipalityResult m;
    m.population = 50'000.0;
    m.expected_incidents = 8.0;
    m.family[0].reach_need = 0.5;
    m.family[1].reach_need = 0.25;
    const std::array<bool, study::family_count> two{true, true, false, false, false, false};
    gap::set_unmet_need(m, two, 2.0);
    CHECK(*m.family[0].unreached_need == Approx(4.0));
    CHECK(*m.family[1].unreached_need == Approx(6.0));
    CHECK(*m.unreached_need == Approx(5.0));
    CHECK(*m.unreached_need_rate == Approx(5.0));  // per 100,000 people and year, over 100,000 person-years
    CHECK(m.family[2].unreached_need.absence() == Absence::not_studied);
    m.family[1].reach_need = Absence::suppressed;
    gap::set_unmet_need(m, two, 2.0);
    CHECK(m.unreached_need.absence() == Absence::suppressed);
    CHECK(m.unreached_need_rate.absence() == Absence::suppressed);
    m.expected_incidents = Absence::no_record;
    gap::set_unmet_need(m, two, 2.0);
    CHECK(m.family[0].unreached_need.absence() == Absence::no_record);
}
