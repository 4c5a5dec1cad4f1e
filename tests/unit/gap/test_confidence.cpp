// SPDX-License-Identifier: Apache-2.0
#include "gap/confidence.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using gap::Confidence;

namespace {

constexpr std::array<bool, study::family_count> two{true, true, false, false, false, false};

struct Drawn {
    std::array<reach::FamilyReach, study::family_count> families;
    Date as_of = *Date::from_ymd(2012, 2, 29);

    Drawn() {
        for (std::size_t f : {0u, 1u}) {
            families[f].complete = true;
            families[f].sites = 1;
            families[f].newest = as_of;
        }
    }
    Confidence of(std::string_view basis = "column") const { return gap::confidence_of(families, two, basis, as_of); }
};

}  // namespace

TEST_CASE("exact, recent, complete records over a counted population are high confidence") {
    CHECK(Drawn().of() == Confidence::high);
    CHECK(Drawn().of("table") == Confidence::high);
}

TEST_CASE("the worst of the four aspects decides") {
    Drawn drawn;
    CHECK(drawn.of("surface") == Confidence::medium);
    CHECK(drawn.of("none") == Confidence::low);
    drawn.families[0].worst_precision = layer::Precision::approximate;
    CHECK(drawn.of() == Confidence::medium);
    drawn.families[1].worst_precision = layer::Precision::municipality;
    CHECK(drawn.of() == Confidence::low);
    drawn.families[1].sites = 0;  // no site there: nothing to be imprecise
    CHECK(drawn.of() == Confidence::medium);
}

TEST_CASE("age is taken from the newest event, two and five years back to the day") {
    Drawn drawn;
    drawn.families[0].newest = drawn.families[1].newest = *Date::from_ymd(2010, 2, 28);  // two years before 29 February is the 28th
    CHECK(drawn.of() == Confidence::high);
    drawn.families[0].newest = drawn.families[1].newest = *Date::from_ymd(2010, 2, 27);
    CHECK(drawn.of() == Confidence::medium);
    drawn.families[0].newest = drawn.families[1].newest = *Date::from_ymd(2007, 2, 27);
    CHECK(drawn.of() == Confidence::low);
    drawn.families[1].newest = drawn.as_of;
    CHECK(drawn.of() == Confidence::high);
    drawn.families[0].newest = drawn.families[1].newest = Date();
    CHECK(drawn.of() == Confidence::medium);
}

TEST_CASE("some incomplete families make it medium and all of them low") {
    Drawn drawn;
    drawn.families[0].complete = false;
    CHECK(drawn.of() == Confidence::medium);
    drawn.families[1].complete = false;
    CHECK(drawn.of() == Confidence::low);
    CHECK(gap::confidence_of(drawn.families, {}, "column", drawn.as_of) == Confidence::low);
}
