// SPDX-License-Identifier: Apache-2.0
#include "core/earth.hpp"
#include "geo/measure.hpp"
#include "tests/unit/geo/drawn.hpp"

#include <geodesic.h>
#include <proj.h>
#include <catch2/catch.hpp>

#include <numbers>

using namespace presencia;

namespace {

/// Many vertices on the same straight lines, so that geodesics between them lie on the lines.
geo::Ring dense(const geo::Ring& ring, int pieces) {
    geo::Ring made;
    for (std::size_t k = 1; k < ring.size(); ++k) {
        for (int piece = 0; piece < pieces; ++piece) {
            const double t = static_cast<double>(piece) / pieces;
            made.push_back(
                {ring[k - 1].x + t * (ring[k].x - ring[k - 1].x), ring[k - 1].y + t * (ring[k].y - ring[k - 1].y)});
        }
    }
    return made;
}

double karney_km2(const geo::Ring& ring, int pieces) {
    geod_geodesic geodesic;
    geod_init(&geodesic, 6378137.0, 1.0 / 298.257223563);
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (const auto& p : dense(ring, pieces)) {
        geod_polygon_addpoint(&geodesic, &polygon, p.y, p.x);
    }
    double area = 0.0;
    geod_polygon_compute(&geodesic, &polygon, 0, 1, &area, nullptr);
    return std::abs(area) * 1e-6;
}

/// The area in EPSG:6933, PROJ's cylindrical equal-area grid of the world, relative to the first vertex.
double equal_area_km2(const geo::Ring& ring, int pieces) {
    PJ_CONTEXT* context = proj_context_create();
    PJ* raw = proj_create_crs_to_crs(context, "EPSG:4326", "EPSG:6933", nullptr);
    PJ* projection = proj_normalize_for_visualization(context, raw);
    std::vector<PJ_COORD> flat;
    for (const auto& p : dense(ring, pieces)) {
        flat.push_back(proj_trans(projection, PJ_FWD, proj_coord(p.x, p.y, 0, 0)));
    }
    proj_destroy(projection);
    proj_destroy(raw);
    proj_context_destroy(context);
    double twice = 0.0;
    for (std::size_t k = 0; k < flat.size(); ++k) {
        const auto& a = flat[k].xy;
        const auto& b = flat[(k + 1) % flat.size()].xy;
        twice += (a.x - flat[0].xy.x) * (b.y - flat[0].xy.y) - (b.x - flat[0].xy.x) * (a.y - flat[0].xy.y);
    }
    return std::abs(twice) / 2.0 * 1e-6;
}

}  // namespace

TEST_CASE("The whole ellipsoid has its known area") {
    // Surface of WGS 84: 510,065,621.724 km2 (NIMA TR8350.2, from the constants).
    CHECK(geo::area(drawn::rectangle(-180, -90, 180, 90)).value() == Approx(510065621.724088).epsilon(1e-11));
}

TEST_CASE("Areas agree with geodesic polygons of the same straight edges") {
    drawn::Random random(21);
    for (const double latitude : {0.0, 14.0, -33.0, 60.0, 80.0}) {
        const geo::Ring ring = drawn::star_ring(random, {-88, latitude}, 0.5, 24);
        CHECK(geo::area({{ring, {}}}).value() == Approx(karney_km2(ring, 2000)).epsilon(1e-8));
    }
}

TEST_CASE("Areas agree with an equal-area projection of the same edges") {
    drawn::Random random(22);
    for (const double latitude : {0.0, 14.0, -33.0, 60.0}) {
        const geo::Ring ring = drawn::star_ring(random, {-88, latitude}, 0.5, 24);
        CHECK(geo::area({{ring, {}}}).value() == Approx(equal_area_km2(ring, 500)).epsilon(1e-8));
    }
}

TEST_CASE("Edges of many degrees keep the accuracy") {
    const geo::Ring ring{{-100, -40}, {20, -10}, {-30, 70}, {-100, -40}};
    CHECK(geo::area({{ring, {}}}).value() == Approx(karney_km2(ring, 200000)).epsilon(1e-9));
    CHECK(geo::area({{ring, {}}}).value() == Approx(equal_area_km2(ring, 100000)).epsilon(1e-9));
}

TEST_CASE("Splitting an edge does not change the area") {
    drawn::Random random(23);
    const geo::Ring ring = drawn::star_ring(random, {-88, 14}, 2.0, 12);
    geo::Ring split = dense(ring, 7);
    split.push_back(split.front());
    CHECK(geo::area({{split, {}}}).value() == Approx(geo::area({{ring, {}}}).value()).epsilon(1e-12));
}

TEST_CASE("A square of ten centimetres keeps seven digits") {
    const double step = 0x1.0p-20;  // degrees, about ten centimetres
    const double west = -89.0, south = 14.0;
    const double small = geo::area(drawn::rectangle(west, south, west + step, south + step)).value();
    const double large = geo::area(drawn::rectangle(west, south, west + 1024 * step, south + step)).value();
    CHECK(small * 1024 == Approx(large).epsilon(1e-9));
}

TEST_CASE("Holes are taken off, winding does not matter, parts that overlap count twice") {
    const geo::MultiPolygon shell = drawn::rectangle(-90, 13, -89, 14);
    const geo::Ring hole = drawn::rectangle_ring(-89.7, 13.3, -89.3, 13.7);
    const double whole = geo::area(shell).value();
    const double gap = geo::area({{hole, {}}}).value();
    CHECK(geo::area({{shell[0].outer, {hole}}}).value() == Approx(whole - gap).epsilon(1e-12));
    CHECK(geo::area({{shell[0].outer, {drawn::reversed(hole)}}}).value() == Approx(whole - gap).epsilon(1e-12));
    CHECK(geo::area({{drawn::reversed(shell[0].outer), {}}}).value() == Approx(whole).epsilon(1e-14));
    CHECK(geo::area({shell[0], shell[0]}).value() == Approx(2 * whole).epsilon(1e-14));
    CHECK(geo::area({}).value() == 0.0);
}
