// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.hpp"
#include "tests/unit/join/brute_force.hpp"
#include "tests/unit/join/troubled_coverage.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace presencia;
using join::Locator;
using join::nowhere;

namespace {

geo::Box box_of_all(const std::vector<geo::MultiPolygon>& shapes) {
    geo::Box box;
    for (const geo::MultiPolygon& shape : shapes) box.add(geo::box_of(shape));
    return box;
}

/// Single and batch answers against brute force.
void check(const std::vector<geo::MultiPolygon>& shapes, const std::vector<Point<Wgs84>>& points) {
    const Locator locator(shapes);
    const oracle::BruteForce brute(shapes);
    std::vector<join::MunicipalityIndex> batch(points.size(), -7);
    locator.locate(points, batch);
    for (std::size_t k = 0; k < points.size(); ++k) {
        const join::MunicipalityIndex expected = brute.locate(points[k]);
        if (locator.locate(points[k]) != expected || batch[k] != expected) {
            CAPTURE(points[k].x, points[k].y, expected, locator.locate(points[k]), batch[k]);
            FAIL("another answer than brute force");
        }
    }
    SUCCEED();
}

void check_all_points(drawn::Random& random, const std::vector<geo::MultiPolygon>& shapes, int count) {
    std::vector<Point<Wgs84>> points = oracle::random_points(random, box_of_all(shapes), count);
    const std::vector<Point<Wgs84>> hard = oracle::hard_points(shapes);
    points.insert(points.end(), hard.begin(), hard.end());
    check(shapes, points);
}

}  // namespace

TEST_CASE("Two squares that share a border: the border belongs to the lower index") {
    const std::vector<geo::MultiPolygon> east_first{drawn::rectangle(1, 0, 2, 1), drawn::rectangle(0, 0, 1, 1)};
    const Locator locator(east_first);
    CHECK(locator.locate({0.5, 0.5}) == 1);
    CHECK(locator.locate({1.5, 0.5}) == 0);
    CHECK(locator.locate({1.0, 0.5}) == 0);
    CHECK(locator.locate({1.0, 0.0}) == 0);
    CHECK(locator.locate({1.0, 1.0}) == 0);
    CHECK(locator.locate({0.0, 0.0}) == 1);
    CHECK(locator.locate({2.0, 1.0}) == 0);
    CHECK(locator.locate({std::nextafter(1.0, 0.0), 0.5}) == 1);
    CHECK(locator.locate({2.1, 0.5}) == nowhere);
    CHECK(locator.locate({0.5, std::nextafter(1.0, 2.0)}) == nowhere);
}

TEST_CASE("In an overlap the lowest index wins, whichever is the larger") {
    const std::vector<geo::MultiPolygon> small_first{drawn::rectangle(4, 4, 5, 5), drawn::rectangle(0, 0, 10, 10)};
    CHECK(Locator(small_first).locate({4.5, 4.5}) == 0);
    CHECK(Locator(small_first).locate({4.0, 4.5}) == 0);
    CHECK(Locator(small_first).locate({3.9, 4.5}) == 1);
    const std::vector<geo::MultiPolygon> large_first{drawn::rectangle(0, 0, 10, 10), drawn::rectangle(4, 4, 5, 5)};
    CHECK(Locator(large_first).locate({4.5, 4.5}) == 0);
    CHECK(Locator(large_first).locate({4.0, 4.0}) == 0);
    CHECK(Locator(large_first).locate({10.0, 10.0}) == 0);
}

TEST_CASE("Nobody holds a lake, its shore belongs to the land") {
    const std::vector<geo::MultiPolygon> shapes{
        {{drawn::rectangle_ring(0, 0, 4, 4), {drawn::reversed(drawn::rectangle_ring(1, 1, 3, 3))}}}};
    const Locator locator(shapes);
    CHECK(locator.locate({2, 2}) == nowhere);
    CHECK(locator.locate({1, 1}) == 0);
    CHECK(locator.locate({2, 3}) == 0);
    CHECK(locator.locate({0.5, 2}) == 0);
}

TEST_CASE("Nothing holds what is not a number, infinite, or anywhere where there are no shapes") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const std::vector<geo::MultiPolygon> one{drawn::rectangle(0, 0, 1, 1)};
    const Locator locator(one);
    const std::vector<Point<Wgs84>> points{{nan, 0.5}, {0.5, nan}, {infinity, 0.5}, {0.5, -infinity}, {0.5, 0.5}};
    std::vector<join::MunicipalityIndex> found(points.size());
    locator.locate(points, found);
    CHECK(found == std::vector<join::MunicipalityIndex>{-1, -1, -1, -1, 0});
    CHECK(locator.locate({nan, nan}) == nowhere);
    const Locator none({});
    CHECK(none.locate({0, 0}) == nowhere);
    none.locate(points, found);
    CHECK(found == std::vector<join::MunicipalityIndex>(5, nowhere));
    const Locator empty_shapes(std::vector<geo::MultiPolygon>(3));
    CHECK(empty_shapes.locate({0, 0}) == nowhere);
}

