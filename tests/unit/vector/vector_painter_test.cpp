// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/gzip.hpp"
#include "emit/vector/vector_painter.hpp"
#include "emit/vector/vector_pyramid.hpp"
#include "tests/unit/tiles/drawn_coverage.hpp"
#include "tests/unit/vector/read_tile.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

using namespace presencia;
using namespace presencia::emit;

namespace {

/// Crooked cells with borders, specks that no zoom shows as a surface, a second coverage over the first whose members overlap, and points.
VectorMap rich_map() {
    auto drawn = test::crooked_cells(7, 5, {-92, 12, -86, 17}, 13);
    for (const double at : {-91.0, -89.3, -85.5}) {
        drawn.shapes.push_back(test::rectangle(at, 18.0, at + 0.0004, 18.0003));
        drawn.department.push_back(99);
        drawn.country.push_back(1);
    }
    VectorMap map;
    map.layers.emplace_back("m", MvtGeometry::polygon, std::vector<Column>{{"n", CellType::integer, "", ""}});
    map.layers.emplace_back("u", MvtGeometry::polygon, std::vector<Column>{});
    map.layers.emplace_back("b", MvtGeometry::line, std::vector<Column>{{"level", CellType::text, "", ""}});
    map.layers.emplace_back("p", MvtGeometry::point, std::vector<Column>{});
    VectorMap::Surfaces members{0, std::make_shared<const ZoomShapes>(std::make_shared<const CoverageGeometry>(drawn.geometry())), {}};
    for (std::size_t m = 0; m < drawn.shapes.size(); ++m) members.feature.push_back(map.layers[0].add(m + 1, std::vector<Cell>{Cell(static_cast<std::int64_t>(m % 5))}));
    VectorMap::Borders lines{2, {}};
    for (int level = 0; level < border_levels; ++level) lines.feature[static_cast<std::size_t>(level)] = map.layers[2].add(0, std::vector<Cell>{Cell(to_string(static_cast<BorderLevel>(level)))});
    members.borders = lines;
    map.surfaces.push_back(std::move(members));
    const std::vector<geo::MultiPolygon> over = {test::rectangle(-91.2, 13.1, -88.7, 14.9), test::rectangle(-89.9, 14.2, -87.1, 16.3), test::rectangle(-84.0, 10.0, -83.9, 10.1)};
    VectorMap::Surfaces areas{1, std::make_shared<const ZoomShapes>(std::make_shared<const CoverageGeometry>(over, 1)), {}};
    for (std::size_t a = 0; a < over.size(); ++a) areas.feature.push_back(map.layers[1].add(a + 1, {}));
    map.surfaces.push_back(std::move(areas));
    VectorMap::Points points{3, {}};
    for (const auto& [x, y] : {std::pair{-90.5, 13.5}, {-90.5, 13.5}, {-70.0, 5.0}, {-88.0, 16.0}}) points.features.emplace_back(map.layers[3].add(0, {}), to_world({x, y}));
    map.points.push_back(std::move(points));
    return map;
}

test::TileKeeper pyramid(int from, int to) {
    test::TileKeeper keeper;
    SilentProgress silent;
    cut_pyramid(rich_map(), from, to, keeper, 2, silent);
    return keeper;
}

std::string unpacked(const std::string& tile) {
    return tile.empty() ? tile : gunzip(tile);
}

}  // namespace

TEST_CASE("A vector tile cut by itself is the tile of the pyramid, byte for byte, also on the last zoom, and empty where the pyramid has none") {
    const auto kept = pyramid(0, 10);
    const VectorPainter painter(rich_map());
    REQUIRE(kept.tiles.size() > 150);
    std::size_t wrong = 0, empty = 0;
    // Every tile around the map, not those alone that the pyramid has.
    for (int z = 0; z <= 10; ++z) {
        const int side = 1 << z, from = side / 4 - 1, to = side / 3 + 2;
        for (int x = std::max(0, from); x < std::min(side, to); ++x) {
            for (int y = std::max(0, side * 7 / 16 - 1); y < std::min(side, side / 2 + 1); ++y) {
                const auto known = kept.tiles.find({z, x, y});
                const std::string mine = unpacked(painter.tile(z, x, y, z == 10));
                if (mine != (known == kept.tiles.end() ? std::string() : known->second)) ++wrong;
                if (mine.empty()) ++empty;
            }
        }
    }
    CHECK(wrong == 0);
    CHECK(empty > 50);
    CHECK(painter.tile(10, 0, 1023, true).empty());
}

TEST_CASE("Zooms whose steps are finer than a pixel's thousandth are cut as the pyramid cuts them") {
    // One speck alone, so that the pyramid of the deepest zooms stays small.
    const auto speck = [] {
        VectorMap map;
        map.layers.emplace_back("m", MvtGeometry::polygon, std::vector<Column>{});
        const std::vector<geo::MultiPolygon> shapes = {test::rectangle(-91.0, 18.0, -90.9996, 18.0003), test::rectangle(-90.9996, 18.0, -90.9991, 18.0003)};
        VectorMap::Surfaces members{0, std::make_shared<const ZoomShapes>(std::make_shared<const CoverageGeometry>(shapes, 1)), {}};
        for (std::size_t m = 0; m < shapes.size(); ++m) members.feature.push_back(map.layers[0].add(m + 1, {}));
        map.surfaces.push_back(std::move(members));
        return map;
    };
    test::TileKeeper kept;
    SilentProgress silent;
    cut_pyramid(speck(), 16, 22, kept, 1, silent);
    const VectorPainter painter(speck());
    REQUIRE(kept.tiles.size() > 50);
    for (const auto& [key, bytes] : kept.tiles) {
        const auto [z, x, y] = key;
        INFO(z << "/" << x << "/" << y);
        CHECK(unpacked(painter.tile(z, x, y, z == 22)) == bytes);
    }
}
