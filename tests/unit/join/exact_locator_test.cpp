// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.hpp"
#include "tests/unit/join/brute_force.hpp"
#include "tests/unit/join/troubled_coverage.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>

using namespace presencia;
using join::Locator;
using join::nowhere;

namespace {

__extension__ typedef __int128 Wide;

/// A coordinate as a whole number of 2^-52 degrees: every double between 1 and 128 in size is one, and products of
/// differences stay below 2^121, so all that follows is exact without any predicate of ours.
struct Whole {
    std::int64_t x, y;
};

Whole whole(Point<Wgs84> p) {
    const auto exact = [](double value) {
        REQUIRE((std::abs(value) >= 1.0 && std::abs(value) < 128.0));
        return static_cast<std::int64_t>(std::ldexp(value, 52));
    };
    return {exact(p.x), exact(p.y)};
}

int turn(Whole a, Whole b, Whole c) {
    const Wide left = Wide(a.x - c.x) * Wide(b.y - c.y);
    const Wide right = Wide(a.y - c.y) * Wide(b.x - c.x);
    return left > right ? 1 : left < right ? -1 : 0;
}

enum class Side { outside, inside, border };

/// The winding number of a ring about a point.
Side side_of(const std::vector<Whole>& ring, Whole p) {
    int winding = 0;
    for (std::size_t k = 1; k < ring.size(); ++k) {
        const Whole a = ring[k - 1];
        const Whole b = ring[k];
        const int where = turn(a, b, p);
        const bool in_box = p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) && p.y <= std::max(a.y, b.y);
        if (where == 0 && in_box) return Side::border;
        if (a.y <= p.y && b.y > p.y && where > 0) ++winding;
        if (a.y > p.y && b.y <= p.y && where < 0) --winding;
    }
    return winding == 0 ? Side::outside : Side::inside;
}

struct WholePolygon {
    std::vector<std::vector<Whole>> rings;  ///< the outer one first

    explicit WholePolygon(const geo::Polygon& part) {
        rings.push_back(of(part.outer));
        for (const geo::Ring& hole : part.holes) rings.push_back(of(hole));
    }
    static std::vector<Whole> of(const geo::Ring& ring) {
        std::vector<Whole> out;
        for (const Point<Wgs84> p : ring) out.push_back(whole(p));
        return out;
    }
    bool holds(Whole p) const {
        const Side outer = side_of(rings.front(), p);
        if (outer != Side::inside) return outer == Side::border;
        for (std::size_t k = 1; k < rings.size(); ++k) {
            const Side hole = side_of(rings[k], p);
            if (hole != Side::outside) return hole == Side::border;
        }
        return true;
    }
};

/// Vertices, places on edges and beside them, up to a picodegree away.
std::vector<Point<Wgs84>> border_points(drawn::Random& random, const std::vector<geo::MultiPolygon>& shapes, std::size_t count) {
    std::vector<Point<Wgs84>> points = oracle::hard_points(shapes);
    for (const geo::MultiPolygon& shape : shapes) {
        for (const geo::Polygon& part : shape) {
            for (std::size_t v = 1; v < part.outer.size(); ++v) {
                const Point<Wgs84> a = part.outer[v - 1];
                const Point<Wgs84> b = part.outer[v];
                for (int k = 0; k < 6; ++k) {
                    const double t = drawn::uniform(random, 0, 1);
                    points.push_back({a.x + t * (b.x - a.x) + drawn::uniform(random, -1e-12, 1e-12), a.y + t * (b.y - a.y) + drawn::uniform(random, -1e-12, 1e-12)});
                }
            }
        }
    }
    REQUIRE(points.size() >= count);
    return points;
}

}  // namespace

TEST_CASE("A hundred thousand places on and beside borders go where exact arithmetic puts them, on any number of threads") {
    drawn::Random random(900);
    const std::vector<geo::MultiPolygon> shapes = drawn::troubled_coverage(random, 12, 12, 16);
    std::vector<std::vector<WholePolygon>> exact;
    std::vector<geo::Box> boxes;
    for (const geo::MultiPolygon& shape : shapes) {
        std::vector<WholePolygon>& parts = exact.emplace_back();
        for (const geo::Polygon& part : shape) parts.emplace_back(part);
        boxes.push_back(geo::box_of(shape));
    }
    const std::vector<Point<Wgs84>> points = border_points(random, shapes, 100'000);
    const Locator locator(shapes);
    std::vector<join::MunicipalityIndex> alone(points.size());
    locator.locate(points, alone);
    std::size_t wrong = 0;
    for (std::size_t k = 0; k < points.size(); ++k) {
        const Whole p = whole(points[k]);
        join::MunicipalityIndex expected = nowhere;
        for (std::size_t m = 0; m < shapes.size() && expected == nowhere; ++m) {
            if (!boxes[m].contains(points[k])) continue;
            for (const WholePolygon& part : exact[m]) {
                if (part.holds(p)) expected = static_cast<join::MunicipalityIndex>(m);
            }
        }
        wrong += alone[k] == expected ? 0 : 1;
    }
    CHECK(wrong == 0);

    std::vector<join::MunicipalityIndex> together(points.size());
    constexpr std::size_t block = 1000;
    parallel_for((points.size() + block - 1) / block, 2, [&](std::size_t k, unsigned) {
        const std::size_t size = std::min(block, points.size() - k * block);
        locator.locate(std::span(points).subspan(k * block, size), std::span(together).subspan(k * block, size));
    });
    CHECK(together == alone);
    std::fill(together.begin(), together.end(), nowhere);
    Locator(shapes, 3).locate(points, together);
    CHECK(together == alone);
}
