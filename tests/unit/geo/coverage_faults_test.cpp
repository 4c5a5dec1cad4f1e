// SPDX-License-Identifier: Apache-2.0
#include "geo/measure.hpp"
#include "geo/overlay.hpp"
#include "tests/unit/geo/drawn.hpp"

#include <catch2/catch.hpp>

using namespace presencia;

TEST_CASE("A coverage without faults has none") {
    drawn::Random random(71);
    const std::vector<geo::MultiPolygon> cells = drawn::WarpedCoverage(random, 6, 5, 8, {-90, 12}).cells();
    const geo::CoverageFaults faults = geo::coverage_faults(cells);
    CHECK(faults.overlaps.empty());
    CHECK(faults.holes.empty());
}

TEST_CASE("Overlaps are measured, largest first, with the lower index first") {
    const std::vector<geo::MultiPolygon> shapes{drawn::rectangle(0, 0, 1, 1), drawn::rectangle(0.9, 0, 2, 1),
                                                drawn::rectangle(1.5, 0.5, 3, 1), drawn::rectangle(3, 0, 4, 1)};
    const geo::CoverageFaults faults = geo::coverage_faults(shapes);
    REQUIRE(faults.overlaps.size() == 2);
    CHECK(faults.overlaps[0].a == 1);
    CHECK(faults.overlaps[0].b == 2);
    CHECK(faults.overlaps[0].area.value() == Approx(geo::area(drawn::rectangle(1.5, 0.5, 2, 1)).value()).epsilon(1e-9));
    CHECK(faults.overlaps[1].a == 0);
    CHECK(faults.overlaps[1].b == 1);
    CHECK(faults.overlaps[1].area.value() == Approx(geo::area(drawn::rectangle(0.9, 0, 1, 1)).value()).epsilon(1e-9));
}

TEST_CASE("The same shape twice overlaps by all of itself") {
    drawn::Random random(72);
    const geo::MultiPolygon star{drawn::holed_star(random, {-89, 14}, 0.5, 20)};
    const geo::CoverageFaults faults = geo::coverage_faults(std::vector<geo::MultiPolygon>{star, star});
    REQUIRE(faults.overlaps.size() == 1);
    CHECK(faults.overlaps[0].area.value() == Approx(geo::area(star).value()).epsilon(1e-9));
    CHECK(faults.holes.empty());
}

TEST_CASE("A hole between shapes is a fault, a lake within one shape is not, a lake half filled is") {
    const geo::Ring lake = drawn::reversed(drawn::rectangle_ring(0.2, 0.2, 0.8, 0.8));
    const geo::MultiPolygon with_lake{{drawn::rectangle_ring(0, 0, 1, 1), {lake}}};
    const std::vector<geo::MultiPolygon> only_lake{with_lake, drawn::rectangle(1, 0, 2, 1)};
    CHECK(geo::coverage_faults(only_lake).holes.empty());

    const std::vector<geo::MultiPolygon> half{with_lake, drawn::rectangle(0.2, 0.2, 0.5, 0.8)};
    const geo::CoverageFaults half_filled = geo::coverage_faults(half);
    REQUIRE(half_filled.holes.size() == 1);
    CHECK(half_filled.holes[0].value() ==
          Approx(geo::area(drawn::rectangle(0.5, 0.2, 0.8, 0.8)).value()).epsilon(1e-9));
    CHECK(half_filled.overlaps.empty());

    const std::vector<geo::MultiPolygon> around{drawn::rectangle(0, 0, 3, 1), drawn::rectangle(0, 2, 3, 3),
                                                drawn::rectangle(0, 1, 1, 2), drawn::rectangle(2, 1, 3, 2)};
    const geo::CoverageFaults ring = geo::coverage_faults(around);
    REQUIRE(ring.holes.size() == 1);
    CHECK(ring.holes[0].value() == Approx(geo::area(drawn::rectangle(1, 1, 2, 2)).value()).epsilon(1e-9));
}

TEST_CASE("Nothing has no faults") {
    const geo::CoverageFaults faults = geo::coverage_faults({});
    CHECK(faults.overlaps.empty());
    CHECK(faults.holes.empty());
}
