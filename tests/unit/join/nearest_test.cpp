// SPDX-License-Identifier: Apache-2.0
#include "tests/support/positions.hpp"
#include "tests/unit/join/brute_force.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace presencia;
using support::at;
using join::Locator;
using join::nowhere;

namespace {

/// The nearest by measuring every shape.
Locator::Nearest measured(const std::vector<geo::MultiPolygon>& shapes, LonLat p, double limit) {
    Locator::Nearest best;
    double least = limit;
    for (std::size_t k = 0; k < shapes.size(); ++k) {
        const Metres distance = geo::distance_to(p, shapes[k]);
        if (distance.value() <= limit && (best.index == nowhere || distance.value() < least - 1e-6)) {
            best = {static_cast<join::MunicipalityIndex>(k), distance};
            least = distance.value();
        }
    }
    return best;
}

}  // namespace

TEST_CASE("Inside a municipality the nearest is that one, at no distance") {
    const std::vector<geo::MultiPolygon> shapes{drawn::rectangle(0, 0, 1, 1), drawn::rectangle(1, 0, 2, 1)};
    const Locator::Nearest found = Locator(shapes).nearest(at(1.5, 0.5), Metres(0));
    CHECK(found.index == 1);
    CHECK(found.distance.value() == 0.0);
}

TEST_CASE("Outside, the nearest within the limit is found, and nothing beyond it") {
    const std::vector<geo::MultiPolygon> shapes{drawn::rectangle(-90, 13, -89, 14)};
    const Locator locator(shapes);
    const double distance = geo::geodesic_distance(at(-88.99, 13.5), at(-89, 13.5)).value();
    CHECK(locator.nearest(at(-88.99, 13.5), Metres(distance * 1.001)).index == 0);
    CHECK(locator.nearest(at(-88.99, 13.5), Metres(distance * 1.001)).distance.value() ==
          Approx(distance).epsilon(1e-7));
    CHECK(locator.nearest(at(-88.99, 13.5), Metres(distance * 0.999)).index == nowhere);
    CHECK(locator.nearest(at(-88.99, 13.5), Metres(0)).index == nowhere);
    CHECK(locator.nearest(at(-88.99, 13.5), Metres(-5)).index == nowhere);
    CHECK(locator.nearest(at(-88.99, 13.5), Metres(std::numeric_limits<double>::quiet_NaN())).index == nowhere);
    CHECK(locator.nearest({}, Metres(1e9)).index == nowhere);
    CHECK(locator.nearest(at(90, -13), Metres(1e9)).index == 0);
    CHECK(Locator({}).nearest(at(0, 0), Metres(1e9)).index == nowhere);
}

TEST_CASE("Where two municipalities meet, the tie goes to the lowest index") {
    const std::vector<geo::MultiPolygon> shapes{drawn::rectangle(0, 5, 1, 6), drawn::rectangle(1, 0, 2, 1),
                                                drawn::rectangle(0, 0, 1, 1)};
    const Locator::Nearest found = Locator(shapes).nearest(at(1.0, -0.01), kilometres(10));
    CHECK(found.index == 1);
    CHECK(found.distance == geo::geodesic_distance(at(1.0, -0.01), at(1.0, 0.0)));
}

TEST_CASE("The nearest agrees with measuring every shape, at every reach and latitude") {
    for (const double south : {-60.0, 0.0, 10.0, 60.0}) {
        drawn::Random random(600);
        std::vector<geo::MultiPolygon> shapes;
        for (int k = 0; k < 60; ++k) {
            const Point<Wgs84> centre{drawn::uniform(random, -92, -84), drawn::uniform(random, south, south + 8)};
            shapes.push_back({drawn::holed_star(random, centre, drawn::uniform(random, 0.05, 0.5), 15)});
        }
        const Locator locator(shapes);
        for (int k = 0; k < 60; ++k) {
            const LonLat p = at(drawn::uniform(random, -93, -83), drawn::uniform(random, south - 1, south + 9));
            for (const double limit : {300.0, 5000.0, 40000.0, 1e6}) {
                const Locator::Nearest expected = measured(shapes, p, limit);
                const Locator::Nearest found = locator.nearest(p, Metres(limit));
                CAPTURE(p.longitude(), p.latitude(), limit);
                REQUIRE(found.index == expected.index);
                REQUIRE(found.distance.value() == Approx(expected.distance.value()).epsilon(1e-9));
            }
        }
    }
}

TEST_CASE("The nearest is found across the antimeridian and over a pole") {
    const std::vector<geo::MultiPolygon> shapes{drawn::rectangle(179, -18, 180, -17),
                                                drawn::rectangle(10, 89, 20, 89.9)};
    const Locator locator(shapes);
    CHECK(locator.nearest(at(-179.99, -17.5), kilometres(5)).index == 0);
    CHECK(locator.nearest(at(-165, 89.95), kilometres(20)).index == 1);
}

TEST_CASE("A municipality inside another is not nearest before the one around it") {
    const std::vector<geo::MultiPolygon> shapes{drawn::rectangle(0, 0, 10, 10), drawn::rectangle(0.5, 0.5, 1, 1)};
    CHECK(Locator(shapes).nearest(at(-0.001, 0.7), kilometres(200)).index == 0);
    const std::vector<geo::MultiPolygon> turned{shapes[1], shapes[0]};
    CHECK(Locator(turned).nearest(at(-0.001, 0.7), kilometres(200)).index == 1);
}
