// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"
#include "gap/disclosure.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using drawn::World;

namespace {

/// Two municipalities in each of five departments of one country; the people of D4 are not all known.
World world() {
    World w;
    w.study.at_risk.measure = study::Measure::rate;
    w.study.at_risk.value = 50.0;
    for (const char* department : {"D1", "D2", "D3", "D4", "D5"}) {
        w.add(40'000, Absence::not_applicable, "AAA", department);
        w.add(department == std::string("D4") ? layer::not_known : 60'000, Absence::not_applicable, "AAA", department);
    }
    for (std::size_t i = 0; i < 10; ++i) w.draw(i, study::Family::judicial, i % 2 == 0 ? 0.5 : 0.0);
    return w;
}

gap::GapInput by_department(const World& w, std::vector<gap::DepartmentIncidents> counts) {
    gap::GapInput input = w.input();
    input.departments = std::move(counts);
    return input;
}

std::vector<gap::DepartmentIncidents> counts(Maybe<std::int64_t> d3 = std::int64_t{3}) {
    return {{"AAA", "D1", std::int64_t{80}}, {"AAA", "D2", std::int64_t{40}}, {"AAA", "D3", d3}, {"AAA", "D4", std::int64_t{90}}, {"AAA", "D5", std::int64_t{20}}};
}

}  // namespace

TEST_CASE("municipalities inherit their department's rate and risk, and have no incidents or need") {
    const World w = world();
    const gap::Result result = gap::compute_gap(by_department(w, counts()));
    for (const std::size_t i : {0u, 1u}) {
        const gap::MunicipalityResult& m = result.municipalities[i];
        CHECK(*m.rate == Approx(80.0));  // 80 among 100,000 people in one year
        CHECK(*m.at_risk);
        CHECK(m.risk_level == "department");
        CHECK(m.incidents.absence() == Absence::not_applicable);
        CHECK_FALSE(m.unreached_need.known());
        CHECK_FALSE(m.need_rank.known());
        CHECK_FALSE(m.gap_rank.known());
        CHECK_FALSE(m.gap_score_high.known());
        CHECK(m.family[1].unreached_people.known());
    }
    CHECK(result.municipalities[1].family[1].gap_class == gap::GapClass::gap);
    CHECK_FALSE(*result.municipalities[2].at_risk);  // 40 per 100,000
    CHECK(result.municipalities[6].rate.absence() == Absence::no_population);
    // Totals are those of the departments, though no municipality has a count.
    REQUIRE(result.roll_ups.size() == 7);
    CHECK(*result.roll_ups[0].incidents == 80);
    CHECK(*result.roll_ups[0].rate == Approx(80.0));
    CHECK(*result.roll_ups[6].incidents == 233);
    CHECK(result.roll_ups[6].people_at_risk == Approx(100'000));
    CHECK(result.notes.front().find("department alone (5)") != std::string::npos);
}

TEST_CASE("a department without a record leaves the risk of its municipalities unknown") {
    const World w = world();
    const gap::Result result = gap::compute_gap(by_department(w, counts(Absence::no_record)));
    CHECK(result.municipalities[4].at_risk.absence() == Absence::no_record);
    CHECK(result.municipalities[4].incidents.absence() == Absence::no_record);
    CHECK(result.roll_ups[2].no_record == 2);
}

TEST_CASE("a share is one of departments") {
    World w = world();
    w.study.at_risk.rule = study::AtRisk::Rule::top_share;
    w.study.at_risk.value = 0.25;  // one of the four whose rate is known
    const gap::Result result = gap::compute_gap(by_department(w, counts()));
    int at_risk = 0;
    for (const gap::MunicipalityResult& m : result.municipalities) at_risk += m.at_risk.known() && *m.at_risk ? 1 : 0;
    CHECK(at_risk == 2);
    CHECK(*result.municipalities[0].at_risk);
}

TEST_CASE("small counts of departments are withheld from municipalities and totals alike") {
    World w = world();
    w.study.profile = study::Profile::public_;
    w.disclosure = study::DisclosureClass::sensitive;
    const gap::GapInput input = by_department(w, counts());
    gap::Result result = gap::compute_gap(input);
    const gap::DisclosureReport report = gap::disclose(result, input);
    CHECK(report.suppressed >= 2);  // three incidents in D3, and another so that the total does not tell
    for (const std::size_t i : {4u, 5u}) {
        CHECK(result.municipalities[i].rate.absence() == Absence::suppressed);
        CHECK(result.municipalities[i].rate_eb.absence() == Absence::suppressed);
    }
    CHECK(result.roll_ups[2].incidents.absence() == Absence::suppressed);
    CHECK(result.roll_ups[2].rate.absence() == Absence::suppressed);
    int shown = 0;
    for (int d = 0; d < 5; ++d) shown += result.roll_ups[static_cast<std::size_t>(d)].incidents.known() ? 1 : 0;
    CHECK(shown <= 3);
}
