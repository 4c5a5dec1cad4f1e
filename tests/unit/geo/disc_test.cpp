// SPDX-License-Identifier: Apache-2.0
#include "geo/measure.hpp"
#include "geo/overlay.hpp"
#include "tests/support/positions.hpp"
#include "tests/unit/geo/drawn.hpp"
#include "tests/unit/geo/geos_oracle.hpp"

#include <geodesic.h>
#include <catch2/catch.hpp>

using namespace presencia;
using support::at;

namespace {

/// The geodesic disc's area by a polygon of many vertices at the radius itself.
double disc_km2(LonLat centre, double radius) {
    geod_geodesic geodesic;
    geod_init(&geodesic, 6378137.0, 1.0 / 298.257223563);
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    constexpr int vertices = 20000;
    for (int k = 0; k < vertices; ++k) {
        double latitude = 0.0;
        double longitude = 0.0;
        geod_direct(&geodesic, centre.latitude(), centre.longitude(), 360.0 * k / vertices, radius, &latitude,
                    &longitude, nullptr);
        geod_polygon_addpoint(&geodesic, &polygon, latitude, longitude);
    }
    double area = 0.0;
    geod_polygon_compute(&geodesic, &polygon, 1, 1, &area, nullptr);
    return area * 1e-6;
}

}  // namespace

TEST_CASE("A disc has at least 360 vertices, all just beyond the radius, and the disc's area to 1e-5") {
    for (const double latitude : {0.0, 14.0, -45.0, 70.0}) {
        for (const double radius : {500.0, 5000.0, 20000.0, 100000.0}) {
            const LonLat centre = at(-88, latitude);
            const geo::MultiPolygon disc = geo::disc(centre, Metres(radius), 12);
            REQUIRE(disc.size() == 1);
            REQUIRE(disc[0].outer.size() == 361);
            for (const Point<Wgs84> p : disc[0].outer) {
                const double distance = geo::geodesic_distance(centre, at(p.x, p.y)).value();
                REQUIRE(distance == Approx(radius * 1.0000254).epsilon(1e-6));
            }
            CHECK(geo::area(disc).value() == Approx(disc_km2(centre, radius)).epsilon(1e-5));
            CHECK(oracle::GeosShape(disc).valid());
        }
    }
}

TEST_CASE("More vertices may be asked for, and a radius of nothing gives nothing") {
    CHECK(geo::disc(at(0, 0), Metres(1000), 720)[0].outer.size() == 721);
    CHECK(geo::disc(at(0, 0), Metres(0)).empty());
    CHECK(geo::disc(at(0, 0), Metres(-1)).empty());
    CHECK(geo::disc({}, Metres(1)).empty());
}

TEST_CASE("A disc over the antimeridian is cut at it") {
    const geo::MultiPolygon disc = geo::disc(at(179.9, -17), kilometres(50));
    const geo::Box box = geo::box_of(disc);
    CHECK(box.max_x == 180.0);
    CHECK(box.min_x == Approx(179.43).margin(0.01));
    CHECK(geo::area(disc).value() > disc_km2(at(179.9, -17), 50000) * 0.5);
    CHECK(geo::area(disc).value() < disc_km2(at(179.9, -17), 50000) * 0.8);
}

TEST_CASE("A disc that holds a pole reaches it over all longitudes") {
    for (const double latitude : {89.5, -89.5, 90.0}) {
        const geo::MultiPolygon disc = geo::disc(at(30, latitude), kilometres(100));
        const geo::Box box = geo::box_of(disc);
        CHECK(box.min_x == -180.0);
        CHECK(box.max_x == 180.0);
        CHECK(geo::area(disc).value() == Approx(disc_km2(at(30, latitude), 100000)).epsilon(1e-3));
        CHECK(geo::covers(disc, {-150, latitude > 0 ? 90.0 : -90.0}));
        CHECK(oracle::GeosShape(disc).valid());
    }
}

TEST_CASE("The rim of a buffer lies at its distance from the shape") {
    drawn::Random random(61);
    for (const double latitude : {0.0, 14.0, -50.0}) {
        const geo::MultiPolygon shape{{drawn::star_ring(random, {-88, latitude}, 0.2, 12), {}}};
        const geo::MultiPolygon grown = geo::buffer(shape, kilometres(5));
        REQUIRE(grown.size() == 1);
        REQUIRE(oracle::GeosShape(grown).valid());
        for (const Point<Wgs84> p : grown[0].outer) {
            REQUIRE(geo::distance_to(at(p.x, p.y), shape).value() == Approx(5000.0).epsilon(2e-5));
        }
        CHECK(geo::area(geo::difference(shape, grown)).value() == 0.0);
    }
}

TEST_CASE("The buffer of a speck is a disc") {
    const geo::MultiPolygon speck = drawn::rectangle(-88.0000005, 13.9999995, -87.9999995, 14.0000005);
    const geo::MultiPolygon grown = geo::buffer(speck, kilometres(5));
    CHECK(geo::area(grown).value() == Approx(disc_km2(at(-88, 14), 5000)).epsilon(2e-4));
}

TEST_CASE("A buffer closes holes narrower than twice its radius and joins parts") {
    const geo::MultiPolygon ring{{drawn::rectangle_ring(-88.2, 14, -88, 14.2),
                                  {drawn::reversed(drawn::rectangle_ring(-88.11, 14.09, -88.09, 14.11))}},
                                 {drawn::rectangle_ring(-87.99, 14, -87.9, 14.2), {}}};
    const geo::MultiPolygon grown = geo::buffer(ring, kilometres(2));
    REQUIRE(grown.size() == 1);
    CHECK(grown[0].holes.empty());
    CHECK(geo::buffer({}, kilometres(1)).empty());
}
