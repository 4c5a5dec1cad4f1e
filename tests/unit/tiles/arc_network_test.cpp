// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/arc_network.hpp"
#include "emit/tiles/arc_simplify.hpp"
#include "emit/tiles/border_twins.hpp"
#include "tests/unit/tiles/drawn_coverage.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace presencia;
using namespace presencia::emit;
using test::rectangle;

namespace {

std::size_t arcs_between(const ArcNetwork& network, int left, int right) {
    return static_cast<std::size_t>(std::count_if(network.arcs.begin(), network.arcs.end(),
                                                  [&](const Arc& a) { return a.left == left && a.right == right; }));
}

double twice_area(const ArcNetwork& network, int municipality) {
    double sum = 0.0;
    for (const Arc& arc : network.arcs) {
        const double sign = arc.left == municipality ? 1.0 : arc.right == municipality ? -1.0 : 0.0;
        for (std::uint32_t i = arc.first; i + 1 < arc.first + arc.count; ++i) {
            const WorldPoint a = network.points[i], b = network.points[i + 1];
            sum += sign * (static_cast<double>(b.x) * static_cast<double>(a.y) -
                           static_cast<double>(a.x) * static_cast<double>(b.y));
        }
    }
    return sum;
}

}  // namespace

TEST_CASE("A border that two municipalities share is one arc with both on its sides") {
    const std::vector<geo::MultiPolygon> shapes{rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1)};
    const ArcNetwork network = build_arcs(world_rings(shapes));
    REQUIRE(network.arcs.size() == 3);
    REQUIRE(arcs_between(network, 0, 1) == 1);
    REQUIRE(arcs_between(network, 0, -1) == 1);
    REQUIRE(arcs_between(network, 1, -1) == 1);
}

TEST_CASE("The winding of the input does not matter, nor does a hole filled by another municipality open a gap") {
    geo::MultiPolygon ring = rectangle(0, 0, 3, 3);
    ring[0].holes.push_back(rectangle(1, 1, 2, 2)[0].outer);
    for (const bool flipped : {false, true}) {
        geo::MultiPolygon outer = ring;
        if (flipped) {
            std::reverse(outer[0].outer.begin(), outer[0].outer.end());
            std::reverse(outer[0].holes[0].begin(), outer[0].holes[0].end());
        }
        const std::vector<geo::MultiPolygon> shapes{outer, rectangle(1, 1, 2, 2)};
        const ArcNetwork network = build_arcs(world_rings(shapes));
        REQUIRE(network.arcs.size() == 2);
        REQUIRE(arcs_between(network, 0, 1) == 1);
        REQUIRE(twice_area(network, 0) > 0.0);
        REQUIRE(twice_area(network, 1) > 0.0);
    }
}

TEST_CASE("Parts of one municipality that touch have no border between them") {
    geo::MultiPolygon two_parts = rectangle(0, 0, 1, 1);
    two_parts.push_back(rectangle(1, 0, 2, 1)[0]);
    const std::vector<geo::MultiPolygon> shapes{two_parts};
    const ArcNetwork network = build_arcs(world_rings(shapes));
    REQUIRE(network.arcs.size() == 1);
    REQUIRE(network.arcs[0].right == -1);
    REQUIRE(network.points.size() == 7);
}

TEST_CASE("The arcs of a crooked coverage give every cell its area back, each shared side once") {
    const auto drawn = test::crooked_cells(7, 5, {-92, 12, -85, 17});
    const ArcNetwork network = build_arcs(world_rings(drawn.shapes));
    std::set<std::pair<int, int>> shared;
    for (const Arc& arc : network.arcs) {
        if (arc.right >= 0) REQUIRE(shared.insert({arc.left, arc.right}).second);
    }
    REQUIRE(shared.size() == 6 * 5 + 7 * 4);
    double sum = 0.0;
    for (int i = 0; i < 35; ++i) {
        REQUIRE(twice_area(network, i) > 0.0);
        sum += twice_area(network, i);
    }
    const WorldPoint sw = to_world({-92, 12}), ne = to_world({-85, 17});
    const double box = 2.0 * static_cast<double>(ne.x - sw.x) * static_cast<double>(sw.y - ne.y);
    REQUIRE(sum == Approx(box).epsilon(1e-9));
}

TEST_CASE("Vertices weigh at least as much as the detail they carry, junctions for ever") {
    const auto drawn = test::crooked_cells(4, 4, {0, 0, 4, 4}, 20);
    const ArcNetwork network = build_arcs(world_rings(drawn.shapes));
    const auto weights = vertex_weights(network.arcs, network.points);
    REQUIRE(weights.size() == network.points.size());
    std::size_t inner = 0;
    for (const Arc& arc : network.arcs) {
        REQUIRE(std::isinf(weights[arc.first]));
        REQUIRE(std::isinf(weights[arc.first + arc.count - 1]));
        for (std::uint32_t i = 1; i + 1 < arc.count; ++i) inner += !std::isinf(weights[arc.first + i]);
    }
    REQUIRE(inner > 100);
    // A vertex in the middle of a straight line carries nothing.
    const std::vector<geo::MultiPolygon> straight{{geo::Polygon{{{0, 0}, {1, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}}, {}}}};
    const ArcNetwork line = build_arcs(world_rings(straight));
    const auto straight_weights = vertex_weights(line.arcs, line.points);
    REQUIRE(std::count(straight_weights.begin(), straight_weights.end(), 0.0F) == 1);
}

TEST_CASE("Neighbours digitised apart are known as neighbours, and a coast stays a coast") {
    // 0.002 degrees (220 m) between the two squares; both reach the coast in the south.
    const std::vector<geo::MultiPolygon> shapes{rectangle(0, 0, 1, 1), rectangle(1.002, 0, 2, 1)};
    ArcNetwork network = build_arcs(world_rings(shapes));
    mark_twins(network, 600.0 / 40075016.0 * world_units);
    double beside_length = 0.0, coast_length = 0.0;
    for (const Arc& arc : network.arcs) {
        REQUIRE(arc.right == -1);
        for (std::uint32_t i = arc.first; i + 1 < arc.first + arc.count; ++i) {
            const auto length = std::hypot(static_cast<double>(network.points[i + 1].x - network.points[i].x),
                                           static_cast<double>(network.points[i + 1].y - network.points[i].y));
            (arc.beside >= 0 ? beside_length : coast_length) += length;
            if (arc.beside >= 0) REQUIRE(arc.beside == 1 - arc.left);
        }
    }
    const double degree = world_units / 360.0;
    REQUIRE(beside_length == Approx(2.0 * degree).epsilon(0.001));
    REQUIRE(coast_length == Approx(6.0 * degree).epsilon(0.01));
}
