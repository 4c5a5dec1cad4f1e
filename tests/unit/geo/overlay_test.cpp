// SPDX-License-Identifier: Apache-2.0
#include "geo/overlay.hpp"
#include "geo/measure.hpp"
#include "tests/unit/geo/drawn.hpp"
#include "tests/unit/geo/geos_oracle.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace presencia;

namespace {

double signed_area(const geo::Ring& ring) {
    double twice = 0.0;
    for (std::size_t k = 1; k < ring.size(); ++k) {
        twice += (ring[k - 1].x - ring[0].x) * (ring[k].y - ring[0].y) -
                 (ring[k].x - ring[0].x) * (ring[k - 1].y - ring[0].y);
    }
    return twice / 2.0;
}

void check_winding(const geo::MultiPolygon& shape) {
    for (const geo::Polygon& part : shape) {
        CHECK(signed_area(part.outer) > 0.0);
        for (const geo::Ring& hole : part.holes) {
            CHECK(signed_area(hole) < 0.0);
        }
    }
}

}  // namespace

TEST_CASE("A union joins what overlaps or shares an edge, and keeps apart what does not") {
    const std::vector<geo::MultiPolygon> shapes{drawn::rectangle(0, 0, 2, 2), drawn::rectangle(1, 1, 3, 3),
                                                drawn::rectangle(3, 1, 4, 3), drawn::rectangle(8, 8, 9, 9)};
    const geo::MultiPolygon united = geo::unite(shapes);
    CHECK(united.size() == 2);
    CHECK(oracle::planar_area(united) == Approx(10.0));
    check_winding(united);
    CHECK(geo::unite({}).empty());
}

TEST_CASE("A union of a ring of squares has a hole, wound clockwise") {
    const std::vector<geo::MultiPolygon> shapes{drawn::rectangle(0, 0, 3, 1), drawn::rectangle(0, 2, 3, 3),
                                                drawn::rectangle(0, 0, 1, 3), drawn::rectangle(2, 0, 3, 3)};
    const geo::MultiPolygon united = geo::unite(shapes);
    REQUIRE(united.size() == 1);
    REQUIRE(united[0].holes.size() == 1);
    CHECK(oracle::planar_area(united) == Approx(8.0));
    check_winding(united);
}

TEST_CASE("An intersection is polygonal only: shared edges and corners leave nothing") {
    const geo::MultiPolygon a = drawn::rectangle(0, 0, 2, 2);
    CHECK(geo::intersection(a, drawn::rectangle(2, 0, 4, 2)).empty());
    CHECK(geo::intersection(a, drawn::rectangle(2, 2, 4, 4)).empty());
    CHECK(geo::intersection(a, drawn::rectangle(5, 5, 6, 6)).empty());
    const geo::MultiPolygon common = geo::intersection(a, drawn::rectangle(1, 1, 4, 4));
    CHECK(oracle::planar_area(common) == Approx(1.0));
    check_winding(common);
    // One common edge and one common square: only the square is kept.
    const geo::MultiPolygon both{{drawn::rectangle_ring(2, 0, 3, 1), {}}, {drawn::rectangle_ring(1, 1.5, 3, 4), {}}};
    CHECK(oracle::planar_area(geo::intersection(a, both)) == Approx(0.5));
}

TEST_CASE("A difference takes the second from the first") {
    const geo::MultiPolygon a = drawn::rectangle(0, 0, 4, 4);
    const geo::MultiPolygon pierced = geo::difference(a, drawn::rectangle(1, 1, 2, 2));
    REQUIRE(pierced.size() == 1);
    CHECK(pierced[0].holes.size() == 1);
    CHECK(oracle::planar_area(pierced) == Approx(15.0));
    check_winding(pierced);
    CHECK(geo::difference(a, a).empty());
    CHECK(oracle::planar_area(geo::difference(a, drawn::rectangle(9, 9, 10, 10))) == Approx(16.0));
    CHECK(geo::difference({}, a).empty());
    CHECK(oracle::planar_area(geo::difference(a, {})) == Approx(16.0));
}

