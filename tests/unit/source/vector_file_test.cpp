// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"
#include "vector_writer.hpp"

#include "source/ogr_values.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

void write_typed(const char* driver, const std::filesystem::path& path) {
    VectorWriter writer(driver, path);
    OGRLayerH layer = writer.layer("typed", wkbPoint, 32616);
    VectorWriter::field(layer, "code", OFTString);
    VectorWriter::field(layer, "count", OFTInteger64);
    VectorWriter::field(layer, "share", OFTReal);
    VectorWriter::field(layer, "day", OFTDate);
    VectorWriter::feature(layer, "POINT (500000 1500000)", [](OGRFeatureH feature) {
        OGR_F_SetFieldString(feature, 0, "0501");
        OGR_F_SetFieldInteger64(feature, 1, 900719925474099);
        OGR_F_SetFieldDouble(feature, 2, 0.1);
        OGR_F_SetFieldDateTime(feature, 3, 2011, 3, 21, 0, 0, 0, 0);
    });
    VectorWriter::feature(layer, "POINT (500001 1500001)", [](OGRFeatureH feature) {
        OGR_F_SetFieldString(feature, 0, "Choluteca y Ñu");
        OGR_F_SetFieldDouble(feature, 2, 100000.0);
    });
}

}  // namespace

TEST_CASE("Shapefile, GeoPackage and FlatGeobuf give the same cells, geometries and reference system") {
    const TempFolder folder;
    for (const auto& [driver, name] :
         {std::pair("GPKG", "a.gpkg"), std::pair("FlatGeobuf", "a.fgb"), std::pair("ESRI Shapefile", "a.shp")}) {
        INFO(name);
        write_typed(driver, folder.path() / name);
        auto content = read_all(folder.path() / name);
        CHECK(content.crs.find("UTM zone 16N") != std::string::npos);
        REQUIRE(content.rows.size() == 2);
        if (content.columns.front() == "fid") {
            CHECK(content.rows[0].cells.front() == "1");
            content.columns.erase(content.columns.begin());
            for (Row& row : content.rows) row.cells.erase(row.cells.begin());
        }
        CHECK(content.columns == std::vector<std::string>{"code", "count", "share", "day"});
        // FlatGeobuf stores features in the order of its index.
        std::sort(content.rows.begin(), content.rows.end(),
                  [](const Row& a, const Row& b) { return a.cells < b.cells; });
        const std::string day =
            name == std::string_view("a.fgb") ? "2011-03-21T00:00:00" : "2011-03-21";  // FlatGeobuf has no dates
        CHECK(content.rows[0].cells == std::vector<std::string>{"0501", "900719925474099", "0.1", day});
        CHECK(content.rows[1].cells == std::vector<std::string>{"Choluteca y Ñu", "", "100000", ""});
        CHECK(wkt_of(content.rows[0].wkb) == "POINT (500000 1500000)");
    }
}

TEST_CASE("A Shapefile without a projection file has no reference system") {
    const TempFolder folder;
    write_typed("ESRI Shapefile", folder.path() / "a.shp");
    std::filesystem::remove(folder.path() / "a.prj");
    CHECK(read_all(folder.path() / "a.shp").crs.empty());
}

TEST_CASE("A GeoPackage layer of undefined reference has none") {
    const TempFolder folder;
    {
        VectorWriter writer("GPKG", folder.path() / "a.gpkg");
        VectorWriter::feature(writer.layer("loose", wkbPoint, 0), "POINT (1 2)");
    }
    const auto content = read_all(folder.path() / "a.gpkg");
    CHECK(content.crs.empty());
    CHECK(content.rows.size() == 1);
}

TEST_CASE("Text of a Shapefile arrives as UTF-8 from the code page that it declares or that the plan names") {
    const TempFolder folder;
    write_typed("ESRI Shapefile", folder.path() / "a.shp");
    std::fstream table(folder.path() / "a.dbf", std::ios::in | std::ios::out | std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(table), {}};
    const auto place = bytes.find("\xC3\x91u");
    const bool utf8 = place != std::string::npos;
    const auto at = utf8 ? place : bytes.find("\xD1u");
    REQUIRE(at != std::string::npos);
    table.clear();
    table.seekp(static_cast<std::streamoff>(at));
    table.write(utf8 ? "\xD1u " : "\xD1u", utf8 ? 3 : 2);
    table.close();

    folder.write("a.cpg", "CP1252");
    CHECK(read_all(folder.path() / "a.shp").rows.at(1).cells[0] == "Choluteca y Ñu");
    folder.write("a.cpg", "UTF-8");
    const auto wrong = read_all(folder.path() / "a.shp");
    REQUIRE(wrong.faults.size() == 1);
    CHECK(wrong.faults[0].code == ErrorCode::encoding_invalid);
    CHECK(wrong.faults[0].row == 2);
    ReadPlan plan = plan_for(folder.path() / "a.shp");
    plan.encoding = "CP1252";
    CHECK(read_all(plan).rows.at(1).cells[0] == "Choluteca y Ñu");
}

