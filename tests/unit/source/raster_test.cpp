// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include "source/gdal_scope.hpp"
#include "source/raster.hpp"

#include <gdal.h>
#include <ogr_srs_api.h>
#include <array>
#include <limits>

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

struct Grid {
    int width = 3;
    int height = 2;
    int bands = 1;
    GDALDataType type = GDT_Float64;
    int epsg = 4326;
    std::array<double, 6> transform{-88.0, 0.5, 0.0, 15.0, 0.0, -0.5};
    std::vector<double> cells{};
    double no_data = std::numeric_limits<double>::quiet_NaN();
    double scale = 1.0;
};

void write_grid(const std::filesystem::path& path, const Grid& grid) {
    register_drivers();
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName("GTiff"), path.c_str(), grid.width, grid.height, grid.bands, grid.type, nullptr);
    REQUIRE(dataset != nullptr);
    GDALSetGeoTransform(dataset, const_cast<double*>(grid.transform.data()));
    if (grid.epsg != 0) {
        OGRSpatialReferenceH reference = OSRNewSpatialReference(nullptr);
        OSRImportFromEPSG(reference, grid.epsg);
        GDALSetSpatialRef(dataset, reference);
        OSRRelease(reference);
    }
    GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
    if (grid.no_data == grid.no_data) GDALSetRasterNoDataValue(band, grid.no_data);
    if (grid.scale != 1.0) GDALSetRasterScale(band, grid.scale);
    std::vector<double> cells = grid.cells;
    cells.resize(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height));
    REQUIRE(GDALRasterIO(band, GF_Write, 0, 0, grid.width, grid.height, cells.data(), grid.width, grid.height,
                         GDT_Float64, 0, 0) == CE_None);
    GDALClose(dataset);
}

struct People {
    std::string crs;
    std::vector<Point<Wgs84>> centres;
    std::vector<double> people;
};

People read_people(const std::filesystem::path& path) {
    RasterReader reader(path, path.filename().string());
    People all{reader.crs(), {}, {}};
    std::vector<Point<Wgs84>> centres;
    std::vector<double> people;
    while (reader.next(centres, people)) {
        REQUIRE(centres.size() == people.size());
        all.centres.insert(all.centres.end(), centres.begin(), centres.end());
        all.people.insert(all.people.end(), people.begin(), people.end());
    }
    CHECK(reader.progress() == 1.0);
    return all;
}

Error raster_error(const std::filesystem::path& path) {
    return error_of([&] { read_people(path); });
}

}  // namespace

TEST_CASE("People of a raster come with the centres of their cells, empty cells left out") {
    const TempFolder folder;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    write_grid(folder.path() / "a.tif", {.cells = {1.5, 0.0, nan, -9999.0, 7.0, 65535.0}, .no_data = 65535.0});
    const People all = read_people(folder.path() / "a.tif");
    CHECK(all.crs.find("WGS 84") != std::string::npos);
    CHECK(all.people == std::vector<double>{1.5, 7.0});
    CHECK(all.centres == std::vector<Point<Wgs84>>{{-87.75, 14.75}, {-87.25, 14.25}});
}

TEST_CASE("A rotated raster keeps its cells where they lie") {
    const TempFolder folder;
    write_grid(
        folder.path() / "a.tif",
        {.width = 2, .height = 1, .epsg = 32616, .transform = {1000.0, 3.0, 4.0, 2000.0, 4.0, -3.0}, .cells = {1, 2}});
    const People all = read_people(folder.path() / "a.tif");
    CHECK(all.crs.find("UTM zone 16N") != std::string::npos);
    CHECK(all.centres == std::vector<Point<Wgs84>>{{1003.5, 2000.5}, {1006.5, 2004.5}});
}

TEST_CASE("The single-precision no-data value of population rasters is no people") {
    const TempFolder folder;
    const double lowest = -3.4028234663852886e+38;
    const double highest = 3.4028234663852886e+38;
    write_grid(folder.path() / "low.tif",
               {.width = 2, .height = 1, .type = GDT_Float32, .cells = {lowest, 2.25}, .no_data = lowest});
    CHECK(read_people(folder.path() / "low.tif").people == std::vector<double>{2.25});
    write_grid(folder.path() / "high.tif",
               {.width = 2, .height = 1, .type = GDT_Float32, .cells = {highest, 2.25}, .no_data = highest});
    CHECK(read_people(folder.path() / "high.tif").people == std::vector<double>{2.25});
}

