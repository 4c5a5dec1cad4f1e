// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/vector_pyramid.hpp"

#include "core/error.hpp"
#include "tests/unit/tiles/drawn_coverage.hpp"
#include "tests/unit/vector/grid_geometry.hpp"
#include "tests/unit/vector/read_tile.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace presencia;
using namespace presencia::emit;

namespace {

/// A coverage as the one layer of a map, ids from 1 on.
VectorMap map_of(const test::DrawnCoverage& drawn, bool borders = false) {
    VectorMap map;
    map.layers.emplace_back("m", MvtGeometry::polygon, std::vector<Column>{});
    const auto shapes = std::make_shared<const ZoomShapes>(std::make_shared<const CoverageGeometry>(drawn.geometry()));
    VectorMap::Surfaces surfaces{0, shapes, {}};
    for (std::size_t m = 0; m < drawn.shapes.size(); ++m) surfaces.feature.push_back(map.layers[0].add(m + 1, {}));
    if (borders) {
        map.layers.emplace_back("b", MvtGeometry::line, std::vector<Column>{{"level", CellType::text, "", ""}});
        VectorMap::Borders lines{1, {}};
        for (int level = 0; level < border_levels; ++level) lines.feature[static_cast<std::size_t>(level)] = map.layers[1].add(0, std::vector<Cell>{Cell(to_string(static_cast<BorderLevel>(level)))});
        surfaces.borders = lines;
    }
    map.surfaces.push_back(std::move(surfaces));
    return map;
}

test::TileKeeper cut(const VectorMap& map, int from, int to, unsigned threads = 2) {
    test::TileKeeper keeper;
    SilentProgress silent;
    cut_pyramid(map, from, to, keeper, threads, silent);
    return keeper;
}

/// Over more than the tiles looked at, so that some lie wholly in it.
const geo::Box box{-92.5, 13.25, -86.0, 18.0};

}  // namespace

TEST_CASE("tiles inside a coverage are covered to the step: no gap, no overlap, whatever the zoom") {
    const auto keeper = cut(map_of(test::crooked_cells(9, 7, box, 17)), 0, 10);
    const double whole = static_cast<double>((tile_steps + 2 * tile_buffer) * (tile_steps + 2 * tile_buffer));
    std::map<int, int> full;
    for (const auto& [tile, bytes] : keeper.tiles) {
        const auto layers = test::read_tile(bytes);
        REQUIRE(layers.size() == 1);
        double sum = 0.0;
        for (const auto& feature : layers[0].features) sum += area(test::polygons_of(feature));
        INFO(std::get<0>(tile) << "/" << std::get<1>(tile) << "/" << std::get<2>(tile));
        CHECK(sum <= whole * (1.0 + 1e-7));
        if (sum > whole * 0.9999) {
            CHECK(sum == Approx(whole).epsilon(1e-7));
            ++full[std::get<0>(tile)];
        }
    }
    CHECK(full[8] > 5);
    CHECK(full[10] > 200);
}

TEST_CASE("what is in a tile is valid, and every municipality is at every zoom") {
    const auto drawn = test::crooked_cells(12, 9, box, 13);
    const auto keeper = cut(map_of(drawn, true), 0, 9);
    std::map<int, std::set<std::uint64_t>> seen;
    for (const auto& [tile, bytes] : keeper.tiles) {
        const auto layers = test::read_tile(bytes);
        for (const auto& layer : layers) {
            std::set<std::uint64_t> ids;
            for (const auto& feature : layer.features) {
                if (layer.name != "m") continue;
                CHECK(ids.insert(feature.id).second);
                seen[std::get<0>(tile)].insert(feature.id);
                CHECK(test::valid(test::polygons_of(feature)));
            }
        }
    }
    for (int z = 0; z <= 9; ++z) CHECK(seen[z].size() == drawn.shapes.size());
}

TEST_CASE("the same map gives the same tiles for any number of threads") {
    const VectorMap map = map_of(test::crooked_cells(6, 5, box), true);
    const auto one = cut(map, 3, 9, 1).tiles;
    CHECK(one == cut(map, 3, 9, 2).tiles);
    CHECK(one == cut(map, 3, 9, 5).tiles);
}

TEST_CASE("an island smaller than a pixel is a pixel, until it can be drawn") {
    const auto keeper = cut(map_of(test::of_shapes({test::rectangle(-90, 14, -89, 15), test::rectangle(-85.001, 13.0, -85.0, 13.001)})), 0, 14);
    std::set<int> zooms;
    for (const auto& [tile, bytes] : keeper.tiles) {
        const auto layers = test::read_tile(bytes);
        for (const auto& feature : layers[0].features) {
            if (feature.id != 2) continue;
            zooms.insert(std::get<0>(tile));
            if (std::get<0>(tile) <= 8) CHECK(area(test::polygons_of(feature)) == 256.0);
        }
    }
    CHECK(zooms.size() == 15);
}

TEST_CASE("the edge of the world, the poles and both ends of the antimeridian") {
    const auto keeper = cut(map_of(test::of_shapes({test::rectangle(-180, -90, 180, 90)})), 0, 3);
    CHECK(keeper.tiles.size() == 1 + 4 + 16 + 64);
    const auto split = cut(map_of(test::of_shapes({test::rectangle(179, -17, 180, -16), test::rectangle(-180, -17, -179, -16)})), 2, 5);
    std::set<int> columns;
    for (const auto& [tile, bytes] : split.tiles) {
        if (std::get<0>(tile) == 5) columns.insert(std::get<1>(tile));
    }
    CHECK(columns == std::set<int>{0, 31});
}

TEST_CASE("a large municipality with many bays is valid in every tile") {
    geo::Ring comb{{-90, 14}};
    for (int tooth = 0; tooth < 60; ++tooth) {
        const double x = -90 + tooth * 0.05;
        comb.push_back({x + 0.01, 14});
        comb.push_back({x + 0.012, 16.9});
        comb.push_back({x + 0.04, 16.9});
        comb.push_back({x + 0.045, 14});
    }
    comb.push_back({-87, 14});
    comb.push_back({-87, 17});
    comb.push_back({-90, 17});
    comb.push_back(comb.front());
    for (const auto& [tile, bytes] : cut(map_of(test::of_shapes({{{comb, {}}}})), 4, 10).tiles) {
        const auto layers = test::read_tile(bytes);
        for (const auto& feature : layers[0].features) CHECK(test::valid(test::polygons_of(feature)));
    }
}

TEST_CASE("zooms out of range are refused") {
    const VectorMap map = map_of(test::crooked_cells(2, 2, box));
    CHECK_THROWS_AS(cut(map, -1, 3), Error);
    CHECK_THROWS_AS(cut(map, 3, 23), Error);
    CHECK_THROWS_AS(cut(map, 4, 3), Error);
    const auto deep = cut(map_of(test::of_shapes({test::rectangle(-90, 14, -89.9997, 14.0003)})), 22, 22);
    CHECK(deep.tiles.size() >= 16);
    CHECK(deep.tiles.size() <= 36);
}
