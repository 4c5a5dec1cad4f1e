// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/coverage_rings.hpp"
#include "emit/vector/zoom_shapes.hpp"

#include "tests/unit/tiles/drawn_coverage.hpp"
#include "tests/unit/vector/grid_geometry.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using namespace presencia::emit;
using presencia::test::rectangle;

namespace {

geo::Ring closed(std::vector<Point<Wgs84>> points) {
    points.push_back(points.front());
    return points;
}

/// The rings of one municipality on a fine grid, tidied.
GridShape shape_of(std::vector<geo::MultiPolygon> shapes, std::size_t municipality = 0) {
    const auto drawn = test::of_shapes(std::move(shapes));
    const ZoomShapes zoom(std::make_shared<const CoverageGeometry>(drawn.shapes, drawn.department, drawn.country));
    return zoom.shape(zoom.arcs(14, true), 14, municipality);
}

}  // namespace

TEST_CASE("parts that meet in a point stay parts") {
    geo::MultiPolygon two = rectangle(0, 0, 1, 1);
    two.push_back(rectangle(1, 1, 2, 2)[0]);
    const GridShape shape = shape_of({two});
    REQUIRE(shape.size() == 2);
    CHECK(shape[0].outer.size() == 4);
    CHECK(shape[1].outer.size() == 4);
}

TEST_CASE("a hole that meets its ring in a point stays a hole") {
    const geo::Polygon polygon{closed({{0, 0}, {4, 0}, {4, 4}, {0, 4}}), {closed({{0, 0}, {1, 2}, {2, 1}})}};
    const GridShape shape = shape_of({{polygon}});
    REQUIRE(shape.size() == 1);
    REQUIRE(shape[0].holes.size() == 1);
    CHECK(shape[0].outer.size() == 4);
    CHECK(shape[0].holes[0].size() == 3);
    CHECK(twice_area(shape[0].outer) > 0);
    CHECK(twice_area(shape[0].holes[0]) < 0);
}

TEST_CASE("a municipality in the hole of another fills it to the step") {
    const geo::Polygon around{closed({{0, 0}, {4, 0}, {4, 4}, {0, 4}}), {closed({{1, 1}, {1, 2}, {2, 2}, {2, 1}})}};
    const std::vector<geo::MultiPolygon> shapes{{around}, rectangle(1, 1, 2, 2)};
    const GridShape outer = shape_of(shapes, 0), inner = shape_of(shapes, 1);
    REQUIRE(outer.size() == 1);
    REQUIRE(outer[0].holes.size() == 1);
    REQUIRE(inner.size() == 1);
    CHECK(twice_area(inner[0].outer) == -twice_area(outer[0].holes[0]));
}

TEST_CASE("four municipalities around a point, and every ring once") {
    const std::vector<geo::MultiPolygon> shapes{rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1), rectangle(0, 1, 1, 2), rectangle(1, 1, 2, 2)};
    const auto rings = assemble_rings(build_arcs(world_rings(shapes)), shapes.size());
    for (const auto& own : rings) CHECK(own.size() == 1);
}

TEST_CASE("every ring of a crooked coverage is found, and shapes are valid at every zoom") {
    const auto drawn = test::crooked_cells(9, 7, {-92.5, 13.25, -86.0, 18.0}, 17);
    const ZoomShapes zoom(std::make_shared<const CoverageGeometry>(drawn.geometry()));
    for (int z = 0; z <= 12; ++z) {
        const ZoomArcs arcs = zoom.arcs(z, z == 12);
        for (std::size_t m = 0; m < zoom.size(); ++m) {
            const GridShape shape = zoom.shape(arcs, z, m);
            REQUIRE_FALSE(shape.empty());
            for (const GridPolygon& part : shape) REQUIRE(part.holes.empty());
            INFO("zoom " << z << " municipality " << m);
            CHECK(test::valid(shape));
        }
    }
}
