// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace presencia::testing;
using nlohmann::json;
namespace fs = std::filesystem;

TEST_CASE("with --json stdout is one JSON document, whatever the command says on the way") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    const std::string out = (folder.path() / "out").string();
    const std::vector<std::vector<std::string>> asked{{"run", study.string(), "-o", out, "--dry-run"}, {"run", study.string(), "-o", out}, {"check", study.string()}, {"gaps", out},
                                                      {"explain", out, "XAA:0101"},                    {"demo", "-o", (folder.path() / "demo").string()}};
    for (std::vector<std::string> arguments : asked) {
        arguments.emplace_back("--json");
        const Finished said = run_presencia(arguments);
        INFO(arguments[0] << ": " << said.err);
        CHECK(said.status == 0);
        REQUIRE_NOTHROW(json::parse(said.out));
        CHECK(json::parse(said.out).is_object());
    }
}

TEST_CASE("with --json an error is an object on stdout and a sentence on stderr") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    replace_in(study, "top_share = 0.25", "top_shore = 0.25");
    const Finished said = run_presencia({"run", study.string(), "-o", (folder.path() / "out").string(), "--json"});
    CHECK(said.status == 3);
    CHECK(said.err.starts_with("presencia: "));
    const json error = json::parse(said.out).at("error");
    CHECK(error.at("code") == 3);
    CHECK(error.at("id").get<std::string>().starts_with("E70"));
    CHECK(error.at("file").get<std::string>().ends_with("study.toml"));
    CHECK(error.at("row").get<int>() > 0);
    CHECK(error.at("column").get<std::string>().find("at_risk") != std::string::npos);
    CHECK(!error.at("message").get<std::string>().empty());
    CHECK(error.contains("hint"));
}

TEST_CASE("with --json a usage error is an object too, even where parsing stopped before the option") {
    const Finished said = run_presencia({"gaps", "dir", "--tpo", "3", "--json"});
    CHECK(said.status == 2);
    CHECK(json::parse(said.out).at("error").at("code") == 2);
}

TEST_CASE("the run's JSON holds the headline, the ledger that adds up, guesses and files") {
    const TemporaryFolder folder;
    const Finished said = run_presencia({"demo", "-o", (folder.path() / "demo").string(), "--json"});
    REQUIRE(said.status == 0);
    const json run = json::parse(said.out);
    CHECK(run.at("headline").get<std::string>().find("4 familias") != std::string::npos);
    CHECK(!run.at("assumptions").empty());
    std::size_t shown = 0;
    for (const json& layer : run.at("ledger")) {
        if (layer.value("withheld", false)) continue;  // a layer with sensitive sites, under the public profile
        ++shown;
        std::int64_t sum = 0;
        for (const char* part : {"located", "by_key", "snapped", "outside", "rejected", "duplicates", "filtered"}) sum += layer.at(part).get<std::int64_t>();
        INFO(layer.dump());
        CHECK(layer.at("read").get<std::int64_t>() == sum);
    }
    CHECK(shown >= 5);
    for (const json& file : run.at("outputs")) CHECK(fs::exists(folder.path() / "demo" / file.get<std::string>()));
}
