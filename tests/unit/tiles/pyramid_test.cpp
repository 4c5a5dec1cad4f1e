// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/tile_pyramid.hpp"

#include "core/error.hpp"
#include "emit/tiles/hatch.hpp"
#include "tests/unit/tiles/drawn_coverage.hpp"
#include "tests/unit/tiles/tile_picture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace presencia;
using namespace presencia::emit;
using test::rectangle;
using test::same_colour;

namespace {

constexpr Rgb pale{0xea, 0xe7, 0xde};

BorderLine line(BorderLevel level, Rgb colour, double px) {
    BorderLine out;
    out.level = level;
    out.colour = colour;
    out.width = {{0, px}};
    return out;
}

int pixels_of(const test::KeptTiles& tiles, int zoom, Rgb colour) {
    const test::Mosaic m = test::mosaic(tiles, zoom);
    return static_cast<int>(std::count_if(m.picture.pixels.begin(), m.picture.pixels.end(),
                                          [&](Rgba p) { return same_colour(p, colour); }));
}

}  // namespace

TEST_CASE("The same map gives the same tiles in the same order for one thread and for two") {
    const auto drawn = test::crooked_cells(30, 24, {-92, 12, -83, 18});
    const CoverageGeometry coverage = drawn.geometry();
    TileMap map = test::plain_map({test::violet, pale, {1, 2, 3}, {200, 100, 50}}, {});
    map.classes[2].pattern = Pattern::hatch;
    map.classes[3].pattern = Pattern::dots;
    map.classes[3].pattern_colour = {0, 0, 0};
    for (std::size_t i = 0; i < drawn.shapes.size(); ++i) map.class_of.push_back(static_cast<int>(i * 7 % 11 % 4));
    const TilePlan plan{
        3,
        8,
        256,
        {line(BorderLevel::municipality, {255, 255, 255}, 0.7), line(BorderLevel::department, {80, 80, 80}, 1.2),
         line(BorderLevel::country, {40, 40, 40}, 2.0)}};
    const auto one = test::render(coverage, map, plan, 1);
    const auto two = test::render(coverage, map, plan, 2);
    REQUIRE(one.order.size() > 50);
    REQUIRE(one.order == two.order);
    REQUIRE(one.tiles == two.tiles);
    const auto by_row = [](const test::KeptTiles::Key& a, const test::KeptTiles::Key& b) {
        const auto [za, xa, ya] = a;
        const auto [zb, xb, yb] = b;
        return std::tie(za, ya, xa) < std::tie(zb, yb, xb);
    };
    REQUIRE(std::is_sorted(one.order.begin(), one.order.end(), by_row));
}

TEST_CASE("Tiles with nothing in them are not written") {
    const auto drawn = test::of_shapes({rectangle(10, 10, 11, 11), rectangle(40, 40, 41, 41)});
    const auto tiles = test::render(drawn.geometry(), test::plain_map({test::violet}, {0, 0}), TilePlan{6, 6, 256, {}});
    REQUIRE(tiles.order.size() <= 8);
    for (const auto& [key, png] : tiles.tiles) {
        const test::Picture picture = test::read_png(png);
        REQUIRE(std::any_of(picture.pixels.begin(), picture.pixels.end(), [](Rgba p) { return p.a != 0; }));
    }
    const auto none = test::render(drawn.geometry(), test::plain_map({test::violet}, {-1, -1}), TilePlan{0, 6, 256, {}});
    REQUIRE(none.order.empty());
    const auto empty =
        test::render(test::of_shapes({}).geometry(), test::plain_map({test::violet}, {}), TilePlan{0, 3, 256, {}});
    REQUIRE(empty.order.empty());
}

