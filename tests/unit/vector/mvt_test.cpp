// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/mvt.hpp"

#include "core/error.hpp"
#include "tests/unit/vector/read_tile.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using namespace presencia::emit;

namespace {

const std::vector<Column> fields{{"name", CellType::text, "", ""}, {"people", CellType::integer, "", ""}, {"rate", CellType::real, "", ""}, {"risk", CellType::boolean, "", ""}};

/// One tile with the features as points in a row.
std::vector<test::ReadLayer> written(const std::vector<MvtLayer>& layers) {
    TilePieces pieces(0);
    for (std::uint32_t l = 0; l < layers.size(); ++l) {
        for (std::uint32_t f = 0; f < layers[l].size(); ++f) pieces.add_point(l, f, {f + 1, l});
    }
    std::vector<PlacedPiece> placed;
    for (const TilePiece& piece : pieces.pieces) placed.push_back({&piece, pieces.commands.data()});
    return test::read_tile(MvtWriter(layers).write(placed));
}

}  // namespace

TEST_CASE("values keep their type, and what is not there is left out") {
    MvtLayer layer("places", MvtGeometry::point, fields);
    layer.add(7, std::vector<Cell>{Cell("San José"), Cell(std::int64_t{12}), Cell(0.25), Cell(true)});
    layer.add(9007199254740991, std::vector<Cell>{Cell(""), Cell(std::int64_t{-3}), Cell(Absence::suppressed), Cell(false)});
    layer.add(8, std::vector<Cell>{Cell(Absence::unknown), Cell(Absence::no_record), Cell(12.0), Cell(Absence::unknown)});
    const auto read = written({layer});
    REQUIRE(read.size() == 1);
    CHECK(read[0].version == 2);
    CHECK(read[0].extent == 4096);
    CHECK(read[0].name == "places");
    REQUIRE(read[0].features.size() == 3);
    using Properties = std::map<std::string, test::TileValue>;
    CHECK(read[0].features[0].properties == Properties{{"name", "San José"}, {"people", std::int64_t{12}}, {"rate", 0.25}, {"risk", true}});
    CHECK(read[0].features[1].properties == Properties{{"name", ""}, {"people", std::int64_t{-3}}, {"risk", false}});
    CHECK(read[0].features[2].properties == Properties{{"rate", 12.0}});
    CHECK(read[0].features[1].id == 9007199254740991);
    CHECK(read[0].features[0].paths[0][0] == GridPoint{1, 0});
}

TEST_CASE("a tile holds the keys and values that it uses, each once") {
    MvtLayer one("one", MvtGeometry::point, {fields[0]}), other("other", MvtGeometry::point, {fields[0]});
    for (int i = 0; i < 50; ++i) one.add(static_cast<std::uint64_t>(i + 1), std::vector<Cell>{Cell(std::string(40, static_cast<char>('a' + i % 2)))});
    other.add(1, std::vector<Cell>{Cell("x")});
    const auto read = written({one, other});
    REQUIRE(read.size() == 2);
    CHECK(read[0].features.size() == 50);
    TilePieces pieces(0);
    pieces.add_point(0, 3, {5, 5});
    const PlacedPiece placed{&pieces.pieces[0], pieces.commands.data()};
    const std::vector<MvtLayer> layers{one, other};
    MvtWriter writer(layers);
    const std::string alone = writer.write(std::span(&placed, 1));
    CHECK(alone.size() < 90);
    CHECK(alone == writer.write(std::span(&placed, 1)));  // nothing is left from the tile before
}

TEST_CASE("a feature needs a cell for each field") {
    MvtLayer layer("places", MvtGeometry::point, fields);
    CHECK_THROWS_AS(layer.add(1, std::vector<Cell>{Cell("a")}), Error);
}
