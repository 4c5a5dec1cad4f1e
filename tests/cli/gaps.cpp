// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

using namespace presencia::testing;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

json ask(std::vector<std::string> options) {
    options.insert(options.begin(), {"gaps", result_by_country().string()});
    options.emplace_back("--json");
    const Finished said = run_presencia(options);
    INFO(said.err);
    REQUIRE(said.status == 0);
    return json::parse(said.out);
}

std::vector<std::vector<std::string>> csv_rows(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row{""};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            row.emplace_back();
        } else if (c == '\n' && !quoted) {
            rows.push_back(std::move(row));
            row = {""};
        } else {
            row.back() += c;
        }
    }
    return rows;
}

double number(const json& value) {
    return value.is_number() ? value.get<double>() : std::nan("");
}

void check_descending(const json& rows, const char* measure) {
    for (std::size_t r = 1; r < rows.size(); ++r) {
        const double before = number(rows[r - 1].at(measure)), here = number(rows[r].at(measure));
        INFO(r << " " << before << " " << here);
        CHECK((std::isnan(here) || before >= here));
    }
}

}  // namespace

TEST_CASE("without a class the answer is gap and partial, and what is to be verified stands apart") {
    const json answer = ask({});
    REQUIRE(!answer.at("gaps").empty());
    REQUIRE(!answer.at("gap_unknown").empty());
    for (const json& row : answer.at("gaps")) {
        CHECK((row.at("gap_class") == "gap" || row.at("gap_class") == "partial"));
        CHECK(row.at("at_risk") == true);
    }
    for (const json& row : answer.at("gap_unknown")) CHECK(row.at("gap_class") == "gap_unknown");
    CHECK(answer.at("totals").at("municipalities_risk_unknown").get<int>() > 0);
}

TEST_CASE("rows come from the largest down by the measure that was asked") {
    check_descending(ask({}).at("gaps"), "unreached_need");
    check_descending(ask({"--by", "people"}).at("gaps"), "unreached_people");
    check_descending(ask({"--by", "score"}).at("gaps"), "gap_score_low");
}

TEST_CASE("filters narrow the answer, alone and together, and forgive case and accents") {
    const json all = ask({}).at("gaps");
    const std::string country = all[0].at("country"), code = all[0].at("code"), department = all[0].at("department"), family = all[0].at("family");
    for (const json& row : json(ask({"--country", country}).at("gaps"))) CHECK(row.at("country") == country);
    for (const json& row : json(ask({"--department", department}).at("gaps"))) CHECK(row.at("department") == department);
    for (const json& row : json(ask({"--municipality", country + ":" + code}).at("gaps"))) CHECK((row.at("country") == country && row.at("code") == code));
    for (const json& row : json(ask({"--family", family, "--country", country}).at("gaps"))) CHECK((row.at("family") == family && row.at("country") == country));
    CHECK(ask({"--country", "xaa"}).at("gaps") == ask({"--country", "XAA"}).at("gaps"));
    for (const json& row : json(ask({"--gap-class", "not_at_risk"}).at("gaps"))) CHECK(row.at("at_risk") == false);
}

TEST_CASE("a code that two countries use names both") {
    std::map<std::string, std::set<std::string>> countries;
    for (const json& row : json(ask({"--gap-class", "not_at_risk"}).at("gaps"))) countries[row.at("code")].insert(row.at("country").get<std::string>());
    std::string shared;
    for (const auto& [code, names] : countries) {
        if (names.size() > 1) shared = code;
    }
    REQUIRE(!shared.empty());
    std::set<std::string> answered;
    for (const json& row : json(ask({"--municipality", shared, "--gap-class", "not_at_risk"}).at("gaps"))) answered.insert(row.at("country").get<std::string>());
    CHECK(answered == countries[shared]);
}

TEST_CASE("--top cuts the rows and not the totals, and the totals are the sums of all rows") {
    const json all = ask({}), top = ask({"--top", "3"});
    CHECK(top.at("gaps").size() == 3);
    CHECK(top.at("totals") == all.at("totals"));
    std::map<std::string, double> people;
    for (const json& row : all.at("gaps")) people[row.at("family")] += row.at("unreached_people").is_number() ? row.at("unreached_people").get<double>() : 0.0;
    for (const auto& [family, totals] : all.at("totals").at("families").items()) {
        CHECK(totals.at("unreached_people").get<double>() == Approx(people[family]));
        CHECK(totals.at("unreached_people").get<double>() <= totals.at("people").get<double>());
    }
}

