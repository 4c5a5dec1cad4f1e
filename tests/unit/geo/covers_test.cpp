// SPDX-License-Identifier: Apache-2.0
#include "geo/measure.hpp"
#include "tests/unit/geo/drawn.hpp"
#include "tests/unit/geo/geos_oracle.hpp"

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <catch2/catch.hpp>

#include <limits>

using namespace presencia;
namespace bg = boost::geometry;

TEST_CASE("The border belongs to a shape: vertices, edges, and those of holes") {
    const geo::MultiPolygon ring{
        {drawn::rectangle_ring(0, 0, 4, 4), {drawn::reversed(drawn::rectangle_ring(1, 1, 3, 3))}}};
    for (const Point<Wgs84> p : {Point<Wgs84>{0, 0},
                                 {4, 4},
                                 {4, 0},
                                 {0, 2},
                                 {2, 0},
                                 {2, 4},
                                 {4, 2},
                                 {1, 1},
                                 {3, 3},
                                 {2, 1},
                                 {2, 3},
                                 {1, 2},
                                 {3, 2},
                                 {0.5, 2}}) {
        CHECK(geo::covers(ring, p));
    }
    for (const Point<Wgs84> p :
         {Point<Wgs84>{2, 2}, {-1, 0}, {5, 4}, {-1, 2}, {2, 5}, {5, 1}, {-1, 1}, {5, 3}, {2, -1}}) {
        CHECK_FALSE(geo::covers(ring, p));
    }
}

TEST_CASE("A point one rounding off an edge is on its own side") {
    const geo::MultiPolygon square = drawn::rectangle(-90, 13, -89, 14);
    CHECK_FALSE(geo::covers(square, {std::nextafter(-89.0, 0.0), 13.5}));
    CHECK(geo::covers(square, {std::nextafter(-89.0, -100.0), 13.5}));
    CHECK_FALSE(geo::covers(square, {-89.5, std::nextafter(14.0, 20.0)}));
    CHECK(geo::covers(square, {-89.5, std::nextafter(14.0, 0.0)}));
}

TEST_CASE("Nothing covers a point that is not a number, and an empty shape covers nothing") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_FALSE(geo::covers(drawn::rectangle(0, 0, 1, 1), {nan, 0.5}));
    CHECK_FALSE(geo::covers(drawn::rectangle(0, 0, 1, 1), {0.5, nan}));
    CHECK_FALSE(geo::covers({}, {0, 0}));
}

TEST_CASE("Covers agrees with GEOS on random points, vertices, midpoints and their neighbours") {
    drawn::Random random(41);
    int inside = 0;
    int total = 0;
    for (int k = 0; k < 20; ++k) {
        geo::MultiPolygon shape{drawn::holed_star(random, {-89, 14}, 0.5, 25)};
        shape.push_back({drawn::star_ring(random, {-87.9, 14}, 0.5, 14), {}});
        const oracle::GeosShape geos(shape);
        REQUIRE(geos.valid());
        std::vector<Point<Wgs84>> points;
        for (int j = 0; j < 300; ++j) {
            points.push_back({drawn::uniform(random, -89.6, -87.3), drawn::uniform(random, 13.4, 14.6)});
        }
        for (const geo::Ring& ring : {shape[0].outer, shape[0].holes[0], shape[1].outer}) {
            for (std::size_t v = 1; v < ring.size(); ++v) {
                const Point<Wgs84> middle{(ring[v - 1].x + ring[v].x) / 2, (ring[v - 1].y + ring[v].y) / 2};
                REQUIRE(geo::covers(shape, ring[v]));
                REQUIRE(geo::covers(shape, middle));
                points.insert(points.end(), {{middle.x, std::nextafter(middle.y, 99.0)},
                                             {std::nextafter(ring[v].x, 99.0), ring[v].y},
                                             {std::nextafter(ring[v].x, -99.0), ring[v].y},
                                             {ring[v].x + 0.25, ring[v].y},
                                             {ring[v].x - 0.25, ring[v].y},
                                             {ring[v].x, ring[v].y + 0.25}});
            }
        }
        for (const Point<Wgs84> p : points) {
            REQUIRE(geo::covers(shape, p) == geos.covers(p));
            inside += geo::covers(shape, p) ? 1 : 0;
            ++total;
        }
    }
    CHECK(inside > total / 10);
    CHECK(inside < total * 9 / 10);
}

TEST_CASE("Covers agrees with Boost.Geometry on random points") {
    using BoostPoint = bg::model::d2::point_xy<double>;
    drawn::Random random(42);
    for (int k = 0; k < 20; ++k) {
        const geo::Ring ring = drawn::star_ring(random, {-89, 14}, 0.5, 40);
        bg::model::polygon<BoostPoint, false, true> boost;
        for (const auto& p : ring) boost.outer().emplace_back(p.x, p.y);
        for (int j = 0; j < 500; ++j) {
            const Point<Wgs84> p{drawn::uniform(random, -89.6, -88.4), drawn::uniform(random, 13.4, 14.6)};
            REQUIRE(geo::covers({{ring, {}}}, p) == bg::covered_by(BoostPoint(p.x, p.y), boost));
        }
    }
}
