// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace presencia::testing;
using nlohmann::json;
namespace fs = std::filesystem;

TEST_CASE("check lists every kind of row left out with file, line, column, value and hint, and writes nothing") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    const Finished said = run_presencia({"check", study.string()}, {.directory = folder.path()});
    INFO(said.out << said.err);
    CHECK(said.status == 0);
    for (const char* part : {"homicides.csv:", "sugerencia: ", "E2008", "El estudio se puede correr"}) CHECK(said.out.find(part) != std::string::npos);
    std::size_t entries = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder.path())) ++entries;
    CHECK(entries == 1);
}

TEST_CASE("check caps each kind at twenty and counts the rest") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    std::string rows = read_file(folder.path() / "s" / "homicides.csv");
    for (int i = 0; i < 45; ++i) rows += "D-" + std::to_string(i) + ",2012-02-31,-95.072747,10.433337,XBB,0204,1,\n";
    write_file(folder.path() / "s" / "homicides.csv", rows);
    const json answer = json::parse(run_presencia({"check", study.string(), "--json"}).out);
    bool met = false;
    for (const json& kind : answer.at("rows_left_out")) {
        CHECK(kind.at("rows").size() <= 20);
        CHECK(kind.at("rows").size() <= kind.at("count").get<std::size_t>());
        met = met || (kind.at("id") == "E2008" && kind.at("count").get<std::size_t>() >= 45);
    }
    CHECK(met);
    CHECK(run_presencia({"check", study.string(), "--lang", "en"}).out.find("… and ") != std::string::npos);
}

TEST_CASE("check goes on after the first problem and ends with 3") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    replace_in(study, "top_share = 0.25", "top_shore = 0.25");
    replace_in(study, "target = 0.8", "target = \"most\"");
    const Finished said = run_presencia({"check", study.string(), "--lang", "en"});
    CHECK(said.status == 3);
    CHECK(said.out.find("top_shore") != std::string::npos);
    CHECK(said.out.find("reach.target") != std::string::npos);
    CHECK(said.out.find("These stop a run") != std::string::npos);
}

TEST_CASE("check names a file that is missing without hiding what else is wrong") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    fs::remove(folder.path() / "s" / "courts.csv");
    write_file(folder.path() / "s" / "homicides.csv", "");
    const Finished said = run_presencia({"check", study.string()});
    CHECK(said.status == 3);
    CHECK(said.out.find("courts.csv") != std::string::npos);
}

TEST_CASE("check counts rows that the study does not ask for in one line a reason, as notes, and none of its warnings or its status") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    const json before = json::parse(run_presencia({"check", study.string(), "--json"}).out);
    const Finished said_before = run_presencia({"check", study.string(), "--lang", "en"});
    std::string rows = read_file(folder.path() / "s" / "homicides.csv");
    const auto lines = std::count(rows.begin(), rows.end(), '\n');
    for (int i = 0; i < 45; ++i) rows += "D-" + std::to_string(i) + ",1999-02-03,-95.072747,10.433337,XBB,0204,1,\n";
    write_file(folder.path() / "s" / "homicides.csv", rows);

    const json answer = json::parse(run_presencia({"check", study.string(), "--json"}).out);
    CHECK(answer.at("rows_left_out") == before.at("rows_left_out"));
    CHECK(answer.at("counts").at("warning") == before.at("counts").at("warning"));
    CHECK(answer.at("counts").at("note").at("count").get<int>() == before.at("counts").at("note").at("count").get<int>() + 45);
    std::size_t met = 0;
    for (const json& finding : answer.at("findings")) {
        if (finding.at("id") != "E2039" || finding.at("layer") != "homicides") continue;
        ++met;
        CHECK(finding.at("severity") == "note");
        CHECK(finding.at("count").get<int>() >= 45);
        CHECK(finding.at("places").size() == 1);
        CHECK(finding.at("places").at(0).at("row").get<int>() <= lines + 1);
        CHECK(finding.at("places").at(0).at("value") == "");  // the demo's profile is public
    }
    CHECK(met == 1);

    const Finished said = run_presencia({"check", study.string(), "--lang", "en"});
    CHECK(said.status == said_before.status);
    const auto last_line = [](const std::string& text) { return text.substr(text.rfind('\n', text.size() - 2) + 1); };
    CHECK(last_line(said.out) == last_line(said_before.out));
    std::size_t times = 0;
    for (std::size_t at = said.out.find("homicides.csv: E2039"); at != std::string::npos; at = said.out.find("homicides.csv: E2039", at + 1)) ++times;
    CHECK(times == 1);
    CHECK(said.out.find("; the first, line ") != std::string::npos);
    CHECK(run_presencia({"check", study.string(), "--lang", "en", "--quiet"}).out.find("E2039") == std::string::npos);
}