TEST_CASE("--to-verify keeps municipalities whose bounds are far apart") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    // Only one country vouches for its sites: in the other two families or more are unknown.
    replace_in(study, "complete_for = [\"XAA\", \"XBB\"]", "complete_for = [\"XBB\"]");
    const std::string out = (folder.path() / "out").string();
    REQUIRE(run_presencia({"run", study.string(), "-o", out, "-q"}).status == 0);
    const json answer = json::parse(run_presencia({"gaps", out, "--to-verify", "--json"}).out);
    std::size_t rows = 0;
    for (const char* part : {"gaps", "gap_unknown"}) {
        for (const json& row : answer.at(part)) {
            CHECK(row.at("presence_high").get<double>() - row.at("presence_low").get<double>() > 0.25);
            ++rows;
        }
    }
    CHECK(rows > 0);
}

TEST_CASE("csv and hxl carry the machine names of gaps.csv and the rows of the JSON answer") {
    const std::string directory = result_by_country().string();
    const auto csv = csv_rows(run_presencia({"gaps", directory, "--format", "csv"}).out), hxl = csv_rows(run_presencia({"gaps", directory, "--format", "hxl"}).out);
    const json answer = ask({});
    const std::string file = read_file(result_by_country() / "gaps.csv");
    CHECK(csv[0] == csv_rows(file.substr(0, file.find('\n') + 1))[0]);
    CHECK(csv.size() == 1 + answer.at("gaps").size() + answer.at("gap_unknown").size());
    CHECK(csv[1][1] == answer.at("gaps")[0].at("code"));
    REQUIRE(hxl.size() == csv.size() + 1);
    CHECK(hxl[0] == csv[0]);
    CHECK(std::vector(hxl.begin() + 2, hxl.end()) == std::vector(csv.begin() + 1, csv.end()));
    CHECK(hxl[1][0] == "#country+code");
    CHECK(hxl[1][1] == "#adm2+code");
    std::set<std::string> tags(hxl[1].begin(), hxl[1].end());
    CHECK(tags.size() == hxl[1].size());
    for (const std::string& tag : hxl[1]) CHECK(tag.starts_with("#"));
}

TEST_CASE("geojson is one feature a row with the municipality's polygon") {
    const json collection = json::parse(run_presencia({"gaps", result_by_country().string(), "--format", "geojson"}).out);
    const json answer = ask({});
    CHECK(collection.at("type") == "FeatureCollection");
    REQUIRE(collection.at("features").size() == answer.at("gaps").size() + answer.at("gap_unknown").size());
    for (const json& feature : collection.at("features")) CHECK(feature.at("geometry").at("type").get<std::string>().ends_with("Polygon"));
    CHECK(collection.at("features")[0].at("properties") == answer.at("gaps")[0]);
}

TEST_CASE("the table is in the study's language, fits 100 columns, and says what it rests on") {
    const Finished said = run_presencia({"gaps", result_by_country().string()});
    for (const char* part : {"período 2011-01-01", "perfil público", "regla relativa", "alcance", "Totales de lo pedido", "Por verificar", "riesgo sin saber o suprimido"}) {
        CHECK(said.out.find(part) != std::string::npos);
    }
    CHECK(said.out.find("gap_unknown ") == std::string::npos);
    std::istringstream lines(said.out);
    for (std::string line; std::getline(lines, line);) {
        std::size_t columns = 0;
        for (const char c : line) columns += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
        CHECK(columns <= 100);
    }
    CHECK(run_presencia({"gaps", result_by_country().string(), "--lang", "en"}).out.find("To be verified") != std::string::npos);
}

TEST_CASE("an unknown family or class is a usage error with the nearest, an unknown municipality with the nearest code") {
    const Finished family = run_presencia({"gaps", result_by_country().string(), "--family", "judicia"});
    CHECK(family.status == 2);
    CHECK(family.err.find("judicial") != std::string::npos);
    const Finished gap_class = run_presencia({"gaps", result_by_country().string(), "--gap-class", "gaap"});
    CHECK(gap_class.status == 2);
    const Finished code = run_presencia({"gaps", result_by_country().string(), "--municipality", "XAA:0199"});
    CHECK(code.status == 3);
    CHECK(code.err.find("E2014") != std::string::npos);
    CHECK(code.err.find("más parecido es 01") != std::string::npos);
}

TEST_CASE("an answer takes well under a second") {
    for (const char* format : {"table", "geojson"}) CHECK(run_presencia({"gaps", result_by_country().string(), "--format", format}).cpu_seconds < 0.5);
}