TEST_CASE("Areas of random overlays add up") {
    drawn::Random random(51);
    for (int k = 0; k < 100; ++k) {
        const geo::MultiPolygon a{drawn::holed_star(random, {-89, 14}, 0.5, 20)};
        const geo::MultiPolygon b{drawn::holed_star(random, {-88.8, 14.1}, 0.5, 20)};
        const double common = oracle::planar_area(geo::intersection(a, b));
        const double united = oracle::planar_area(geo::unite(std::vector<geo::MultiPolygon>{a, b}));
        const double rest = oracle::planar_area(geo::difference(a, b));
        REQUIRE(common + rest == Approx(oracle::planar_area(a)).epsilon(1e-10));
        REQUIRE(united == Approx(oracle::planar_area(a) + oracle::planar_area(b) - common).epsilon(1e-10));
        check_winding(geo::intersection(a, b));
    }
}

TEST_CASE("The same union twice has the same bytes") {
    drawn::Random random(52);
    std::vector<geo::MultiPolygon> discs;
    for (int k = 0; k < 60; ++k) {
        discs.push_back(geo::disc(*LonLat::checked(drawn::uniform(random, -89, -88), drawn::uniform(random, 13, 14)),
                                  kilometres(8)));
    }
    CHECK(geo::write_wkb(geo::unite(discs)) == geo::write_wkb(geo::unite(discs)));
}

TEST_CASE("A label lies inside the largest part, at its widest") {
    // A wide square with a long thin arm: the centroid would be pulled into the arm.
    const geo::MultiPolygon shape{
        {{{0, 0}, {1, 0}, {1, 0.45}, {4, 0.45}, {4, 0.55}, {1, 0.55}, {1, 1}, {0, 1}, {0, 0}}, {}},
        {drawn::rectangle_ring(6, 0, 6.5, 0.5), {}}};
    const LonLat label = geo::label_point(shape);
    CHECK(label.longitude() == Approx(0.5).margin(0.1));
    CHECK(label.latitude() == Approx(0.5).margin(0.1));
    CHECK(geo::label_point(shape) == label);
}

TEST_CASE("A label lies inside whatever the shape: crescents, holes, needles") {
    drawn::Random random(53);
    for (int k = 0; k < 50; ++k) {
        const geo::MultiPolygon shape{drawn::holed_star(random, {-89, 14}, 0.5, 15)};
        const LonLat label = geo::label_point(shape);
        REQUIRE(label.defined());
        REQUIRE(geo::covers(shape, label.point()));
    }
    const geo::MultiPolygon needle = drawn::rectangle(-89, 14, -88, 14.0000001);
    CHECK(geo::covers(needle, geo::label_point(needle).point()));
    CHECK_FALSE(geo::label_point({}).defined());
}

TEST_CASE("Width is judged on the ground, not in degrees") {
    // At latitude 80 a degree of longitude is a sixth of a degree of latitude: the wide room is the narrow one.
    const geo::MultiPolygon rooms{
        {{{0, 80}, {1.5, 80}, {1.5, 80.9}, {2, 80.9}, {2, 80.4}, {6, 80.4}, {6, 81.2}, {0, 81.2}, {0, 80}}, {}}};
    const LonLat label = geo::label_point(rooms);
    CHECK(label.longitude() > 2.0);
}

TEST_CASE("A shape put on a grid is valid on it, where rounding its vertices one by one is not") {
    drawn::Random random(52);
    int broken = 0;
    for (int k = 0; k < 100; ++k) {
        const geo::MultiPolygon a{drawn::holed_star(random, {-89, 14}, 0.5, 200)};
        const geo::MultiPolygon b{drawn::holed_star(random, {-89, 14}, 0.5, 200)};
        const geo::MultiPolygon rest = geo::difference(a, b);
        const double step = 1e-3;
        geo::MultiPolygon rounded = rest;
        for (auto& polygon : rounded) {
            for (auto& p : polygon.outer) p = {std::round(p.x / step) * step, std::round(p.y / step) * step};
            for (auto& hole : polygon.holes) {
                for (auto& p : hole) p = {std::round(p.x / step) * step, std::round(p.y / step) * step};
            }
        }
        broken += !oracle::GeosShape(rounded).valid();
        const geo::MultiPolygon snapped = geo::on_grid(rest, step);
        REQUIRE(oracle::GeosShape(snapped).valid());
        check_winding(snapped);
        CHECK(oracle::planar_area(snapped) == Approx(oracle::planar_area(rest)).margin(0.02));
        for (const auto& polygon : snapped) {
            for (const auto& p : polygon.outer) {
                REQUIRE(std::abs(p.x / step - std::round(p.x / step)) < 1e-6);
                REQUIRE(std::abs(p.y / step - std::round(p.y / step)) < 1e-6);
            }
        }
    }
    CHECK(broken > 0);
    CHECK(geo::on_grid({}, 1e-7).empty());
}