TEST_CASE("A municipality smaller than a pixel still has a pixel of its colour") {
    // A speck of 0.0004 degrees, alone in the sea and inside another municipality, and a thread 20 m wide.
    geo::MultiPolygon around = rectangle(-90, 14, -88, 16);
    around[0].holes.push_back(rectangle(-89.0004, 15, -89, 15.0004)[0].outer);
    const auto drawn = test::of_shapes({around, rectangle(-89.0004, 15, -89, 15.0004),
                                        rectangle(-85.5, 15.3, -85.4996, 15.3004), rectangle(-87, 14, -86.9998, 15)});
    const CoverageGeometry coverage = drawn.geometry();
    const Rgb a{10, 200, 30}, b{200, 10, 30}, c{30, 10, 200};
    const TileMap map = test::plain_map({pale, a, b, c}, {0, 1, 2, 3});
    for (const auto& borders : {std::vector<BorderLine>{}, std::vector{line(BorderLevel::municipality, {9, 9, 9}, 3.0),
                                                                       line(BorderLevel::outer, {9, 9, 9}, 3.0)}}) {
        const auto tiles = test::render(coverage, map, TilePlan{2, 9, 256, borders});
        for (int zoom = 2; zoom <= 9; ++zoom) {
            INFO("zoom " << zoom);
            REQUIRE(pixels_of(tiles, zoom, a) >= 1);
            REQUIRE(pixels_of(tiles, zoom, b) >= 1);
            REQUIRE(pixels_of(tiles, zoom, c) >= 1);
        }
    }
}

TEST_CASE("No municipality of a dense coverage vanishes, at any zoom that has a pixel for each") {
    const auto drawn = test::crooked_cells(16, 12, {-92, 13, -88, 16});
    const CoverageGeometry coverage = drawn.geometry();
    for (int zoom = 4; zoom <= 7; ++zoom) {
        for (std::size_t i = 0; i < drawn.shapes.size(); i += 5) {
            std::vector<int> class_of(drawn.shapes.size(), 1);
            class_of[i] = 0;  // listed first: wins a contested pixel
            const auto tiles =
                test::render(coverage, test::plain_map({test::violet, pale}, class_of), TilePlan{zoom, zoom, 256, {}});
            INFO("municipality " << i << ", zoom " << zoom);
            REQUIRE(pixels_of(tiles, zoom, test::violet) >= 1);
        }
    }
}

TEST_CASE("Lines are not cut where tiles meet") {
    // The border of the two municipalities is the meridian 0: the edge between tiles at every zoom.
    auto drawn = test::of_shapes({rectangle(-5, -5, 0, 5), rectangle(0, -5, 5, 5)});
    drawn.country = {0, 1};
    const Rgb ink{20, 30, 40};
    const auto tiles = test::render(drawn.geometry(), test::plain_map({pale}, {0, 0}),
                                    TilePlan{5, 5, 256, {line(BorderLevel::country, ink, 4.0)}});
    const test::Mosaic m = test::mosaic(tiles, 5);
    const int x = static_cast<int>((256 << 4) - m.left), y = static_cast<int>((256 << 4) - m.top) + 20;
    for (int dx = -2; dx < 2; ++dx) {
        const Rgba p = m.picture.at(x + dx, y);
        REQUIRE(std::abs(p.r - ink.r) <= 4);
        REQUIRE(p.a == 255);
    }
    REQUIRE(same_colour(m.picture.at(x - 4, y), pale));
    REQUIRE(same_colour(m.picture.at(x + 3, y), pale));
}

TEST_CASE("A line over the sea reaches into tiles that no municipality touches") {
    // The square ends exactly at the edge of a tile; half of its outline lies in the next one.
    const auto drawn = test::of_shapes({rectangle(-5, -5, 0, 5)});
    const auto tiles = test::render(drawn.geometry(), test::plain_map({pale}, {0}),
                                    TilePlan{5, 5, 256, {line(BorderLevel::outer, {20, 30, 40}, 3.0)}});
    REQUIRE(tiles.has(5, 16, 16));
    const test::Picture east = test::read_png(tiles.tiles.at({5, 16, 16}));
    REQUIRE(east.at(0, 10).a == 255);
    REQUIRE(east.at(4, 10).a == 0);
}

