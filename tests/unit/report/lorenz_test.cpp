// SPDX-License-Identifier: Apache-2.0
#include "emit/report/lorenz.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using namespace presencia::emit;

namespace {

gap::MunicipalityResult municipality(Maybe<double> people, Maybe<std::int64_t> incidents) {
    gap::MunicipalityResult m;
    m.population = people;
    m.incidents = incidents;
    return m;
}

}  // namespace

TEST_CASE("The curve of three municipalities is the one drawn by hand") {
    // By rate: 60 of 100 people, 30 of 300, 10 of 600. Shares of people 0.1, 0.4, 1; of incidents 0.6, 0.9, 1.
    const Lorenz curve(std::vector<Holding>{{600.0, 10.0}, {100.0, 60.0}, {300.0, 30.0}});
    REQUIRE(curve.drawn());
    REQUIRE(curve.points().size() == 4);
    CHECK(curve.points()[0].people == 0.0);
    CHECK(curve.points()[1].people == Approx(0.1));
    CHECK(curve.points()[1].incidents == Approx(0.6));
    CHECK(curve.points()[2].people == Approx(0.4));
    CHECK(curve.points()[2].incidents == Approx(0.9));
    CHECK(curve.points()[3].people == Approx(1.0));
    CHECK(curve.points()[3].incidents == Approx(1.0));
    // On the way: half of 0.1 holds half of 0.6; 0.25 lies in the middle of 0.1 .. 0.4, so 0.75.
    CHECK(curve.incidents_at(0.05) == Approx(0.3));
    CHECK(curve.incidents_at(0.25) == Approx(0.75));
    CHECK(curve.incidents_at(1.0) == Approx(1.0));
    CHECK(curve.people_holding(0.5) == Approx(0.1 * 0.5 / 0.6));
    CHECK(curve.people_holding(0.75) == Approx(0.25));
    CHECK(curve.municipalities_holding(0.5) == 1);
    CHECK(curve.municipalities_holding(0.6) == 1);
    CHECK(curve.municipalities_holding(0.61) == 2);
    CHECK(curve.municipalities_holding(1.0) == 3);
}

TEST_CASE("Equal rates lie on one line, in whichever order they come") {
    const Lorenz one(std::vector<Holding>{{100.0, 10.0}, {300.0, 30.0}, {600.0, 60.0}});
    const Lorenz other(std::vector<Holding>{{600.0, 60.0}, {100.0, 10.0}, {300.0, 30.0}});
    for (const double share : {0.05, 0.1, 0.25, 0.5, 0.9}) {
        CHECK(one.incidents_at(share) == Approx(share));
        CHECK(other.incidents_at(share) == Approx(share));
        CHECK(one.people_holding(share) == Approx(share));
    }
}

TEST_CASE("Municipalities without incidents lie flat at the end") {
    const Lorenz curve(std::vector<Holding>{{500.0, 0.0}, {500.0, 8.0}});
    CHECK(curve.incidents_at(0.5) == Approx(1.0));
    CHECK(curve.incidents_at(0.75) == Approx(1.0));
    CHECK(curve.people_holding(1.0) == Approx(0.5));
}

TEST_CASE("Nobody's home takes no part, and without incidents or people there is no curve") {
    const Lorenz curve(std::vector<Holding>{{0.0, 50.0}, {100.0, 5.0}, {100.0, 5.0}});
    REQUIRE(curve.drawn());
    CHECK(curve.points().size() == 3);
    CHECK(curve.incidents_at(0.5) == Approx(0.5));
    CHECK_FALSE(Lorenz(std::vector<Holding>{{100.0, 0.0}, {50.0, 0.0}}).drawn());
    CHECK_FALSE(Lorenz(std::vector<Holding>{{0.0, 3.0}}).drawn());
    CHECK_FALSE(Lorenz({}).drawn());
}

TEST_CASE("What is not shown is counted by its reason and never taken as zero") {
    gap::Result result;
    result.municipalities = {municipality(100.0, std::int64_t{7}),           municipality(100.0, Absence::suppressed), municipality(100.0, Absence::suppressed),
                             municipality(100.0, Absence::no_record),        municipality(Absence::no_population, std::int64_t{4}), municipality(0.0, std::int64_t{1}),
                             municipality(200.0, std::int64_t{0})};
    const Holdings holdings = shown_holdings(result);
    CHECK(holdings.suppressed == 2);
    CHECK(holdings.no_record == 1);
    CHECK(holdings.no_people == 2);
    CHECK(holdings.left_out() == 5);
    REQUIRE(holdings.shown.size() == 2);
    CHECK(holdings.shown[0].incidents == 7.0);
    CHECK(holdings.shown[1].people == 200.0);
}

TEST_CASE("Where every count is suppressed there is no curve") {
    gap::Result result;
    result.municipalities.assign(5, municipality(100.0, Absence::suppressed));
    const Holdings holdings = shown_holdings(result);
    CHECK(holdings.shown.empty());
    CHECK(holdings.suppressed == 5);
    CHECK_FALSE(Lorenz(holdings.shown).drawn());
}
