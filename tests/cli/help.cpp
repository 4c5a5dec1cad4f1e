// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>
#include <set>

using namespace presencia::testing;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> commands{"demo", "init", "check", "run", "gaps", "explain", "tiles", "map", "serve"};

std::string page(const std::string& topic, const std::string& language) {
    return read_file(fs::path(PRESENCIA_SOURCE_DIR) / "app" / "help" / language / (topic + ".txt"));
}

std::set<std::string> options_in(const std::string& text) {
    const std::regex option("--[a-z][a-z-]*");
    return {std::sregex_token_iterator(text.begin(), text.end(), option), std::sregex_token_iterator()};
}

std::ptrdiff_t lines(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("the program alone and its --help show the first page: one screen, three examples first") {
    for (const std::string language : {"es", "en"}) {
        const std::string expected = page("presencia", language);
        for (const std::vector<std::string>& asked : {std::vector<std::string>{}, {"--help"}, {"-h"}, {"help"}}) {
            const Finished said = run_presencia(asked, {.environment = {{"LANG", language + "_HN.UTF-8"}}});
            CHECK(said.status == 0);
            CHECK(said.out == expected);
            CHECK(said.err.empty());
        }
        CHECK(lines(expected) <= 24);
        CHECK(std::regex_search(expected, std::regex("^presencia .*\npresencia .*\npresencia .*\n\n")));
    }
}

TEST_CASE("each command's help is its page, with examples first, in both languages") {
    for (const std::string language : {"es", "en"}) {
        for (const std::string& command : commands) {
            const std::string expected = page(command, language);
            const Finished said = run_presencia({command, "--help", "--lang", language});
            CHECK(said.status == 0);
            CHECK(said.out == expected);
            CHECK(expected.starts_with("presencia " + command));
            CHECK(lines(expected) <= 40);
            CHECK(run_presencia({"help", command, "--lang", language}).out == expected);
        }
    }
}

TEST_CASE("help names the same options in both languages, and the program knows each of them") {
    for (const std::string& command : commands) {
        const std::set<std::string> options = options_in(page(command, "es"));
        CHECK(options == options_in(page(command, "en")));
        for (const std::string& option : options) {
            INFO(command << " " << option);
            // Arguments that no command takes end it before it does anything; an unknown option would be named first.
            const Finished said = run_presencia({command, "a", "b", "c", "d", option, "--lang", "en"});
            CHECK(said.err.find("unknown option") == std::string::npos);
        }
    }
}

TEST_CASE("help is in Spanish unless the locale begins with en, and --lang wins over the locale") {
    CHECK(run_presencia({"--help"}).out == page("presencia", "es"));
    CHECK(run_presencia({"--help"}, {.environment = {{"LANG", "fr_FR.UTF-8"}}}).out == page("presencia", "es"));
    CHECK(run_presencia({"--help"}, {.environment = {{"LANG", "es_SV.UTF-8"}, {"LC_ALL", "en_US.UTF-8"}}}).out == page("presencia", "en"));
    CHECK(run_presencia({"--lang", "es", "--help"}, {.environment = {{"LANG", "en_US.UTF-8"}}}).out == page("presencia", "es"));
}

TEST_CASE("--version gives the version of the build") {
    CHECK(run_presencia({"--version"}).out == "presencia " PRESENCIA_VERSION "\n");
}
