// SPDX-License-Identifier: Apache-2.0
#include "geo/measure.hpp"
#include "geo/overlay.hpp"
#include "reach/catchments.hpp"
#include "tests/support/drawn_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace presencia;

namespace {

constexpr unsigned police_bit = 1u << static_cast<unsigned>(study::Family::law_enforcement);
const Date as_of = Date::from_ymd(2013, 12, 31).value();

layer::Site police_at(double longitude, double latitude, std::int32_t municipality, double km) {
    layer::Site s;
    s.family = study::Family::law_enforcement;
    s.position = *LonLat::checked(longitude, latitude);
    s.municipality = municipality;
    s.reach.km = km;
    return s;
}

unsigned families(const layer::SiteTable& sites, const layer::MunicipalityTable& map, double longitude, double latitude, std::int32_t m) {
    return reach::Catchments(sites, map, as_of).families_reaching(*LonLat::checked(longitude, latitude), m);
}

}  // namespace

TEST_CASE("Within reach is a geodesic distance up to the kilometres, the limit included") {
    const auto map = support::draw({"AB"});
    layer::SiteTable sites;
    sites.rows.push_back(police_at(-89.95, 14.95, 0, 0.0));
    const double metres = geo::geodesic_distance(sites.rows[0].position, *LonLat::checked(-89.97, 14.93)).value();
    sites.rows[0].reach.km = metres / 1000.0;
    CHECK(families(sites, map, -89.97, 14.93, 0) == police_bit);
    sites.rows[0].reach.km = metres / 1000.0 * (1.0 - 1e-9);
    CHECK(families(sites, map, -89.97, 14.93, 0) == 0);
}

TEST_CASE("A site serves its own country only, unless it is declared to serve across borders") {
    const auto map = support::draw({"Aa"});  // A in AAA, a in BBB, side by side
    layer::SiteTable sites;
    sites.rows.push_back(police_at(-89.905, 14.95, 0, 5.0));
    CHECK(families(sites, map, -89.91, 14.95, 0) == police_bit);
    CHECK(families(sites, map, -89.895, 14.95, 1) == 0);
    CHECK(reach::Catchments(sites, map, as_of).area_within(study::Family::law_enforcement, 1).empty());
    sites.rows[0].cross_border = true;
    CHECK(families(sites, map, -89.895, 14.95, 1) == police_bit);
}

TEST_CASE("A site outside every municipality serves the country of its column, or none") {
    const auto map = support::draw({"A."});
    layer::SiteTable sites;
    sites.rows.push_back(police_at(-89.895, 14.95, -1, 5.0));
    CHECK(families(sites, map, -89.91, 14.95, 0) == 0);
    sites.rows[0].country = "AAA";
    CHECK(families(sites, map, -89.91, 14.95, 0) == police_bit);
}

TEST_CASE("A site known only to its municipality gives no reach, unless reach by municipality is declared") {
    const auto map = support::draw({"AB"});
    layer::SiteTable sites;
    sites.rows.push_back(police_at(-89.95, 14.95, 0, 5.0));
    sites.rows[0].precision = layer::Precision::municipality;
    CHECK(families(sites, map, -89.95, 14.95, 0) == 0);
    CHECK_FALSE(reach::Catchments(sites, map, as_of).nearest(study::Family::law_enforcement, *LonLat::checked(-89.95, 14.95), 0).has_value());
    sites.rows[0].reach.municipality = true;
    CHECK(families(sites, map, -89.99, 14.91, 0) == police_bit);
    CHECK(families(sites, map, -89.85, 14.95, 1) == 0);
}

TEST_CASE("Programmes and closed sites reach nobody") {
    const auto map = support::draw({"A"});
    layer::SiteTable sites;
    sites.rows.push_back(police_at(-89.95, 14.95, 0, 5.0));
    sites.rows[0].kind = study::Kind::programme;
    CHECK(families(sites, map, -89.95, 14.95, 0) == 0);
    sites.rows[0].kind = study::Kind::service;
    sites.rows[0].end = Date::from_ymd(2013, 12, 30).value();
    CHECK(families(sites, map, -89.95, 14.95, 0) == 0);
}

TEST_CASE("A polygon site serves its interior, and kilometres around it where they are given") {
    const auto map = support::draw({"A"});
    layer::SiteTable sites;
    sites.rows.push_back(police_at(-89.95, 14.95, 0, 0.0));
    sites.rows[0].area = {support::square(-89.96, 14.94, 0.02)};
    CHECK(families(sites, map, -89.941, 14.941, 0) == police_bit);
    CHECK(families(sites, map, -89.939, 14.95, 0) == 0);
    sites.rows[0].reach.km = 0.2;
    CHECK(families(sites, map, -89.939, 14.95, 0) == police_bit);  // about 107 m outside
    CHECK(families(sites, map, -89.93, 14.95, 0) == 0);            // about 1.1 km outside
}

TEST_CASE("Overlapping catchments are one: their area is that of the union") {
    const auto map = support::draw({"A"});
    layer::SiteTable sites;
    sites.rows = {police_at(-89.95, 14.95, 0, 2.0), police_at(-89.95, 14.95, 0, 2.0), police_at(-89.949, 14.95, 0, 2.0)};
    const double two_km_disc = 3.141592653589793 * 4.0;
    const double area = geo::area(reach::Catchments(sites, map, as_of).area_within(study::Family::law_enforcement, 0)).value();
    CHECK(area > two_km_disc);
    CHECK(area < two_km_disc * 1.05);
}

TEST_CASE("The nearest of sites that are areas is the one that measuring all of them finds") {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> across(-90.4, -89.4), down(14.5, 15.4), size(0.0005, 0.2);
    const auto map = support::draw({"AB"});
    layer::SiteTable sites;
    for (int i = 0; i < 60; ++i) {
        layer::Site site = police_at(across(random), down(random), 0, 0.0);
        const double x = site.position.longitude(), y = site.position.latitude(), dx = size(random), dy = size(random);
        site.area = {{{{x, y}, {x + dx, y}, {x, y + dy}, {x, y}}, {}}};
        sites.rows.push_back(site);
    }
    for (int points = 0; points < 2; ++points) {
        const reach::Catchments catchments(sites, map, as_of);
        for (int i = 0; i < 200; ++i) {
            const LonLat from = *LonLat::checked(across(random), down(random));
            Metres best(1e12);
            for (const layer::Site& site : sites.rows) best = std::min(best, site.area.empty() ? geo::geodesic_distance(from, site.position) : geo::distance_to(from, site.area));
            REQUIRE(catchments.nearest(study::Family::law_enforcement, from, 0)->value() == best.value());
        }
        for (int i = 0; i < 5; ++i) sites.rows.push_back(police_at(across(random), down(random), 0, 1.0));  // and again with points among them
    }
}