TEST_CASE("Patterns run on from tile to tile and from zoom to zoom keep their size") {
    const auto drawn = test::of_shapes({rectangle(-20, -20, 20, 20)});
    for (const Pattern pattern : {Pattern::hatch, Pattern::hatch_back, Pattern::dots}) {
        TileMap map = test::plain_map({{240, 240, 240}}, {0});
        map.classes[0].pattern = pattern;
        map.classes[0].pattern_colour = {0, 0, 0};
        const auto tiles = test::render(drawn.geometry(), map, TilePlan{5, 5, 256, {}});
        const test::Mosaic m = test::mosaic(tiles, 5);
        const Hatch hatch(pattern, 1);
        const int x0 = static_cast<int>((256 << 4) - m.left), y0 = static_cast<int>((256 << 4) - m.top);
        int drawn_pixels = 0;
        for (int y = -40; y < 40; ++y) {
            for (int x = -40; x < 40; ++x) {
                const int expected = 240 - 30 * hatch.level(x + 4096, y + 4096);
                REQUIRE(m.picture.at(x0 + x, y0 + y).r == expected);
                drawn_pixels += expected < 240;
            }
        }
        REQUIRE(drawn_pixels > 400);
    }
}

TEST_CASE("A pattern of outlines follows the inside of the municipality only") {
    const auto drawn = test::of_shapes({rectangle(-5, -5, 1, 5), rectangle(1, -5, 6, 5)});
    TileMap map = test::plain_map({{255, 255, 255}, pale}, {0, 1});
    map.classes[0].pattern = Pattern::outline;
    map.classes[0].pattern_colour = {0, 0, 0};
    const auto tiles = test::render(drawn.geometry(), map, TilePlan{6, 6, 256, {}});
    const test::Mosaic m = test::mosaic(tiles, 6);
    const double edge = static_cast<double>(to_world({1, 0}).x) / world_units * (256 << 6);
    const int x = static_cast<int>(edge - static_cast<double>(m.left)), y = static_cast<int>((256 << 5) - m.top) + 9;
    REQUIRE(m.picture.at(x - 1, y).r < 140);
    REQUIRE(same_colour(m.picture.at(x - 6, y), {255, 255, 255}));
    REQUIRE(same_colour(m.picture.at(x + 2, y), pale));
}

TEST_CASE("Requests that cannot be drawn are refused with a reason") {
    const auto drawn = test::of_shapes({rectangle(0, 0, 1, 1)});
    const CoverageGeometry coverage = drawn.geometry();
    const TileMap map = test::plain_map({test::violet}, {0});
    REQUIRE_THROWS_AS(test::render(coverage, map, TilePlan{0, 23, 256, {}}), Error);
    REQUIRE_THROWS_AS(test::render(coverage, map, TilePlan{-1, 3, 256, {}}), Error);
    REQUIRE_THROWS_AS(test::render(coverage, map, TilePlan{5, 3, 256, {}}), Error);
    REQUIRE_THROWS_AS(test::render(coverage, map, TilePlan{0, 3, 300, {}}), Error);
    REQUIRE_THROWS_AS(test::render(coverage, test::plain_map(std::vector<Rgb>(25), {0}), TilePlan{0, 3, 256, {}}),
                      Error);
    REQUIRE_THROWS_AS(test::render(coverage, test::plain_map({test::violet}, {0, 0}), TilePlan{0, 3, 256, {}}), Error);
}

TEST_CASE("Geometry at the poles and at the antimeridian is drawn as far as Web Mercator goes") {
    const auto drawn = test::of_shapes({rectangle(-180, 80, -170, 90), rectangle(170, -90, 180, -80)});
    const auto tiles = test::render(drawn.geometry(), test::plain_map({test::violet, pale}, {0, 1}), TilePlan{0, 4, 256, {}});
    REQUIRE(tiles.has(0, 0, 0));
    REQUIRE(tiles.has(4, 0, 0));
    REQUIRE(tiles.has(4, 15, 15));
    for (const auto& [z, x, y] : tiles.order) {
        REQUIRE((x >= 0 && y >= 0 && x < 1 << z && y < 1 << z));
    }
}

TEST_CASE("The highest zoom draws a municipality of a few metres") {
    const auto drawn = test::of_shapes({rectangle(-88.00001, 15.00001, -87.99999, 15.00003)});
    const auto tiles = test::render(drawn.geometry(), test::plain_map({test::violet}, {0}), TilePlan{22, 22, 256, {}});
    REQUIRE(!tiles.order.empty());
    // 0.00002 degrees are 59.65 pixels of zoom 22 across, and 1/cos 15 degrees as much up.
    REQUIRE(pixels_of(tiles, 22, test::violet) == Approx(58.65 * 60.8).epsilon(0.05));
}
