// SPDX-License-Identifier: Apache-2.0
#include "geo/repair.hpp"
#include "tests/unit/geo/geos_oracle.hpp"
#include "tests/unit/geo/real_boundaries.hpp"
#include "tests/unit/join/brute_force.hpp"

#include <catch2/catch.hpp>

#include <memory>

using namespace presencia;

TEST_CASE("In Honduras every point is in the municipality that GEOS finds without an index") {
    const auto raw = drawn::real_boundaries("hnd_municipalities_hngeo.geojson");
    if (raw.empty()) return;
    std::vector<geo::MultiPolygon> shapes;
    std::vector<std::unique_ptr<oracle::GeosShape>> geos;
    std::vector<geo::Box> boxes;
    geo::Box all;
    for (const geo::MultiPolygon& shape : raw) {
        shapes.push_back(geo::repair(shape).shape);
        geos.push_back(std::make_unique<oracle::GeosShape>(shapes.back()));
        boxes.push_back(geo::box_of(shapes.back()));
        all.add(boxes.back());
    }
    const join::Locator locator(shapes);
    drawn::Random random(800);
    std::vector<Point<Wgs84>> points = oracle::random_points(random, all, 3000);
    const std::vector<Point<Wgs84>> hard = oracle::hard_points(shapes);
    for (std::size_t k = 0; k < hard.size(); k += hard.size() / 3000 + 1) points.push_back(hard[k]);
    int found = 0;
    for (const Point<Wgs84> p : points) {
        join::MunicipalityIndex expected = join::nowhere;
        for (std::size_t k = 0; k < geos.size() && expected == join::nowhere; ++k) {
            if (boxes[k].contains(p) && geos[k]->covers(p)) expected = static_cast<join::MunicipalityIndex>(k);
        }
        REQUIRE(locator.locate(p) == expected);
        found += expected == join::nowhere ? 0 : 1;
    }
    CHECK(found > 3000);
}
