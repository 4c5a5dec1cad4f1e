// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <fstream>

using namespace presencia::testing;
namespace fs = std::filesystem;

namespace {

constexpr int many_rows = 3'000'000;

/// The demo with so many incidents that a signal finds the run in the middle of them.
fs::path large_study(const fs::path& folder) {
    const fs::path study = copy_of_demo(folder);
    std::ofstream rows(folder / "homicides.csv", std::ios::app);
    std::string text;
    for (int i = 0; i < many_rows; ++i) {
        text += "L-" + std::to_string(i) + ",2012-05-06,-95.072747,10.433337,XBB,0204,1,\n";
        if (text.size() > 1'000'000) {
            rows << text;
            text.clear();
        }
    }
    rows << text;
    return study;
}

}  // namespace

TEST_CASE("Ctrl-C and SIGTERM in the middle of a run end it with 130 and leave nothing behind") {
    const TemporaryFolder folder;
    const fs::path study = large_study(folder.path() / "s");
    for (const int number : {SIGINT, SIGTERM}) {
        Program program({"run", study.string(), "-o", (folder.path() / "out").string(), "--progress=json"});
        REQUIRE(program.wait_for_stderr("{\"stage\":\"homicides\""));
        program.signal(number);
        const Finished said = program.finish();
        INFO(said.err);
        CHECK(said.status == 130);
        CHECK(said.err.find("E0002") != std::string::npos);
        CHECK(said.out.empty());
        CHECK(listing(folder.path()) == std::vector<std::string>{"s"});
    }
}

TEST_CASE("an interrupted run leaves the earlier result as it was") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "small");
    const fs::path out = folder.path() / "out";
    REQUIRE(run_presencia({"run", study.string(), "-o", out.string(), "-q"}).status == 0);
    const std::string before = read_file(out / "manifest.json");
    const fs::path large = large_study(folder.path() / "s");
    Program program({"run", large.string(), "-o", out.string(), "--overwrite", "--progress=json"});
    REQUIRE(program.wait_for_stderr("{\"stage\":\"homicides\""));
    program.signal(SIGINT);
    CHECK(program.finish().status == 130);
    CHECK(read_file(out / "manifest.json") == before);
    CHECK(listing(folder.path()) == std::vector<std::string>{"out", "s", "small"});
}
