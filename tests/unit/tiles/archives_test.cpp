// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/mbtiles.hpp"
#include "emit/tiles/tile_pyramid.hpp"
#include "emit/tiles/tilejson.hpp"
#include "emit/tiles/xyz_folder.hpp"

#include "core/error.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/tiles/drawn_coverage.hpp"
#include "tests/unit/tiles/tile_picture.hpp"

#include <gdal_priv.h>
#include <sqlite3.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <memory>

using namespace presencia;
using namespace presencia::emit;
using support::bytes_of;
using support::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string query(const fs::path& path, const std::string& sql) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    std::string out;
    const auto collect = [](void* to, int n, char** values, char**) {
        for (int i = 0; i < n; ++i) *static_cast<std::string*>(to) += std::string(values[i] ? values[i] : "NULL") + "|";
        return 0;
    };
    REQUIRE(sqlite3_exec(db, sql.c_str(), collect, &out, nullptr) == SQLITE_OK);
    sqlite3_close(db);
    return out;
}

const geo::Box box{-92.5, 13.25, -86.0, 18.0};

struct DrawnPyramid {
    test::DrawnCoverage shapes = test::crooked_cells(10, 8, box);
    CoverageGeometry coverage = shapes.geometry();
    TileMap map = test::plain_map({test::violet}, std::vector<int>(80, 0));
    TilePlan plan{4, 7, 256, {}};
};

}  // namespace

TEST_CASE("An MBTiles archive is what the specification asks for, byte for byte the same twice, and opens in GDAL") {
    const TemporaryFolder folder;
    DrawnPyramid drawn;
    drawn.map.attribution = "<b>Límites</b>";
    drawn.map.notes = {"Periodo: 2013"};
    const auto write = [&](const fs::path& path, unsigned threads) {
        Mbtiles archive(path, mbtiles_metadata(drawn.map, drawn.plan, drawn.coverage.bounds(), "1.0.0"));
        SilentProgress progress;
        render_pyramid(drawn.coverage, drawn.map, drawn.plan, archive, threads, progress);
        archive.finish();
    };
    const fs::path one = folder.path() / "one.mbtiles", two = folder.path() / "two.mbtiles";
    write(one, 1);
    write(two, 2);
    REQUIRE(bytes_of(one) == bytes_of(two));
    REQUIRE(query(one, "PRAGMA application_id") == std::to_string(0x4d504258) + "|");
    REQUIRE(query(one, "PRAGMA integrity_check") == "ok|");
    REQUIRE(query(one, "SELECT value FROM metadata WHERE name = 'format'") == "png|");
    REQUIRE(query(one, "SELECT value FROM metadata WHERE name = 'name'") == "Test|");
    REQUIRE(query(one, "SELECT value FROM metadata WHERE name = 'type'") == "overlay|");
    REQUIRE(query(one, "SELECT value FROM metadata WHERE name = 'bounds'") ==
            "-92.500000,13.250000,-86.000000,18.000000|");
    REQUIRE(query(one, "SELECT value FROM metadata WHERE name = 'minzoom'") == "4|");
    REQUIRE(query(one, "SELECT value FROM metadata WHERE name = 'maxzoom'") == "7|");
    REQUIRE(query(one, "SELECT value FROM metadata WHERE name = 'attribution'") == "&lt;b&gt;Límites&lt;/b&gt;|");

    const auto kept = test::render(drawn.coverage, drawn.map, drawn.plan);
    REQUIRE(query(one, "SELECT count(*) FROM tiles") == std::to_string(kept.order.size()) + "|");
    const auto [z, x, y] = kept.order.back();
    const std::string row = std::to_string((1 << z) - 1 - y);
    const std::string size = query(one, "SELECT length(tile_data) FROM tiles WHERE zoom_level = " + std::to_string(z) +
                                            " AND tile_column = " + std::to_string(x) + " AND tile_row = " + row);
    REQUIRE(size == std::to_string(kept.tiles.at({z, x, y}).size()) + "|");

    GDALAllRegister();
    std::unique_ptr<GDALDataset> data(GDALDataset::Open(one.c_str(), GDAL_OF_RASTER));
    REQUIRE(data);
    REQUIRE(data->GetRasterCount() == 4);
    double transform[6];
    REQUIRE(data->GetGeoTransform(transform) == CE_None);
    const double metres = 20037508.342789244 / 180.0;
    const int px = static_cast<int>((-89.0 * metres - transform[0]) / transform[1]);
    const int py = data->GetRasterYSize() / 2;
    std::uint8_t rgba[4] = {};
    REQUIRE(data->RasterIO(GF_Read, px, py, 1, 1, rgba, 1, 1, GDT_Byte, 4, nullptr, 4, 4, 1, nullptr) == CE_None);
    REQUIRE(rgba[0] == test::violet.r);
    REQUIRE(rgba[2] == test::violet.b);
    REQUIRE(rgba[3] == 255);
}

