// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace presencia::testing;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// What a screen shows in the end: a carriage return goes back to the start of the line and what follows writes over it.
std::vector<std::string> screen(const std::string& bytes) {
    std::vector<std::string> lines{""};
    std::size_t column = 0;
    for (const char c : bytes) {
        if (c == '\n') {
            lines.emplace_back();
        } else if (c == '\r') {
            column = 0;
            continue;
        } else {
            std::string& line = lines.back();
            if (column >= line.size()) line.resize(column + 1, ' ');
            line[column++] = c;
            continue;
        }
        column = 0;
    }
    return lines;
}

}  // namespace

TEST_CASE("into a pipe goes no bar and no escape sequence") {
    const TemporaryFolder folder;
    const Finished said = run_presencia({"demo", "-o", (folder.path() / "demo").string()});
    REQUIRE(said.status == 0);
    CHECK(said.err.find('\r') == std::string::npos);
    CHECK(said.err.find('\x1b') == std::string::npos);
    CHECK(said.out.find('\x1b') == std::string::npos);
}

TEST_CASE("on a terminal a bar is drawn and wiped: nothing of it stays") {
    const TemporaryFolder folder;
    const Finished said = run_presencia({"demo", "-o", (folder.path() / "demo").string()}, {.terminal = true});
    REQUIRE(said.status == 0);
    REQUIRE(said.out.find('\r') != std::string::npos);
    CHECK(said.out.find("###") != std::string::npos);
    for (const std::string& line : screen(said.out)) CHECK(line.find("##") == std::string::npos);
}

TEST_CASE("--progress=none and -q draw no bar on a terminal") {
    for (const char* wish : {"--progress=none", "-q"}) {
        const TemporaryFolder folder;
        const Finished said = run_presencia({"demo", "-o", (folder.path() / "demo").string(), wish}, {.terminal = true});
        REQUIRE(said.status == 0);
        CHECK(said.out.find("##") == std::string::npos);
    }
}

TEST_CASE("NO_COLOR takes every colour out, a terminal without it gets them") {
    const Finished plain = run_presencia({"gaps", demo_result().string()}, {.environment = {{"NO_COLOR", "1"}, {"TERM", "xterm"}}, .terminal = true});
    CHECK(plain.out.find('\x1b') == std::string::npos);
    const Finished coloured = run_presencia({"gaps", demo_result().string()}, {.environment = {{"TERM", "xterm"}}, .terminal = true});
    CHECK(coloured.out.find("\x1b[1m") != std::string::npos);
}

TEST_CASE("--progress=json is one object a line on stderr, each stage from 0 to its total, and --json keeps stdout apart") {
    const TemporaryFolder folder;
    const Finished said = run_presencia({"demo", "-o", (folder.path() / "demo").string(), "--json", "-q", "--progress=json"});
    REQUIRE(said.status == 0);
    REQUIRE_NOTHROW(json::parse(said.out));
    std::istringstream lines(said.err);
    std::size_t stages = 0;
    for (std::string line; std::getline(lines, line);) {
        const json step = json::parse(line);
        CHECK(step.size() == 4);
        CHECK(step.at("peak_mib").get<std::int64_t>() > 1);
        CHECK(!step.at("stage").get<std::string>().empty());
        CHECK(step.at("done").get<std::int64_t>() >= 0);
        if (step.at("total").get<std::int64_t>() > 0) CHECK(step.at("done").get<std::int64_t>() <= step.at("total").get<std::int64_t>());
        stages += step.at("done") == 0 ? 1 : 0;
    }
    CHECK(stages >= 4);
}

TEST_CASE("--timings says on stderr what each stage took and changes no output") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    const Finished timed = run_presencia({"run", study.string(), "-o", (folder.path() / "timed").string(), "--timings", "--lang", "en"});
    const Finished plain = run_presencia({"run", study.string(), "-o", (folder.path() / "plain").string(), "--lang", "en"});
    REQUIRE(timed.status == 0);
    for (const char* stage : {" municipalities: 38 rows, ", " sites: police: 64 rows, ", " population: settlements.csv: 534 rows, ", " municipalities: repair\n", " index\n", " reach\n", " outputs\n", " in all\n", " a second\n"}) {
        INFO(stage);
        CHECK(timed.err.find(stage) != std::string::npos);
        CHECK(plain.err.find(stage) == std::string::npos);
    }
    for (const char* file : {"manifest.json", "summary.json"}) CHECK(read_file(folder.path() / "timed" / file) == read_file(folder.path() / "plain" / file));
}
