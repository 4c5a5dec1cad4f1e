// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include "source/open_guard.hpp"

#include <sys/stat.h>
#include <unistd.h>

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

TEST_CASE("A missing file is reported with the nearest name of its folder") {
    const TempFolder folder;
    folder.write("municipios.geojson", "{}");
    folder.write("homicidios.csv", "a\n1\n");
    const Error error = error_of_file(folder.path() / "homicidos.csv");
    CHECK(error.code() == ErrorCode::file_missing);
    CHECK(error.where().file == "homicidos.csv");
    CHECK(error.hint().find("'homicidios.csv'") != std::string::npos);
    CHECK(error_of_file(folder.path() / "zzzzzzzzzz").hint().empty());
    CHECK(error_of_file(folder.path() / "nowhere" / "a.csv").detail().ends_with("nowhere/"));
    CHECK(error_of_file(folder.path() / "homicidios.csv" / "a.csv").code() == ErrorCode::file_missing);
}

TEST_CASE("Only regular files open, and links to them") {
    const TempFolder folder;
    folder.write("real.csv", "a,b\n1,2\n");
    std::filesystem::create_symlink("real.csv", folder.path() / "link.csv");
    CHECK(read_all(folder.path() / "link.csv").rows.size() == 1);

    REQUIRE(::mkfifo((folder.path() / "pipe.csv").c_str(), 0600) == 0);
    CHECK(error_of_file(folder.path() / "pipe.csv").code() == ErrorCode::file_not_regular);
    std::filesystem::create_symlink("pipe.csv", folder.path() / "link_to_pipe.csv");
    CHECK(error_of_file(folder.path() / "link_to_pipe.csv").code() == ErrorCode::file_not_regular);
    std::filesystem::create_directory(folder.path() / "folder.gpkg");
    CHECK(error_of_file(folder.path() / "folder.gpkg").code() == ErrorCode::file_not_regular);
    CHECK(error_of_file("/dev/zero").code() == ErrorCode::file_not_regular);
    std::filesystem::create_symlink("loop.csv", folder.path() / "loop.csv");
    CHECK(error_of_file(folder.path() / "loop.csv").code() == ErrorCode::file_unreadable);
}

TEST_CASE("Names that a parser would read as something else are refused before the disk is asked") {
    for (const char* const name :
         {"/vsicurl/http://127.0.0.1:1/a.geojson", "/vsizip/a.zip/a.csv", "http://127.0.0.1:1/a.geojson",
          "{\"type\":\"FeatureCollection\",\"features\":[]}", " {}.geojson", "s3://bucket/a.csv"}) {
        INFO(name);
        ReadPlan plan;
        plan.shown_name = name;
        plan.path = std::filesystem::path("/study") / name;
        CHECK(error_of([&] { open_rows(plan); }).code() == ErrorCode::file_name_refused);
        CHECK(error_of([&] { sniff_csv(plan); }).code() == ErrorCode::file_name_refused);
        plan.path = std::filesystem::path("/study/harmless.csv");
        CHECK(error_of([&] { open_rows(plan); }).code() == ErrorCode::file_name_refused);
    }
    CHECK(error_of_file(std::filesystem::path(std::string("/tmp/a\0.csv", 11))).code() == ErrorCode::file_name_refused);
}

TEST_CASE("An empty file is empty, whatever its name promises") {
    const TempFolder folder;
    for (const char* const name : {"a.csv", "a.geojson", "a.gpkg", "a.shp", "a.fgb", "a.xlsx"}) {
        CHECK(error_of_file(folder.write(name, "")).code() == ErrorCode::file_empty);
    }
}

TEST_CASE("A file without permission is unreadable and says why") {
    if (::geteuid() == 0) {
        SUCCEED("root reads everything");
        return;
    }
    const TempFolder folder;
    const auto path = folder.write("closed.csv", "a\n1\n");
    REQUIRE(::chmod(path.c_str(), 0) == 0);
    const Error error = error_of_file(path);
    CHECK(error.code() == ErrorCode::file_unreadable);
    CHECK_FALSE(error.detail().empty());
}

TEST_CASE("A name with an extension that is not read says which are") {
    const TempFolder folder;
    const Error error = error_of_file(folder.write("map.kml", "<kml/>"));
    CHECK(error.code() == ErrorCode::file_not_geodata);
    CHECK(error.hint().find(".gpkg") != std::string::npos);
    CHECK(error_of_file(folder.write("people.tif", "II*")).hint().find("raster") != std::string::npos);
}

TEST_CASE("Names are told by their extension in any case") {
    CHECK(is_csv("A.CSV"));
    CHECK(is_csv("a.tsv"));
    CHECK(is_csv("a.txt"));
    CHECK_FALSE(is_csv("csv"));
    CHECK(is_raster("a.TIF"));
    CHECK(is_raster("a.tiff"));
    CHECK_FALSE(is_raster("a.tif.csv"));
}