TEST_CASE("An archive that is not finished leaves nothing behind, and an existing one is refused") {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "a.mbtiles";
    {
        Mbtiles archive(path, {{"name", "x"}});
        archive.put(0, 0, 0, "png");
    }
    REQUIRE(!fs::exists(path));
    std::ofstream(path) << "mine";
    REQUIRE_THROWS_AS(Mbtiles(path, {}), Error);
    REQUIRE(bytes_of(path) == "mine");
    REQUIRE_THROWS_AS(Mbtiles(folder.path() / "no" / "such" / "folder.mbtiles", {}), Error);
}

TEST_CASE("A folder holds each tile under its zoom, column and row, and a tee feeds two sinks") {
    const TemporaryFolder folder;
    const DrawnPyramid drawn;
    XyzFolder files(folder.path() / "gap");
    test::KeptTiles kept;
    SinkSet tee({&files, &kept});
    SilentProgress progress;
    render_pyramid(drawn.coverage, drawn.map, drawn.plan, tee, 2, progress);
    std::size_t found = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) found += entry.is_regular_file();
    REQUIRE(found == kept.order.size());
    for (const auto& [z, x, y] : kept.order) {
        const fs::path path =
            folder.path() / "gap" / std::to_string(z) / std::to_string(x) / (std::to_string(y) + ".png");
        REQUIRE(bytes_of(path) == kept.tiles.at({z, x, y}));
    }
}

TEST_CASE("A folder that cannot be written says so") {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "gap") << "a file where the folder should be";
    XyzFolder files(folder.path() / "gap");
    REQUIRE_THROWS_AS(files.put(1, 0, 0, "png"), Error);
}

TEST_CASE("The TileJSON names tiles, zooms and bounds, and its text cannot carry markup") {
    DrawnPyramid drawn;
    drawn.map.attribution = "<script>";
    drawn.map.classes[0].label = "a < b";
    const auto json =
        nlohmann::json::parse(tilejson(drawn.map, drawn.plan, drawn.coverage.bounds(), "gap/{z}/{x}/{y}.png"));
    REQUIRE(json["tilejson"] == "3.0.0");
    REQUIRE(json["tiles"][0] == "gap/{z}/{x}/{y}.png");
    REQUIRE(json["minzoom"] == 4);
    REQUIRE(json["maxzoom"] == 7);
    REQUIRE(json["bounds"] == nlohmann::json({-92.5, 13.25, -86.0, 18.0}));
    REQUIRE(json["center"][2] == 4);
    REQUIRE(json["attribution"] == "&lt;script&gt;");
    REQUIRE(json["legend"].get<std::string>().find("a &lt; b") != std::string::npos);
    const auto nowhere = nlohmann::json::parse(tilejson(drawn.map, drawn.plan, {}, "x"));
    REQUIRE(nowhere["bounds"][0] == -180.0);
}
