// SPDX-License-Identifier: Apache-2.0
#include "emit/report/map_outlines.hpp"

#include "tests/unit/tiles/drawn_coverage.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <utility>

using namespace presencia;
using namespace presencia::emit;

namespace {

double twice_area(const std::vector<SubPoint>& ring) {
    double sum = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SubPoint a = ring[i];
        const SubPoint b = ring[(i + 1) % ring.size()];
        sum += static_cast<double>(a.x) * static_cast<double>(b.y) - static_cast<double>(b.x) * static_cast<double>(a.y);
    }
    return sum;
}

double area_of(const Outline& outline) {
    double sum = 0.0;
    for (const auto& ring : outline) sum += twice_area(ring);
    return std::abs(sum) / 2.0;
}

using Edge = std::pair<std::pair<std::int64_t, std::int64_t>, std::pair<std::int64_t, std::int64_t>>;

}  // namespace

TEST_CASE("Neighbours share every vertex of their border: each inner edge is walked once each way") {
    const test::DrawnCoverage drawn = test::crooked_cells(6, 5, {-90.0, 13.0, -84.0, 18.0});
    const CoverageGeometry coverage = drawn.geometry();
    const std::vector<Outline> shapes = outlines(coverage.at(6, 256), coverage.size());
    REQUIRE(shapes.size() == 30);
    std::map<Edge, int> edges;
    double sum = 0.0;
    for (const Outline& outline : shapes) {
        REQUIRE(outline.size() == 1);
        sum += area_of(outline);
        const auto& ring = outline[0];
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const SubPoint a = ring[i];
            const SubPoint b = ring[(i + 1) % ring.size()];
            ++edges[{{a.x, a.y}, {b.x, b.y}}];
        }
    }
    // What lacks its way back is the outer edge, and it bounds exactly the sum of the parts.
    double outer = 0.0;
    for (const auto& [edge, times] : edges) {
        REQUIRE(times == 1);
        if (edges.count({edge.second, edge.first}) > 0) continue;
        outer += static_cast<double>(edge.first.first) * static_cast<double>(edge.second.second) - static_cast<double>(edge.second.first) * static_cast<double>(edge.first.second);
    }
    CHECK(std::abs(outer) / 2.0 == Approx(sum));
}

TEST_CASE("A hole is a ring that turns the other way, and an island is a ring of its own") {
    geo::MultiPolygon around = test::rectangle(-90.0, 13.0, -86.0, 17.0);
    around[0].holes.push_back({{-89.0, 14.0}, {-89.0, 15.0}, {-88.0, 15.0}, {-88.0, 14.0}, {-89.0, 14.0}});
    around.push_back(test::rectangle(-85.0, 13.0, -84.0, 14.0)[0]);
    const test::DrawnCoverage drawn = test::of_shapes({around, test::rectangle(-89.0, 14.0, -88.0, 15.0)});
    const CoverageGeometry coverage = drawn.geometry();
    const std::vector<Outline> shapes = outlines(coverage.at(6, 256), coverage.size());
    REQUIRE(shapes[0].size() == 3);
    REQUIRE(shapes[1].size() == 1);
    const auto other_turn = std::count_if(shapes[0].begin(), shapes[0].end(), [&](const auto& ring) { return twice_area(ring) * twice_area(shapes[1][0]) < 0.0; });
    CHECK(other_turn == 1);
}

TEST_CASE("Two parts that touch in a point keep their whole area, however they are chained") {
    geo::MultiPolygon corners = test::rectangle(-90.0, 13.0, -88.0, 15.0);
    corners.push_back(test::rectangle(-88.0, 15.0, -86.0, 17.0)[0]);
    const test::DrawnCoverage drawn = test::of_shapes({corners, test::rectangle(-88.0, 13.0, -86.0, 15.0), test::rectangle(-90.0, 15.0, -88.0, 17.0)});
    const CoverageGeometry coverage = drawn.geometry();
    const std::vector<Outline> shapes = outlines(coverage.at(6, 256), coverage.size());
    CHECK(area_of(shapes[0]) == Approx(area_of(shapes[1]) + area_of(shapes[2])));
}

TEST_CASE("A municipality too small for the zoom has no outline and is marked instead") {
    const test::DrawnCoverage drawn = test::of_shapes({test::rectangle(-90.0, 13.0, -84.0, 18.0), test::rectangle(-83.0001, 13.0, -83.0, 13.0001)});
    const CoverageGeometry coverage = drawn.geometry();
    const ZoomGeometry geometry = coverage.at(3, 256);
    const std::vector<Outline> shapes = outlines(geometry, coverage.size());
    CHECK(shapes[1].empty());
    REQUIRE(geometry.tiny.size() == 1);
    CHECK(geometry.tiny[0].municipality == 1);
}

TEST_CASE("The inner point lies inside, also where the middle of the box does not") {
    // A horseshoe open to the right: the middle of its box is outside.
    const geo::MultiPolygon horseshoe{geo::Polygon{{{-90.0, 13.0}, {-86.0, 13.0}, {-86.0, 14.0}, {-89.0, 14.0}, {-89.0, 16.0}, {-86.0, 16.0}, {-86.0, 17.0}, {-90.0, 17.0}, {-90.0, 13.0}}, {}}};
    const CoverageGeometry coverage = test::of_shapes({horseshoe}).geometry();
    const std::vector<Outline> shapes = outlines(coverage.at(6, 256), 1);
    const SubPoint at = inner_point(shapes[0]);
    const auto by_x = std::minmax_element(shapes[0][0].begin(), shapes[0][0].end(), [](SubPoint a, SubPoint b) { return a.x < b.x; });
    CHECK(at.x > by_x.first->x);
    CHECK(at.x < by_x.first->x + (by_x.second->x - by_x.first->x) / 4);
}