TEST_CASE("Scaled integers are people after scaling, no data before it") {
    const TempFolder folder;
    write_grid(folder.path() / "a.tif",
               {.width = 3, .height = 1, .type = GDT_UInt16, .cells = {10, 255, 30}, .no_data = 255, .scale = 0.1});
    const auto people = read_people(folder.path() / "a.tif").people;
    REQUIRE(people.size() == 2);
    CHECK(people[0] == Approx(1.0));
    CHECK(people[1] == Approx(3.0));
}

TEST_CASE("A raster of many blocks adds up") {
    const TempFolder folder;
    Grid grid{.width = 2500, .height = 1800, .type = GDT_Byte};
    grid.cells.assign(4500000, 1.0);
    write_grid(folder.path() / "a.tif", grid);
    RasterReader reader(folder.path() / "a.tif", "a.tif");
    std::vector<Point<Wgs84>> centres;
    std::vector<double> people;
    std::size_t cells = 0;
    std::size_t blocks = 0;
    double last_progress = 0.0;
    Point<Wgs84> last;
    while (reader.next(centres, people)) {
        ++blocks;
        cells += people.size();
        last = centres.back();
        CHECK(reader.progress() > last_progress);
        last_progress = reader.progress();
    }
    CHECK(blocks > 1);
    CHECK(cells == 4500000);
    CHECK(last == Point<Wgs84>{-88.0 + 2499.5 * 0.5, 15.0 - 1799.5 * 0.5});
}

TEST_CASE("Rasters that say too little or too much are refused") {
    const TempFolder folder;
    write_grid(folder.path() / "bare.tif", {.epsg = 0, .cells = {1}});
    CHECK(raster_error(folder.path() / "bare.tif").code() == ErrorCode::crs_missing);
    write_grid(folder.path() / "rgb.tif", {.bands = 3, .type = GDT_Byte, .cells = {1}});
    const Error bands = raster_error(folder.path() / "rgb.tif");
    CHECK(bands.code() == ErrorCode::file_layer_ambiguous);
    CHECK(bands.detail() == "3 bands");
    CHECK_FALSE(bands.hint().empty());
    CHECK(raster_error(folder.write("text.tif", "not a tiff")).code() == ErrorCode::file_not_geodata);
    CHECK(raster_error(folder.write("empty.tif", "")).code() == ErrorCode::file_empty);
    CHECK(raster_error(folder.path() / "none.tif").code() == ErrorCode::file_missing);
    CHECK(raster_error("/vsicurl/http://127.0.0.1:1/a.tif").code() == ErrorCode::file_name_refused);
    const std::string vrt =
        R"(<VRTDataset rasterXSize="1" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1" subClass="VRTRawRasterBand">)"
        R"(<SourceFilename>/etc/hostname</SourceFilename></VRTRasterBand></VRTDataset>)";
    CHECK(raster_error(folder.write("vrt.tif", vrt)).code() == ErrorCode::file_not_geodata);
    CHECK(raster_error(folder.write("a.vrt", vrt)).code() == ErrorCode::file_not_geodata);
}

TEST_CASE("A raster cut short is an error where its rows are missing") {
    const TempFolder folder;
    Grid grid{.width = 500, .height = 500};
    grid.cells.assign(250000, 1.0);
    const auto path = folder.path() / "cut.tif";
    write_grid(path, grid);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    const ErrorCode code = raster_error(path).code();
    CHECK((code == ErrorCode::file_unreadable || code == ErrorCode::file_not_geodata));
    CHECK(folder.names() == std::vector<std::string>{"cut.tif"});
}

TEST_CASE("A raster may be 4,194,304 cells wide and no wider: its header is refused before a row is read") {
    const TempFolder folder;
    const auto sparse = [&](const std::string& name, int width) {
        register_drivers();
        const char* const options[] = {"SPARSE_OK=TRUE", "COMPRESS=DEFLATE", nullptr};
        GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), (folder.path() / name).c_str(), width, 1, 1, GDT_Byte, const_cast<char**>(options));
        REQUIRE(dataset != nullptr);
        std::array<double, 6> transform{-180.0, 360.0 / width, 0.0, 15.0, 0.0, -0.5};
        GDALSetGeoTransform(dataset, transform.data());
        OGRSpatialReferenceH reference = OSRNewSpatialReference(nullptr);
        OSRImportFromEPSG(reference, 4326);
        GDALSetSpatialRef(dataset, reference);
        OSRRelease(reference);
        GDALClose(dataset);
        return folder.path() / name;
    };
    const auto widest = sparse("widest.tif", 4'194'304), wider = sparse("wider.tif", 4'194'305);
    CHECK(std::filesystem::file_size(wider) < 10'000);
    CHECK(read_people(widest).people.empty());
    const Error error = raster_error(wider);
    CHECK(error.code() == ErrorCode::file_limit);
    CHECK(error.detail() == "4194305 > 4194304");
}
