// SPDX-License-Identifier: Apache-2.0
#include "geo/predicates.hpp"
#include "tests/unit/geo/drawn.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>

using namespace presencia;
using boost::multiprecision::cpp_rational;

namespace {

/// The same sign in exact rational arithmetic.
int rational_orientation(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> c) {
    const cpp_rational ax(a.x), ay(a.y), bx(b.x), by(b.y), cx(c.x), cy(c.y);
    const cpp_rational turn = (ax - cx) * (by - cy) - (ay - cy) * (bx - cx);
    return turn.sign();
}

}  // namespace

TEST_CASE("The sign of a turn is that of exact rational arithmetic for random points") {
    drawn::Random random(1);
    for (int k = 0; k < 2000; ++k) {
        const auto p = [&] { return Point<Wgs84>{drawn::uniform(random, -180, 180), drawn::uniform(random, -90, 90)}; };
        const Point<Wgs84> a = p(), b = p(), c = p();
        REQUIRE(geo::orientation(a, b, c) == rational_orientation(a, b, c));
    }
}

TEST_CASE("The sign of a turn stays exact for points within some roundings of a line") {
    drawn::Random random(2);
    for (int k = 0; k < 20000; ++k) {
        const Point<Wgs84> a{drawn::uniform(random, -90, -89), drawn::uniform(random, 14, 15)};
        const Point<Wgs84> b{drawn::uniform(random, -90, -89), drawn::uniform(random, 14, 15)};
        const double t = drawn::uniform(random, -1, 2);
        Point<Wgs84> c{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        for (int step = static_cast<int>(random() % 3); step > 0; --step) {
            c.x = std::nextafter(c.x, random() % 2 == 0 ? -200.0 : 200.0);
        }
        const int exact = rational_orientation(a, b, c);
        REQUIRE(geo::orientation(a, b, c) == exact);
    }
}

TEST_CASE("The sign of a turn is exact on the lattice of roundings where plain arithmetic is often wrong") {
    // Kettner et al. 2008, "Classroom examples of robustness problems in geometric computations".
    const Point<Wgs84> b{12.0, 12.0}, c{24.0, 24.0};
    int plain_wrong = 0;
    for (int i = 0; i < 64; ++i) {
        for (int j = 0; j < 64; ++j) {
            const Point<Wgs84> a{0.5 + i * 0x1.0p-53, 0.5 + j * 0x1.0p-53};
            const int exact = rational_orientation(a, b, c);
            const double plain = (a.x - c.x) * (b.y - c.y) - (a.y - c.y) * (b.x - c.x);
            plain_wrong += (plain > 0 ? 1 : plain < 0 ? -1 : 0) != exact ? 1 : 0;
            REQUIRE(geo::orientation(a, b, c) == exact);
        }
    }
    CHECK(plain_wrong > 100);
}

TEST_CASE("Points that are exactly on a line have no turn, whatever the order") {
    const Point<Wgs84> a{0.1, 0.1}, b{0.2, 0.2}, c{0.4, 0.4};
    CHECK(geo::orientation(a, b, c) == 0);
    CHECK(geo::orientation(c, a, b) == 0);
    CHECK(geo::orientation(a, a, c) == 0);
    CHECK(geo::orientation(a, b, {0.4, std::nextafter(0.4, 1.0)}) == 1);
    CHECK(geo::orientation(b, a, {0.4, std::nextafter(0.4, 1.0)}) == -1);
}

TEST_CASE("The sign of a turn is exact where coordinates differ by many powers of ten") {
    drawn::Random random(3);
    for (int k = 0; k < 5000; ++k) {
        const auto value = [&] {
            const double size = std::pow(10.0, drawn::uniform(random, -60, 60));
            return random() % 4 == 0 ? 0.0 : drawn::uniform(random, -1, 1) * size;
        };
        const Point<Wgs84> a{value(), value()}, b{value(), value()}, c{value(), value()};
        REQUIRE(geo::orientation(a, b, c) == rational_orientation(a, b, c));
    }
}
