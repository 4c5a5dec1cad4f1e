// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "emit/tiles/pmtiles.hpp"
#include "emit/tiles/pmtiles_reader.hpp"
#include "emit/tiles/tile_painter.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/tiles/drawn_coverage.hpp"
#include "tests/unit/tiles/tile_picture.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <memory>
#include <tuple>

using namespace presencia;
using namespace presencia::emit;

namespace {

struct Drawn {
    test::DrawnCoverage shapes = test::crooked_cells(12, 9, {-92, 12, -83, 18});
    std::shared_ptr<const CoverageGeometry> coverage = std::make_shared<const CoverageGeometry>(shapes.geometry());
    StyledMap styled;

    Drawn() {
        styled.map = test::plain_map({{0x3f, 0x20, 0x69}, {0xea, 0xe7, 0xde}}, {});
        for (std::size_t i = 0; i < shapes.shapes.size(); ++i) styled.map.class_of.push_back(static_cast<int>(i % 2));
        styled.map.classes[1].pattern = Pattern::hatch;
        styled.plan.min_zoom = 3;
        styled.plan.max_zoom = 8;
    }
};

}  // namespace

TEST_CASE("A tile drawn by itself is the tile of the pyramid, byte for byte, and empty where the pyramid has none") {
    const Drawn drawn;
    const test::KeptTiles kept = test::render(*drawn.coverage, drawn.styled.map, drawn.styled.plan, 1);
    TilePainter painter(drawn.coverage, drawn.styled);
    REQUIRE(kept.tiles.size() > 50);
    for (const auto& [key, png] : kept.tiles) {
        const auto [z, x, y] = key;
        INFO(z << "/" << x << "/" << y);
        CHECK(painter.tile(z, x, y) == png);
    }
    CHECK(painter.tile(8, 0, 0).empty());
    CHECK(painter.tile(3, 7, 7).empty());
}

TEST_CASE("What was put into a PMTiles archive is found there, also behind leaf directories, and nothing else is") {
    const support::TemporaryFolder folder;
    const auto path = folder.path() / "a.pmtiles";
    const auto bytes_of_tile = [](int x, int y) { return std::to_string(x * 7 % 13) + "/" + std::to_string(y * 5 % 11 == 3 ? x : y); };
    {
        Pmtiles archive(path, {PmtilesDescription::Type::png, 0, 9, {-10.5, -20.25, 30.0, 40.0}, "{}"});
        for (int y = 0; y < 512; y += 3) {
            for (int x = 0; x < 512; x += 2) archive.put(9, x, y, bytes_of_tile(x, y));
        }
        archive.finish();
    }
    const PmtilesReader reader(path);
    CHECK(reader.type() == PmtilesDescription::Type::png);
    CHECK(reader.min_zoom() == 0);
    CHECK(reader.max_zoom() == 9);
    CHECK(reader.bounds().min_y == -20.25);
    std::size_t wrong = 0;
    std::filesystem::remove(path);  // what is open stays readable
    for (int y = 0; y < 512; ++y) {
        for (int x = 0; x < 512; ++x) {
            const auto place = reader.find(9, static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y));
            const bool put = y % 3 == 0 && x % 2 == 0;
            if (place.has_value() != put || (put && reader.read(*place) != bytes_of_tile(x, y))) ++wrong;
        }
    }
    CHECK(wrong == 0);
    CHECK_FALSE(reader.find(0, 0, 0));
    CHECK_FALSE(reader.find(10, 1023, 1023));
}

TEST_CASE("A PMTiles archive that is cut short or is something else is refused") {
    const support::TemporaryFolder folder;
    const auto path = folder.path() / "a.pmtiles";
    {
        Pmtiles archive(path, {PmtilesDescription::Type::mvt, 0, 1, {-10, -20, 30, 40}, "{}"});
        archive.put(0, 0, 0, "tile");
        archive.finish();
    }
    CHECK_NOTHROW(PmtilesReader(path));
    std::filesystem::resize_file(path, 130);
    CHECK_THROWS_AS(PmtilesReader(path), Error);
    std::filesystem::resize_file(path, 10);
    CHECK_THROWS_AS(PmtilesReader(path), Error);
    CHECK_THROWS_AS(PmtilesReader(folder.path() / "none.pmtiles"), Error);
}
