// SPDX-License-Identifier: Apache-2.0
#include "geo/border_distance.hpp"
#include "geo/measure.hpp"
#include "tests/support/positions.hpp"
#include "tests/unit/geo/drawn.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace presencia;
using support::at;

namespace {

/// The same minimum by walking every edge: a fine scan, then thirds of the best interval.
double scanned(LonLat position, const geo::Ring& ring) {
    double best = 1e300;
    for (std::size_t k = 1; k < ring.size(); ++k) {
        const auto along = [&](double t) {
            const double x = ring[k - 1].x + t * (ring[k].x - ring[k - 1].x);
            const double y = ring[k - 1].y + t * (ring[k].y - ring[k - 1].y);
            return geo::geodesic_distance(position, at(std::clamp(x, -180.0, 180.0), y)).value();
        };
        constexpr int steps = 200;
        int nearest = 0;
        for (int step = 0; step <= steps; ++step) {
            if (along(step / double{steps}) < along(nearest / double{steps})) nearest = step;
        }
        double low = std::max(0, nearest - 1) / double{steps};
        double high = std::min(steps, nearest + 1) / double{steps};
        for (int round = 0; round < 60; ++round) {
            const double third = (high - low) / 3.0;
            (along(low + third) < along(high - third) ? high = high - third : low = low + third);
        }
        best = std::min({best, along(low), along(0.0), along(1.0)});
    }
    return best;
}

}  // namespace

TEST_CASE("A degree along the equator and along a meridian have their known lengths") {
    CHECK(geo::geodesic_distance(at(0, 0), at(1, 0)).value() == Approx(111319.49079327358).epsilon(1e-12));
    // Quarter meridian of WGS 84: 10,001,965.7293 m.
    CHECK(geo::geodesic_distance(at(0, 0), at(0, 90)).value() == Approx(10001965.729312).epsilon(1e-12));
    CHECK(geo::geodesic_distance(at(179.5, 10), at(-179.5, 10)).value() < 110000);
    CHECK(geo::geodesic_distance(at(5, 5), at(5, 5)).value() == 0.0);
}

TEST_CASE("The distance to a shape is zero inside and on its border") {
    const geo::MultiPolygon square = drawn::rectangle(-90, 13, -89, 14);
    CHECK(geo::distance_to(at(-89.5, 13.5), square).value() == 0.0);
    CHECK(geo::distance_to(at(-89, 13.5), square).value() == 0.0);
    CHECK(geo::distance_to(at(-90, 13), square).value() == 0.0);
}

TEST_CASE("In a hole the distance is that to the hole's border") {
    const geo::MultiPolygon ring{
        {drawn::rectangle_ring(-90, 13, -89, 14), {drawn::reversed(drawn::rectangle_ring(-89.7, 13.3, -89.3, 13.7))}}};
    const double north = geo::geodesic_distance(at(-89.5, 13.69), at(-89.5, 13.7)).value();
    CHECK(geo::distance_to(at(-89.5, 13.69), ring).value() == Approx(north).epsilon(1e-9));
}

TEST_CASE("Nearest a vertex the distance is the geodesic to it, to the last bit") {
    const geo::MultiPolygon square = drawn::rectangle(-90, 13, -89, 14);
    CHECK(geo::distance_to(at(-88.9, 14.2), square) == geo::geodesic_distance(at(-88.9, 14.2), at(-89, 14)));
}

TEST_CASE("Distances agree with a scan along every edge, near and far") {
    drawn::Random random(31);
    for (const double latitude : {0.0, 14.0, -55.0, 75.0}) {
        for (const double reach : {0.51, 0.7, 2.0, 8.0}) {
            const geo::Ring ring = drawn::star_ring(random, {-88, latitude}, 0.5, 9);
            const double angle = drawn::uniform(random, 0.0, 6.28);
            const LonLat p = at(-88 + reach * std::cos(angle), latitude + reach * std::sin(angle));
            const geo::MultiPolygon shape{{ring, {}}};
            REQUIRE_FALSE(geo::covers(shape, p.point()));
            CHECK(geo::distance_to(p, shape).value() == Approx(scanned(p, ring)).epsilon(1e-9));
        }
    }
}

TEST_CASE("An edge of many degrees is measured where it is drawn, not along the geodesic between its ends") {
    // Along latitude 60 the geodesic would pass hundreds of kilometres north of the straight edge.
    const geo::MultiPolygon band = drawn::rectangle(-40, 50, 40, 60);
    const double expected = geo::geodesic_distance(at(3, 61), at(3, 60)).value();
    CHECK(geo::distance_to(at(3, 61), band).value() == Approx(expected).epsilon(1e-4));
    CHECK(geo::distance_to(at(3, 61), band).value() == Approx(scanned(at(3, 61), band[0].outer)).epsilon(1e-9));
}

TEST_CASE("Metres from a border are right to a micrometre") {
    const geo::MultiPolygon square = drawn::rectangle(-90, 13, -89, 14);
    for (const double off : {1e-8, 1e-6, 1e-4}) {
        const double expected = geo::geodesic_distance(at(-89 + off, 13.4), at(-89, 13.4)).value();
        CHECK(geo::distance_to(at(-89 + off, 13.4), square).value() == Approx(expected).margin(1e-6));
    }
}

TEST_CASE("Distances look across the antimeridian") {
    const geo::MultiPolygon square = drawn::rectangle(179, -18, 180, -17);
    const double expected = geo::geodesic_distance(at(-179.9, -17.5), at(180, -17.5)).value();
    CHECK(geo::distance_to(at(-179.9, -17.5), square).value() == Approx(expected).epsilon(1e-6));
}

TEST_CASE("An edge and its reverse give the same bits, and ties go to the lowest owner") {
    drawn::Random random(32);
    for (int k = 0; k < 300; ++k) {
        const auto p = [&] { return Point<Wgs84>{drawn::uniform(random, -89, -88), drawn::uniform(random, 13, 14)}; };
        const Point<Wgs84> a = p(), b = p();
        const LonLat position = at(p().x, p().y);
        geo::BorderDistance forward(position), backward(position), both(position);
        forward.add(a, b, 7);
        backward.add(b, a, 7);
        both.add(a, b, 9);
        both.add(b, a, 4);
        REQUIRE(forward.nearest().distance == backward.nearest().distance);
        REQUIRE(both.nearest().owner == 4);
    }
}

TEST_CASE("Without edges there is no nearest one") {
    const geo::BorderDistance none(at(0, 0));
    CHECK(none.nearest().owner == -1);
    CHECK(geo::distance_to(at(0, 0), {}).value() == std::numeric_limits<double>::infinity());
}
