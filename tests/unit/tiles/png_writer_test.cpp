// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/png_writer.hpp"
#include "emit/tiles/tile_palette.hpp"

#include "core/error.hpp"
#include "tests/unit/tiles/tile_picture.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace presencia;
using namespace presencia::emit;

namespace {

std::vector<Rgba> some_palette(std::size_t n) {
    std::vector<Rgba> out;
    for (std::size_t i = 0; i < n; ++i) {
        const auto v = static_cast<std::uint8_t>(i);
        out.push_back({v, static_cast<std::uint8_t>(255 - v), static_cast<std::uint8_t>(v * 7),
                       i % 3 == 1 ? std::uint8_t{100} : std::uint8_t{255}});
    }
    return out;
}

}  // namespace

TEST_CASE("A PNG has as few bits a pixel as its palette allows and reads back as it was written") {
    PngWriter writer;
    for (const auto& [colours, bits] :
         std::vector<std::pair<std::size_t, int>>{{1, 1}, {2, 1}, {3, 2}, {4, 2}, {5, 4}, {16, 4}, {17, 8}, {256, 8}}) {
        const auto palette = some_palette(colours);
        constexpr int width = 37, height = 11;
        std::vector<std::uint8_t> pixels;
        for (int i = 0; i < width * height; ++i)
            pixels.push_back(static_cast<std::uint8_t>(static_cast<std::size_t>(i % width < 5 ? i * 5 : i / 19) % colours));  // single pixels, then runs
        const std::string png = writer.write(width, height, pixels, palette);
        const test::Picture back = test::read_png(png);
        REQUIRE(back.bits == bits);
        REQUIRE(back.width == width);
        for (std::size_t i = 0; i < pixels.size(); ++i) REQUIRE(back.pixels[i] == palette[pixels[i]]);
        REQUIRE(writer.write(width, height, pixels, palette) == png);
    }
}

TEST_CASE("Runs that do not fill the rows are refused") {
    PngWriter writer;
    const std::vector<Rgba> one(1);
    for (const std::vector<PixelRun>& runs : {std::vector<PixelRun>{{4, 0}}, {{4, 0}, {3, 0}}, {{8, 0}}, {{4, 0}, {4, 0}, {4, 0}}}) {
        REQUIRE_THROWS_AS(writer.write(4, 2, runs, one), Error);
    }
}

TEST_CASE("An opaque PNG carries no transparency") {
    PngWriter writer;
    const std::vector<std::uint8_t> pixels(16, 0);
    const std::vector<Rgba> opaque{{1, 2, 3, 255}}, clear{{0, 0, 0, 0}};
    REQUIRE(writer.write(4, 4, pixels, opaque).find("tRNS") == std::string::npos);
    REQUIRE(writer.write(4, 4, pixels, clear).find("tRNS") != std::string::npos);
}

TEST_CASE("A palette that does not fit is refused") {
    PngWriter writer;
    const std::vector<std::uint8_t> pixels(16, 0);
    REQUIRE_THROWS_AS(writer.write(4, 4, pixels, std::vector<Rgba>{}), Error);
    REQUIRE_THROWS_AS(writer.write(4, 4, pixels, std::vector<Rgba>(257)), Error);
    REQUIRE_THROWS_AS(writer.write(4, 5, pixels, std::vector<Rgba>(1)), Error);
    REQUIRE_THROWS_AS(writer.write(4, 4, std::vector<std::uint8_t>(16, 3), std::vector<Rgba>(3)), Error);
}

TEST_CASE("A tile keeps the colours of its classes however many shades its edges have") {
    std::vector<TileColour> colours;
    for (int i = 0; i < 700; ++i) {
        const auto v = [&](int k) { return static_cast<std::uint8_t>(i * k % 256); };
        colours.push_back({{v(3), v(5), v(7), 255}, 1U + static_cast<std::uint32_t>(i % 13), i % 100 == 99});
    }
    const TilePalette palette = choose_palette(colours);
    REQUIRE(palette.entries.size() <= 256);
    REQUIRE(palette.entry_of.size() == colours.size());
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const Rgba got = palette.entries[palette.entry_of[i]];
        REQUIRE(std::max({std::abs(got.r - colours[i].colour.r), std::abs(got.g - colours[i].colour.g), std::abs(got.b - colours[i].colour.b)}) <= 8);
        if (colours[i].exact) REQUIRE(got == colours[i].colour);
    }
}

TEST_CASE("Of more colours than a palette holds, those that serve the tile best are taken") {
    std::vector<TileColour> colours;
    for (int i = 0; i < 9 * 9 * 9; ++i) {
        const auto v = [&](int step) { return static_cast<std::uint8_t>(i / step % 9 * 31); };
        colours.push_back({{v(1), v(9), v(81), 255}, 1U + static_cast<std::uint32_t>(i % 13), i % 100 == 99});
    }
    const TilePalette palette = choose_palette(colours);
    REQUIRE(palette.entries.size() == 256);
    REQUIRE(palette.entry_of.size() == colours.size());
    for (std::size_t i = 0; i < colours.size(); ++i) {
        if (colours[i].exact) REQUIRE(palette.entries[palette.entry_of[i]] == colours[i].colour);
    }
}

TEST_CASE("Near shades become few and none moves further than a shade") {
    std::vector<TileColour> near, far;
    for (int i = 0; i < 20; ++i) {
        const auto v = static_cast<std::uint8_t>(10 * i);
        near.push_back({{v, v, v, 255}, 10, i == 0 || i == 19});
        far.push_back(
            {{static_cast<std::uint8_t>(i * 97 % 256), static_cast<std::uint8_t>(i * 53 % 256), v, 255}, 10, false});
    }
    const TilePalette few = choose_palette(near);
    REQUIRE(few.entries.size() < 12);
    for (std::size_t i = 0; i < near.size(); ++i) {
        REQUIRE(std::abs(few.entries[few.entry_of[i]].r - near[i].colour.r) <= 16);
    }
    REQUIRE(few.entries[few.entry_of[0]] == near[0].colour);
    REQUIRE(few.entries[few.entry_of[19]] == near[19].colour);
    REQUIRE(choose_palette(far).entries.size() == 20);
}
