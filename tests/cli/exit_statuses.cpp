// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

using namespace presencia::testing;
namespace fs = std::filesystem;

TEST_CASE("0: the demo runs, shows headline, gaps, files and what to do next, and may run again over itself") {
    const Finished& first = demo_run();
    INFO(first.err);
    REQUIRE(first.status == 0);
    for (const char* part : {"Región ficticia", "4 familias", "Qué fue de cada fila", "Las cinco mayores brechas", "study.gpkg", "presencia gaps ", "QGIS"}) {
        CHECK(first.out.find(part) != std::string::npos);
    }
    CHECK(first.err.find("Supuestos") != std::string::npos);
    const std::string manifest = read_file(demo_result() / "manifest.json");
    CHECK(run_presencia({"demo", "-o", demo_result().string(), "-q"}).status == 0);
    CHECK(read_file(demo_result() / "manifest.json") == manifest);
}

TEST_CASE("3: a study that is not there, not TOML, with an unknown key, or with a file missing stops with file, line and hint") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    const fs::path out = folder.path() / "out";
    const auto stops = [&](const std::string& expected) {
        const Finished said = run_presencia({"run", study.string(), "-o", out.string()});
        INFO(said.err);
        CHECK(said.status == 3);
        CHECK(said.err.find(expected) != std::string::npos);
        CHECK(!fs::exists(out));
    };
    replace_in(study, "source       = \"police.csv\"", "source       = \"pilice.csv\"");
    stops("pilice.csv");
    replace_in(study, "pilice.csv", "police.csv");
    replace_in(study, "top_share = 0.25", "top_shore = 0.25");
    stops("top_share");
    write_file(study, "[study\n");
    stops("E7001");
    fs::remove(study);
    stops("E1001");
}

TEST_CASE("3: what the profile refuses") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    const Finished said = run_presencia({"run", study.string(), "-o", (folder.path() / "out").string(), "--with-points"});
    CHECK(said.status == 3);
    CHECK(said.err.find("E7008") != std::string::npos);
}

TEST_CASE("3: a directory that is no result cannot be asked") {
    const TemporaryFolder folder;
    for (const std::vector<std::string>& asked : {std::vector<std::string>{"gaps", folder.path().string()}, {"explain", folder.path().string(), "0101"}}) {
        const Finished said = run_presencia(asked);
        CHECK(said.status == 3);
        CHECK(said.err.find("E5003") != std::string::npos);
    }
}

TEST_CASE("4: a question that nothing matches says so with the nearest place") {
    const Finished said = run_presencia({"gaps", demo_result().string(), "--country", "XAB", "--lang", "en"});
    CHECK(said.status == 4);
    CHECK(said.out.empty());
    CHECK(said.err.find("the nearest is XA") != std::string::npos);
}

TEST_CASE("5: an output that exists stays as it is, and --overwrite exchanges only what presencia wrote") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    const fs::path mine = folder.path() / "mine";
    fs::create_directory(mine);
    write_file(mine / "letter.txt", "dear");
    for (const char* insist : {"--quiet", "--overwrite"}) {
        const Finished said = run_presencia({"run", study.string(), "-o", mine.string(), insist});
        CHECK(said.status == 5);
        CHECK(said.err.find("E5001") != std::string::npos);
    }
    CHECK(read_file(mine / "letter.txt") == "dear");
    CHECK(run_presencia({"demo", "-o", mine.string()}).status == 5);
    CHECK(listing(folder.path()) == std::vector<std::string>{"mine", "s"});
}

TEST_CASE("5: a place where nothing can be written, and a stdout that is full") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    CHECK(run_presencia({"run", study.string(), "-o", "/proc/presencia-out"}).status == 5);
    const Finished full = run_presencia({"gaps", demo_result().string(), "--format", "csv"}, {.stdout_file = "/dev/full"});
    CHECK(full.status == 5);
    CHECK(full.err.find("stdout") != std::string::npos);
}

TEST_CASE("a reader that leaves early, as head does, is no reason for a message") {
    Program program({"gaps", demo_result().string(), "--format", "geojson"});
    program.close_stdout();
    const Finished said = program.finish();
    CHECK(said.status == 5);
    CHECK(said.err.empty());
}

TEST_CASE("6: a run with more rejected rows than allowed is published, says so, and check foretells it") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    replace_in(study, "[output]", "[output]\nmax_reject_share = 0.0001");
    const Finished said = run_presencia({"run", study.string(), "-o", (folder.path() / "out").string()});
    INFO(said.err);
    CHECK(said.status == 6);
    CHECK(said.err.find("E7012") != std::string::npos);
    CHECK(said.out.find("ATENCIÓN") != std::string::npos);
    CHECK(run_presencia({"gaps", (folder.path() / "out").string()}).out.find("ATENCIÓN") != std::string::npos);
    CHECK(run_presencia({"check", study.string()}).status == 6);
}

TEST_CASE("--dry-run says what would be read and written, and writes nothing") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    const fs::path out = folder.path() / "out";
    const Finished said = run_presencia({"run", study.string(), "-o", out.string(), "--dry-run"});
    INFO(said.err);
    CHECK(said.status == 0);
    for (const char* part : {"homicides.csv", "settlements.csv", "study.gpkg", "tiles/gap", out.c_str()}) CHECK(said.out.find(part) != std::string::npos);
    CHECK(listing(folder.path()) == std::vector<std::string>{"s"});
    fs::remove(folder.path() / "s" / "courts.csv");
    CHECK(run_presencia({"run", study.string(), "-o", out.string(), "--dry-run"}).status == 3);
}
