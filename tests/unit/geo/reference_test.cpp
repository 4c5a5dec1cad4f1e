// SPDX-License-Identifier: Apache-2.0
#include "geo/measure.hpp"
#include "geo/overlay.hpp"
#include "geo/repair.hpp"
#include "tests/unit/geo/geos_oracle.hpp"
#include "tests/unit/geo/real_boundaries.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

using namespace presencia;

namespace {

std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> found;
    std::istringstream rest(line);
    for (std::string field; std::getline(rest, field, ',');) found.push_back(field);
    return found;
}

}  // namespace

TEST_CASE("Distances between cities are those of R's geosphere to the micrometre") {
    const auto folder = drawn::shared_folder("reference/geodesic");
    if (folder.empty()) return;
    std::map<std::string, LonLat> cities;
    std::ifstream city_file(folder / "cities.csv");
    std::string line;
    std::getline(city_file, line);
    while (std::getline(city_file, line)) {
        const auto row = fields(line);
        cities[row.at(0)] = *LonLat::checked(std::stod(row.at(1)), std::stod(row.at(2)));
    }
    REQUIRE(cities.size() == 8);
    std::ifstream distances(folder / "distGeo_WGS84.csv");
    std::getline(distances, line);
    int pairs = 0;
    while (std::getline(distances, line)) {
        const auto row = fields(line);
        CHECK(geo::geodesic_distance(cities.at(row.at(0)), cities.at(row.at(1))).value() ==
              Approx(std::stod(row.at(2))).margin(1e-6));
        ++pairs;
    }
    CHECK(pairs == 64);
}

TEST_CASE("Every municipality of Honduras is valid after repair, with its area kept") {
    const auto shapes = drawn::real_boundaries("hnd_municipalities_hngeo.geojson");
    if (shapes.empty()) return;
    // 298 municipalities and a lake.
    REQUIRE(shapes.size() == 299);
    double before = 0.0;
    double after = 0.0;
    std::size_t vertices = 0;
    for (const geo::MultiPolygon& shape : shapes) {
        const geo::Repaired repaired = geo::repair(shape);
        REQUIRE_FALSE(repaired.shape.empty());
        REQUIRE(oracle::GeosShape(repaired.shape).valid());
        before += repaired.area_before.value();
        after += repaired.area_after.value();
        for (const geo::Polygon& part : shape) vertices += part.outer.size();
        const LonLat label = geo::label_point(repaired.shape);
        REQUIRE(geo::covers(repaired.shape, label.point()));
    }
    CHECK(after == Approx(before).epsilon(1e-4));
    // Honduras has 112,492 km2.
    CHECK(after == Approx(112492.0).epsilon(0.01));
    CHECK(vertices > 10000);
}

TEST_CASE("Overlaps and holes of Honduras are measured in seconds") {
    const auto shapes = drawn::real_boundaries("hnd_municipalities_hngeo.geojson");
    if (shapes.empty()) return;
    std::vector<geo::MultiPolygon> valid;
    for (const geo::MultiPolygon& shape : shapes) valid.push_back(geo::repair(shape).shape);
    const geo::CoverageFaults faults = geo::coverage_faults(valid);
    double total = 0.0;
    for (const geo::MultiPolygon& shape : valid) total += geo::area(shape).value();
    CHECK(total > 100000.0);
    double overlap = 0.0;
    for (std::size_t k = 0; k < faults.overlaps.size(); ++k) {
        CHECK(faults.overlaps[k].a < faults.overlaps[k].b);
        overlap += faults.overlaps[k].area.value();
    }
    double holes = 0.0;
    for (const SquareKilometres hole : faults.holes) holes += hole.value();
    // What overlaps is counted twice in the total, so it can be checked against the union.
    const double united = geo::area(geo::unite(valid)).value();
    CHECK(united == Approx(total - overlap).epsilon(1e-5));
    WARN("overlaps " << faults.overlaps.size() << ", " << overlap << " km2; holes " << faults.holes.size() << ", "
                     << holes << " km2");
}