TEST_CASE("A shape that is one repeated vertex holds nothing") {
    const geo::Ring ring(4, Point<Wgs84>{1.0, 1.0});
    const std::vector<geo::MultiPolygon> shapes{{geo::Polygon{ring, {}}}};
    const Locator locator(shapes);
    std::vector<join::MunicipalityIndex> out(1, 7);
    locator.locate(std::vector<Point<Wgs84>>{{1.0, 1.0}}, out);
    CHECK(out[0] == nowhere);
    CHECK(locator.locate({1.0, 1.0}) == nowhere);
    CHECK(locator.nearest(*LonLat::checked(1.0, 1.0), Metres(1000.0)).index == nowhere);
}

TEST_CASE("An empty shape keeps its index free") {
    const std::vector<geo::MultiPolygon> shapes{{}, drawn::rectangle(0, 0, 1, 1), {}, drawn::rectangle(1, 0, 2, 1)};
    const Locator locator(shapes);
    CHECK(locator.locate({0.5, 0.5}) == 1);
    CHECK(locator.locate({1.5, 0.5}) == 3);
    CHECK(locator.locate({1.0, 0.5}) == 1);
}

TEST_CASE("The locator agrees with brute force on warped coverages with enclaves, lakes and parts") {
    for (std::uint64_t seed = 100; seed < 106; ++seed) {
        drawn::Random random(seed);
        const int side = 2 + static_cast<int>(seed % 5) * 2;
        check_all_points(random, drawn::troubled_coverage(random, side, side, 3 + static_cast<int>(seed % 4) * 5), 4000);
    }
}

TEST_CASE("The locator agrees with brute force where many shapes overlap at random") {
    for (std::uint64_t seed = 200; seed < 206; ++seed) {
        drawn::Random random(seed);
        std::vector<geo::MultiPolygon> shapes;
        for (int k = 0; k < 40; ++k) {
            const Point<Wgs84> centre{drawn::uniform(random, -90, -86), drawn::uniform(random, 12, 15)};
            shapes.push_back({drawn::holed_star(random, centre, drawn::uniform(random, 0.05, 1.5),
                                                6 + static_cast<int>(random() % 60))});
        }
        check_all_points(random, shapes, 4000);
    }
}

TEST_CASE("The locator agrees with brute force on a lattice, where vertices and edges fall on cell borders") {
    drawn::Random random(300);
    std::vector<geo::MultiPolygon> shapes;
    for (int row = 0; row < 16; ++row) {
        for (int column = 0; column < 16; ++column) {
            shapes.push_back(drawn::rectangle(column, row, column + 1, row + 1));
        }
    }
    std::shuffle(shapes.begin(), shapes.end(), random);
    std::vector<Point<Wgs84>> points = oracle::hard_points(shapes);
    for (int k = 0; k < 4000; ++k) {
        points.push_back({static_cast<double>(random() % 129) / 8, static_cast<double>(random() % 129) / 8});
    }
    check(shapes, points);
}

TEST_CASE("The locator agrees with brute force on needles, specks, and shapes of very different size") {
    drawn::Random random(400);
    std::vector<geo::MultiPolygon> shapes{drawn::rectangle(-180, -90, -179.999999, 90),
                                          drawn::rectangle(-90, 14, -80, 14.0000001)};
    for (int k = 0; k < 30; ++k) {
        const Point<Wgs84> centre{drawn::uniform(random, -90, -89.999), drawn::uniform(random, 13, 13.001)};
        shapes.push_back({{drawn::star_ring(random, centre, 1e-4, 12), {}}});
    }
    shapes.push_back(drawn::rectangle(-180, -90, 180, 90));
    check_all_points(random, shapes, 4000);
}

TEST_CASE("A region of a millimetre is indexed as well") {
    const double west = -89.0, south = 14.0, step = 0x1.0p-40;
    std::vector<geo::MultiPolygon> shapes;
    for (int k = 0; k < 8; ++k) {
        shapes.push_back(drawn::rectangle(west + k * step, south, west + (k + 1) * step, south + 8 * step));
    }
    std::vector<Point<Wgs84>> points = oracle::hard_points(shapes);
    check(shapes, points);
}

TEST_CASE("Threads share one locator") {
    drawn::Random random(500);
    const std::vector<geo::MultiPolygon> shapes = drawn::troubled_coverage(random, 6, 6, 12);
    const Locator locator(shapes);
    const std::vector<Point<Wgs84>> points = oracle::random_points(random, box_of_all(shapes), 20000);
    std::vector<join::MunicipalityIndex> alone(points.size());
    locator.locate(points, alone);
    std::vector<join::MunicipalityIndex> together(points.size());
    constexpr std::size_t blocks = 16;
    parallel_for(blocks, 3, [&](std::size_t block, unsigned) {
        const std::size_t from = points.size() * block / blocks;
        const std::size_t size = points.size() * (block + 1) / blocks - from;
        locator.locate(std::span(points).subspan(from, size), std::span(together).subspan(from, size));
    });
    CHECK(alone == together);
}

TEST_CASE("A moved locator answers as before") {
    const std::vector<geo::MultiPolygon> one{drawn::rectangle(0, 0, 1, 1)};
    Locator first(one);
    const Locator second = std::move(first);
    CHECK(second.locate({0.5, 0.5}) == 0);
}
