// SPDX-License-Identifier: Apache-2.0
#include "study/study.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using namespace presencia::study;

TEST_CASE("every family is read back from its own name and has a label in both languages") {
    for (std::size_t f = 0; f < family_count; ++f) {
        const auto family = static_cast<Family>(f);
        CHECK(family_from(to_string(family)) == family);
        CHECK(label(family, Language::es) != label(family, Language::en));
    }
    CHECK_FALSE(family_from("military"));
    CHECK_FALSE(family_from(""));
    CHECK(label(Family::law_enforcement, Language::es) == "policía");
}

TEST_CASE("the reach assumed for a family is 5 km for police, 20 for justice, 5 for social services, 3 for schools") {
    CHECK(default_reach_km(Family::law_enforcement) == 5.0);
    CHECK(default_reach_km(Family::judicial) == 20.0);
    CHECK(default_reach_km(Family::social) == 5.0);
    CHECK(default_reach_km(Family::educational) == 3.0);
    CHECK(default_reach_km(Family::border) == 20.0);
    CHECK(default_reach_km(Family::oversight) == 20.0);
}

TEST_CASE("words are written as a study file spells them") {
    CHECK(to_string(Profile::public_) == "public");
    CHECK(to_string(Profile::partner) == "partner");
    CHECK(to_string(Profile::restricted) == "restricted");
    CHECK(to_string(Measure::rate_eb) == "rate_eb");
    CHECK(to_string(Measure::rate) == "rate");
    CHECK(to_string(Measure::count) == "count");
    CHECK(to_string(Kind::programme) == "programme");
    CHECK(kind_from("service") == Kind::service);
    CHECK_FALSE(kind_from("project"));
    CHECK(to_string(Level::community) == "community");
    CHECK(to_string(Scope::country) == "country");
    CHECK(to_string(IndexMean::geometric) == "geometric");
    CHECK(to_string(DisclosureClass::sensitive) == "sensitive");
}
