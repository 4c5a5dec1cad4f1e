// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/tiles/drawn_coverage.hpp"
#include "tests/unit/tiles/tile_picture.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using namespace presencia::emit;
using test::same_colour;

namespace {

const geo::Box region{-92.0, 13.0, -86.0, 18.0};

/// Pixels of a zoom whose middle lies well inside the region, and how many are not of the colour.
std::pair<int, int> off_colour(const test::KeptTiles& tiles, int zoom, int tile_px, Rgb colour) {
    const test::Mosaic m = test::mosaic(tiles, zoom, tile_px);
    const double pixels = static_cast<double>(tile_px) * (1 << zoom);
    const WorldPoint sw = to_world({region.min_x, region.min_y}), ne = to_world({region.max_x, region.max_y});
    const auto pixel = [&](std::int64_t v) { return static_cast<double>(v) / world_units * pixels; };
    int inside = 0, off = 0;
    for (int y = 0; y < m.picture.height; ++y) {
        for (int x = 0; x < m.picture.width; ++x) {
            const double wx = static_cast<double>(x + m.left), wy = static_cast<double>(y + m.top);
            if (wx < pixel(sw.x) + 1 || wx + 1 > pixel(ne.x) - 1) continue;
            if (wy < pixel(ne.y) + 1 || wy + 1 > pixel(sw.y) - 1) continue;
            ++inside;
            off += !same_colour(m.picture.at(x, y), colour);
        }
    }
    return {inside, off};
}

}  // namespace

TEST_CASE("A coverage drawn in one colour has no hairline at any zoom") {
    const auto drawn = test::crooked_cells(24, 20, region);
    const CoverageGeometry coverage = drawn.geometry();
    // Once as one class, once as two classes of the same colour that alternate: every border is then a real mix.
    std::vector<int> one(drawn.shapes.size(), 0), alternate(drawn.shapes.size());
    for (std::size_t i = 0; i < alternate.size(); ++i) alternate[i] = static_cast<int>((i + i / 24) % 2);
    for (const auto& class_of : {one, alternate}) {
        const TileMap map = test::plain_map({test::violet, test::violet}, class_of);
        for (const int tile_px : {256, 512}) {
            const TilePlan plan{3, tile_px == 256 ? 8 : 6, tile_px, {}};
            const auto tiles = test::render(coverage, map, plan);
            for (int zoom = plan.min_zoom; zoom <= plan.max_zoom; ++zoom) {
                const auto [inside, off] = off_colour(tiles, zoom, tile_px, test::violet);
                INFO("zoom " << zoom << ", " << tile_px << " px");
                REQUIRE(inside > 300);
                REQUIRE(off == 0);
            }
        }
    }
}

TEST_CASE("The test for hairlines finds one where a municipality is left out") {
    const auto drawn = test::crooked_cells(24, 20, region);
    std::vector<int> class_of(drawn.shapes.size(), 0);
    class_of[10 * 24 + 12] = -1;
    const auto tiles = test::render(drawn.geometry(), test::plain_map({test::violet}, class_of), TilePlan{6, 6, 256, {}});
    REQUIRE(off_colour(tiles, 6, 256, test::violet).second > 20);
}

TEST_CASE("Along a border of two colours every pixel lies between them, opaque") {
    const auto drawn = test::crooked_cells(6, 5, region, 30);
    std::vector<int> class_of(drawn.shapes.size());
    for (std::size_t i = 0; i < class_of.size(); ++i) class_of[i] = static_cast<int>((i + i / 6) % 2);
    const Rgb dark{0, 0, 0}, light{200, 200, 200};
    const auto tiles =
        test::render(drawn.geometry(), test::plain_map({dark, light}, class_of), TilePlan{6, 6, 256, {}});
    const test::Mosaic m = test::mosaic(tiles, 6);
    int between = 0, clear = 0;
    for (const Rgba& p : m.picture.pixels) {
        REQUIRE(p.r == p.g);
        REQUIRE(p.g == p.b);
        REQUIRE(p.r <= 200);
        between += p.a == 255 && p.r > 0 && p.r < 200;
        clear += p.a == 0;
    }
    REQUIRE(between > 500);
    REQUIRE(clear > 500);
}

TEST_CASE("The outer edge is antialiased against nothing") {
    const auto drawn = test::of_shapes({test::rectangle(-90.013, 14.017, -88.02, 15.9)});
    const auto tiles = test::render(drawn.geometry(), test::plain_map({test::violet}, {0}), TilePlan{7, 7, 256, {}});
    const test::Mosaic m = test::mosaic(tiles, 7);
    int soft = 0;
    for (const Rgba& p : m.picture.pixels) {
        if (p.a == 0 || p.a == 255) continue;
        ++soft;
        REQUIRE(std::abs(p.r - test::violet.r) <= 4);
        REQUIRE(std::abs(p.g - test::violet.g) <= 4);
        REQUIRE(std::abs(p.b - test::violet.b) <= 4);
    }
    REQUIRE(soft > 100);
}
