// SPDX-License-Identifier: Apache-2.0
#include "geo/chord.hpp"
#include "geo/measure.hpp"
#include "geo/overlay.hpp"
#include "reach/catchments.hpp"
#include "reach/needed_discs.hpp"
#include "tests/support/drawn_map.hpp"
#include "tests/support/positions.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace presencia;
using support::at;

namespace {

const Date last_day = Date::from_ymd(2013, 12, 31).value();

}  // namespace

TEST_CASE("A geodesic lies between its chord and the arc over it, anywhere on Earth") {
    std::mt19937_64 random(9);
    std::uniform_real_distribution<double> longitude(-180.0, 180.0), latitude(-90.0, 90.0), size(-6.0, 2.0);
    for (int k = 0; k < 20'000; ++k) {
        const LonLat a = at(longitude(random), latitude(random));
        const double step = std::pow(10.0, size(random));
        const auto b = k % 3 == 0 ? std::optional(at(longitude(random), latitude(random))) : LonLat::checked(a.longitude() + step * (k % 5 - 2), a.latitude() + step * (k % 7 - 3));
        if (!b) continue;
        const double metres = geo::geodesic_distance(a, *b).value();
        const double chord = std::sqrt(geo::chord_squared(geo::earth_point(a), geo::earth_point(*b)));
        REQUIRE(chord <= metres + 1e-6);
        REQUIRE(metres <= geo::longest_geodesic(chord));
        for (const double radius : {metres, metres * 0.999999, metres * 1.000001, metres + 1.0, metres * 2.0}) {
            const geo::ReachByChord reach(radius);
            if (chord * chord <= reach.surely_within) REQUIRE(metres <= radius);
            if (chord * chord > reach.surely_beyond) REQUIRE(metres > radius);
        }
    }
}

TEST_CASE("The families that reach a place are those that measuring every site finds, small and large sites mixed") {
    const auto map = support::draw({"AAAA", "ABBB", "BBBB"});
    std::mt19937_64 random(4);
    std::uniform_real_distribution<double> x(-90.2, -89.4), y(14.6, 15.1), km(0.0, 6.0);
    layer::SiteTable sites;
    for (int k = 0; k < 600; ++k) {
        layer::Site site;
        site.family = static_cast<study::Family>(random() % study::family_count);
        site.position = at(x(random), y(random));
        site.municipality = 0;
        site.reach.km = k % 50 == 0 ? 60.0 : k % 7 == 0 ? 0.0 : km(random) / 8.0;
        sites.rows.push_back(site);
    }
    for (int k = 0; k < 20; ++k) {  // polygons, some with kilometres around
        layer::Site site;
        site.family = static_cast<study::Family>(k % study::family_count);
        const double west = x(random), south = y(random);
        site.area = {support::square(west, south, 0.02)};
        site.position = at(west + 0.01, south + 0.01);
        site.municipality = 0;
        site.reach.km = k % 2 == 0 ? 1.0 : 0.0;
        sites.rows.push_back(site);
    }
    const reach::Catchments catchments(sites, map, last_day);
    std::size_t reached = 0;
    for (int k = 0; k < 2'000; ++k) {
        const LonLat place = k % 10 == 0 ? sites.rows[random() % sites.rows.size()].position : at(x(random), y(random));
        unsigned expected = 0;
        for (const layer::Site& site : sites.rows) {
            const Metres distance = site.area.empty() ? geo::geodesic_distance(place, site.position) : geo::distance_to(place, site.area);
            if (distance <= kilometres(*site.reach.km)) expected |= 1u << static_cast<unsigned>(site.family);
        }
        REQUIRE(catchments.families_reaching(place, 0) == expected);
        reached += expected != 0 ? 1 : 0;
    }
    CHECK(reached > 500);
}

TEST_CASE("Few of the discs of dense sites are needed, and within the box their union is that of all") {
    std::mt19937_64 random(12);
    const geo::Box box{-90.0, 14.8, -89.8, 15.0};
    const geo::MultiPolygon square{support::rectangle(box.min_x, box.min_y, box.max_x, box.max_y)};
    std::uniform_real_distribution<double> x(-90.06, -89.74), y(14.74, 15.06), km(0.5, 5.0);
    std::size_t all = 0, needed = 0, wholes = 0;
    for (const int count : {0, 1, 2, 5, 20, 60, 150, 300}) {
        for (int draw = 0; draw < 4; ++draw) {
            std::vector<reach::Disc> discs;
            std::vector<geo::MultiPolygon> every, some;
            for (int k = 0; k < count; ++k) {
                const LonLat centre = at(x(random), y(random));
                const double metres = 1000.0 * km(random);
                discs.push_back({geo::earth_point(centre), metres});
                every.push_back(geo::disc(centre, Metres(metres)));
            }
            const reach::NeededDiscs found = reach::needed_discs(discs, box);
            for (const std::uint32_t k : found.needed) some.push_back(every[k]);
            const double expected = geo::area(geo::intersection(geo::unite(every), square)).value();
            const double got = found.whole ? geo::area(square).value() : geo::area(geo::intersection(geo::unite(some), square)).value();
            CAPTURE(count, draw, found.needed.size());
            CHECK(got == Approx(expected).epsilon(1e-9).margin(1e-9));
            all += every.size();
            needed += some.size();
            wholes += found.whole ? 1 : 0;
        }
    }
    CHECK(needed * 2 < all);
    CHECK(wholes > 1);
}
