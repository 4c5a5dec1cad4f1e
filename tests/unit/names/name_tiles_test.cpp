// SPDX-License-Identifier: Apache-2.0
#include "../tiles/tile_picture.hpp"
#include "core/error.hpp"
#include "emit/names/name_stamp.hpp"
#include "emit/names/name_tiles.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace presencia;
using namespace presencia::emit;

namespace {

constexpr int zoom = 6;

/// A name in the very corner where four tiles meet.
std::vector<MapName> in_the_corner() {
    const std::int64_t x = 20 * 256, y = 30 * 256;
    return {{"Santa Lucía Ñacunday", false, {x << (24 - zoom), y << (24 - zoom)}, 1e9}};
}

test::KeptTiles drawn(const std::vector<MapName>& names, int min_zoom, int max_zoom, unsigned threads, int tile_px = 256) {
    test::KeptTiles kept;
    SilentProgress progress;
    TilePlan plan;
    plan.min_zoom = min_zoom;
    plan.max_zoom = max_zoom;
    plan.tile_px = tile_px;
    render_names(names, plan, default_fonts(), kept, threads, progress);
    return kept;
}

}  // namespace

TEST_CASE("A name over the edges of tiles is whole when the tiles lie side by side") {
    const auto tiles = drawn(in_the_corner(), zoom, zoom, 1);
    REQUIRE(tiles.tiles.size() == 4);
    const test::Mosaic mosaic = test::mosaic(tiles, zoom);
    const NameStamper stamper(default_fonts(), 256);
    const auto placed = lay_out_names(in_the_corner(), zoom, 256, [&](const std::string& text, bool department) { return stamper.width(text, department); });
    REQUIRE(placed.size() == 1);
    const NameStamp stamp = stamper.draw(placed[0]);
    const auto palette = name_palette();
    const PixelBox& box = placed[0].box;
    int letters = 0;
    for (int y = 0; y < box.height; ++y) {
        for (int x = 0; x < box.width; ++x) {
            const std::uint8_t level = stamp[static_cast<std::size_t>(y * box.width + x)];
            const Rgba shown = mosaic.picture.at(static_cast<int>(box.x + x - mosaic.left), static_cast<int>(box.y + y - mosaic.top));
            REQUIRE((level == 0 ? shown.a == 0 : shown == palette[level]));
            letters += level > halo_levels + letter_levels / 2;
        }
    }
    REQUIRE(letters > 50);
    // Nothing touches the edge of the stamp: the halo is inside of it.
    for (int x = 0; x < box.width; ++x) REQUIRE(stamp[static_cast<std::size_t>(x)] == 0);
    for (int y = 0; y < box.height; ++y) REQUIRE(stamp[static_cast<std::size_t>(y * box.width)] == 0);
}

TEST_CASE("Names are the same for any number of threads, in rows from north to south, four bits a pixel") {
    std::vector<MapName> names;
    for (int i = 0; i < 200; ++i) {
        names.push_back({"Municipio " + std::to_string(i), i % 7 == 0, {(std::int64_t{1} << 31) + i % 20 * 60'000'000, (std::int64_t{1} << 31) + i / 20 * 60'000'000}, 5e7});
    }
    const auto one = drawn(names, 3, 6, 1), two = drawn(names, 3, 6, 2);
    REQUIRE(one.tiles == two.tiles);
    REQUIRE(one.order == two.order);
    REQUIRE(one.tiles.size() > 20);
    REQUIRE(std::is_sorted(one.order.begin(), one.order.end(), [](const auto& a, const auto& b) {
        return std::tuple(std::get<0>(a), std::get<2>(a), std::get<1>(a)) < std::tuple(std::get<0>(b), std::get<2>(b), std::get<1>(b));
    }));
    for (const auto& [key, png] : one.tiles) REQUIRE(test::read_png(png).bits == 4);
}

TEST_CASE("A name over the antimeridian goes on at the other end of the world") {
    const std::vector<MapName> names{{"Taveuni", false, {100, std::int64_t{1} << 31}, 1e9}};
    const auto tiles = drawn(names, 5, 5, 1);
    REQUIRE(tiles.has(5, 0, 16));
    REQUIRE(tiles.has(5, 31, 16));
}

TEST_CASE("Tiles of 512 pixels show the same names at twice the density") {
    const auto tiles = drawn(in_the_corner(), zoom, zoom, 1, 512);
    REQUIRE(tiles.tiles.size() == 4);
    REQUIRE(test::read_png(tiles.tiles.begin()->second).width == 512);
}

TEST_CASE("A font that is not there is named, with what to do") {
    test::KeptTiles kept;
    SilentProgress progress;
    try {
        render_names(in_the_corner(), TilePlan{}, {"/nowhere/font.ttf", "/nowhere/font.ttf"}, kept, 1, progress);
        FAIL("no error");
    } catch (const Error& error) {
        REQUIRE(error.code() == ErrorCode::file_missing);
    }
}
