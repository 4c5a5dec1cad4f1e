// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

using namespace presencia::testing;
namespace fs = std::filesystem;

TEST_CASE("the command line wins over the environment, and the environment over the default") {
    const TemporaryFolder folder;
    const std::string study = copy_of_demo(folder.path() / "s").string();
    const Start bad_threads{.environment = {{"PRESENCIA_THREADS", "none"}}};
    const Finished refused = run_presencia({"check", study}, bad_threads);
    CHECK(refused.status == 2);
    CHECK(refused.err.find("PRESENCIA_THREADS") != std::string::npos);
    CHECK(run_presencia({"check", study, "--threads", "1"}, bad_threads).status == 0);
    const Start json_progress{.environment = {{"PRESENCIA_PROGRESS", "json"}}};
    CHECK(run_presencia({"check", study}, json_progress).err.find("{\"stage\"") != std::string::npos);
    CHECK(run_presencia({"check", study, "--progress", "none"}, json_progress).err.find("{\"stage\"") == std::string::npos);
}

TEST_CASE("PRESENCIA_DATA names the folder of layers, styles and examples") {
    const TemporaryFolder folder;
    const Finished missing = run_presencia({"demo"}, {.environment = {{"PRESENCIA_DATA", folder.path().string()}}, .directory = folder.path()});
    CHECK(missing.status == 3);
    CHECK(missing.err.find("PRESENCIA_DATA") != std::string::npos);
    const Finished found = run_presencia({"demo", "-q"}, {.environment = {{"PRESENCIA_DATA", PRESENCIA_SOURCE_DIR}}, .directory = folder.path()});
    CHECK(found.status == 0);
    CHECK(fs::exists(folder.path() / "presencia-demo" / "study.gpkg"));
}

TEST_CASE("one thread or two, any locale and time zone: the same manifest, which holds every output's checksum") {
    const TemporaryFolder folder;
    const std::string one = (folder.path() / "one").string(), two = (folder.path() / "two").string();
    REQUIRE(run_presencia({"demo", "-q", "-o", one, "--threads", "1"}, {.environment = {{"TZ", "Asia/Tokyo"}, {"LC_ALL", "de_DE.UTF-8"}}}).status == 0);
    REQUIRE(run_presencia({"demo", "-q", "-o", two, "--threads", "2"}, {.environment = {{"TZ", "America/Tegucigalpa"}, {"LC_ALL", "C"}}}).status == 0);
    CHECK(read_file(fs::path(one) / "manifest.json") == read_file(fs::path(two) / "manifest.json"));
}

TEST_CASE("the environment cannot loosen the profile") {
    const TemporaryFolder folder;
    const std::string study = copy_of_demo(folder.path() / "s").string(), out = (folder.path() / "out").string();
    REQUIRE(run_presencia({"run", study, "-q", "-o", out}, {.environment = {{"PRESENCIA_PROFILE", "restricted"}}}).status == 0);
    CHECK(read_file(fs::path(out) / "manifest.json").find("\"profile\": \"public\"") != std::string::npos);
}
