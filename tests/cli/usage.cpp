// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

using namespace presencia::testing;

namespace {

Finished in_english(std::vector<std::string> arguments) {
    return run_presencia(arguments, {.environment = {{"LANG", "en_US.UTF-8"}}});
}

void refused(const std::vector<std::string>& arguments, const std::string& expected) {
    const Finished said = in_english(arguments);
    INFO(said.err);
    CHECK(said.status == 2);
    CHECK(said.out.empty());
    CHECK(said.err.starts_with("presencia: "));
    CHECK(said.err.find("E7013") != std::string::npos);
    CHECK(said.err.find(expected) != std::string::npos);
}

}  // namespace

TEST_CASE("an unknown command is a usage error with the nearest one") {
    refused({"gap", "x"}, "did you mean gaps?");
    refused({"rnu", "x"}, "run");
    refused({"completely-else"}, "commands: demo, init, check, run, gaps, explain, tiles, map, serve\n");
}

TEST_CASE("an unknown option is a usage error with the nearest one") {
    refused({"run", "study.toml", "--overwirte"}, "did you mean --overwrite?");
    refused({"gaps", "--familly", "judicial", "dir"}, "did you mean --family?");
    refused({"gaps", "dir", "--tpo=3"}, "did you mean --top?");
    refused({"--vresion"}, "did you mean --version?");
}

TEST_CASE("a missing argument, one too many and a missing value are usage errors that say which") {
    refused({"run"}, "STUDY");
    refused({"run", "study.toml"}, "-o DIR");
    refused({"check"}, "STUDY");
    refused({"gaps"}, "DIR");
    refused({"explain", "dir"}, "CODE");
    refused({"gaps", "dir", "extra"}, "extra");
    refused({"run", "study.toml", "-o"}, "value is missing");
    refused({"gaps", "dir", "--top", "1", "--top", "2"}, "--top");
}

TEST_CASE("a value that an option does not take is a usage error with what it takes") {
    refused({"gaps", "dir", "--by", "poeple"}, "did you mean people?");
    refused({"gaps", "dir", "--format", "xml"}, "values: table, csv, json, geojson, hxl");
    refused({"gaps", "dir", "--top", "0"}, "from 1");
    refused({"gaps", "dir", "--top", "many"}, "whole number");
    const Finished asked_for_json = in_english({"gaps", "dir", "--json", "--format", "csv"});
    CHECK(asked_for_json.status == 2);
    CHECK(asked_for_json.err.find("--json") != std::string::npos);
    CHECK(asked_for_json.out.find("\"E7013\"") != std::string::npos);
    refused({"run", "study.toml", "-o", "x", "--threads", "0"}, "--threads");
    refused({"run", "study.toml", "-o", "x", "--progress", "bra"}, "did you mean bar?");
    refused({"demo", "--lang", "fr"}, "values: es, en");
}

TEST_CASE("a usage error is said in Spanish by default") {
    const Finished said = run_presencia({"gaps", "dir", "--by", "poeple"});
    CHECK(said.status == 2);
    CHECK(said.err.find("uso incorrecto del comando") != std::string::npos);
    CHECK(said.err.find("sugerencia: ¿quiso decir people?") != std::string::npos);
}