TEST_CASE("A GeoPackage of several layers asks for one, the styles of QGIS aside") {
    const TempFolder folder;
    const auto path = folder.path() / "a.gpkg";
    {
        VectorWriter writer("GPKG", path);
        VectorWriter::feature(writer.layer("municipios", wkbPoint, 4326), "POINT (1 2)");
        VectorWriter::feature(writer.layer("layer_styles", wkbNone, 0), nullptr);
    }
    CHECK(read_all(path).rows.size() == 1);
    {
        std::filesystem::remove(path);
        VectorWriter writer("GPKG", path);
        VectorWriter::feature(writer.layer("municipios", wkbPoint, 4326), "POINT (1 2)");
        VectorWriter::feature(writer.layer("departamentos", wkbPoint, 4326), "POINT (1 2)");
    }
    const Error error = error_of_file(path);
    CHECK(error.code() == ErrorCode::file_layer_ambiguous);
    CHECK(error.detail() == "municipios, departamentos");
    ReadPlan plan = plan_for(path);
    plan.layer = "municipos";
    CHECK(error_of([&] { read_all(plan); }).hint() == "layer = \"municipios\"");
    plan.layer = "municipios";
    CHECK(read_all(plan).rows.size() == 1);
}

TEST_CASE("A table without geometry has no geometry column") {
    const TempFolder folder;
    {
        VectorWriter writer("GPKG", folder.path() / "a.gpkg");
        OGRLayerH layer = writer.layer("tabla", wkbNone, 0);
        VectorWriter::field(layer, "n", OFTInteger);
        VectorWriter::feature(layer, nullptr, [](OGRFeatureH feature) { OGR_F_SetFieldInteger(feature, 0, -7); });
    }
    const auto reader = open_rows(plan_for(folder.path() / "a.gpkg"));
    CHECK_FALSE(reader->has_geometry());
    RowBatch batch;
    REQUIRE(reader->next(batch));
    CHECK(batch.wkb.empty());
    CHECK(batch.cells[1][0] == "-7");
}

TEST_CASE("Heights are dropped and curves become lines") {
    const TempFolder folder;
    {
        VectorWriter writer("GPKG", folder.path() / "a.gpkg");
        OGRLayerH layer = writer.layer("shapes", wkbUnknown, 4326);
        VectorWriter::feature(layer, "POINT Z (1 2 3)");
        VectorWriter::feature(layer, "CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0))");
        VectorWriter::feature(layer, "POLYGON EMPTY");
    }
    const auto content = read_all(folder.path() / "a.gpkg");
    REQUIRE(content.rows.size() == 3);
    CHECK(wkt_of(content.rows[0].wkb) == "POINT (1 2)");
    CHECK(wkt_of(content.rows[1].wkb).starts_with("POLYGON ((0 0,"));
    CHECK(content.rows[2].wkb.empty());
}

TEST_CASE("Spreadsheets take their names from the first row and number rows as the sheet does") {
    const TempFolder folder;
    for (const auto& [driver, name] : {std::pair("XLSX", "a.xlsx"), std::pair("ODS", "a.ods")}) {
        INFO(name);
        {
            VectorWriter writer(driver, folder.path() / name);
            OGRLayerH layer = writer.layer("Hoja 1", wkbNone, 0);
            VectorWriter::field(layer, "código", OFTString);
            VectorWriter::field(layer, "nombre", OFTString);
            for (const char* const code : {"0501", "0502"}) {
                VectorWriter::feature(layer, nullptr, [&](OGRFeatureH feature) {
                    OGR_F_SetFieldString(feature, 0, code);
                    OGR_F_SetFieldString(feature, 1, "x");
                });
            }
        }
        const auto content = read_all(folder.path() / name);
        CHECK(content.columns == std::vector<std::string>{"código", "nombre"});
        CHECK_FALSE(content.has_geometry);
        REQUIRE(content.rows.size() == 2);
        CHECK(content.rows[0] == Row{2, {"0501", "x"}, ""});
        CHECK(content.rows[1] == Row{3, {"0502", "x"}, ""});
    }
}

TEST_CASE("Batches end at the size asked for and rows go on counting") {
    const TempFolder folder;
    {
        VectorWriter writer("GPKG", folder.path() / "a.gpkg");
        OGRLayerH layer = writer.layer("many", wkbPoint, 4326);
        for (int i = 0; i < 25; ++i) VectorWriter::feature(layer, "POINT (1 2)");
    }
    ReadPlan plan = plan_for(folder.path() / "a.gpkg");
    plan.batch_rows = 10;
    const auto content = read_all(plan);
    CHECK(content.batch_sizes == std::vector<std::size_t>{10, 10, 5});
    CHECK(content.rows.back().row == 25);
}

TEST_CASE("Reals are whole numbers where they can be and round-trip where they cannot") {
    CHECK(real_text(0.0) == "0");
    CHECK(real_text(-0.0) == "0");
    CHECK(real_text(501.0) == "501");
    CHECK(real_text(-100000.0) == "-100000");
    CHECK(real_text(0.1) == "0.1");
    CHECK(real_text(15.10) == "15.1");
    CHECK(real_text(1.0 / 3.0) == "0.3333333333333333");
    CHECK(real_text(std::numeric_limits<double>::quiet_NaN()) == "nan");
    CHECK(real_text(std::numeric_limits<double>::infinity()) == "inf");
}
