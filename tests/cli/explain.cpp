// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <set>

using namespace presencia::testing;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

json explained(const std::string& key, const std::string& measure = "") {
    std::vector<std::string> arguments{"explain", demo_result().string(), key, "--json"};
    if (!measure.empty()) arguments.insert(arguments.begin() + 3, measure);
    const Finished said = run_presencia(arguments);
    INFO(said.err);
    REQUIRE(said.status == 0);
    return json::parse(said.out);
}

json municipalities() {
    json properties = json::array();
    for (const json& feature : json(json::parse(read_file(demo_result() / "municipalities.geojson")).at("features"))) properties.push_back(feature.at("properties"));
    return properties;
}

std::string key_of(const json& m) {
    return m.at("country").get<std::string>() + ":" + m.at("code").get<std::string>();
}

/// A municipality of the result that the test needs.
template <class Wanted>
json find(const Wanted& wanted) {
    for (const json& m : municipalities()) {
        if (wanted(m)) return m;
    }
    FAIL("the demo has no such municipality");
    return {};
}

std::string all_lines(const json& explanation) {
    std::string out;
    for (const json& step : explanation.at("steps")) {
        for (const json& line : step.at("lines")) out += line.get<std::string>() + "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("every property of a municipality is the value of a step, the same as in the result") {
    const std::set<std::string> identity{"country", "code", "name", "department", "no_value"};
    for (const json& m : municipalities()) {
        json values = json::object();
        for (const json& step : json(explained(key_of(m)).at("steps"))) values.update(step.at("values"));
        for (const auto& [property, value] : m.items()) {
            // A family without a layer has one step that says so.
            if (identity.contains(property) || (value.is_null() && !values.contains(property))) continue;
            INFO(key_of(m) << " " << property);
            REQUIRE(values.contains(property));
            CHECK(values.at(property) == value);
        }
    }
}

TEST_CASE("the arithmetic that is printed gives the number of the result") {
    const json m = find([](const json& p) { return p.at("rate").is_number() && p.at("incidents") > 0; });
    const std::string rate = all_lines(explained(key_of(m), "rate"));
    CHECK(rate.find("100 000 × ") != std::string::npos);
    CHECK(m.at("rate").get<double>() == Approx(1e5 * m.at("incidents").get<double>() / (m.at("population").get<double>() * 3.0)).margin(0.051));
    const std::string smoothed = all_lines(explained(key_of(m), "rate_eb"));
    CHECK(smoothed.find("Marshall") != std::string::npos);
    CHECK(smoothed.find("w = A / (A + m / personas-año)") != std::string::npos);
}

TEST_CASE("a measure, a family and a family's measure each choose their steps") {
    const std::string key = key_of(find([](const json&) { return true; }));
    CHECK(explained(key, "rate_eb").at("steps").size() == 1);
    for (const json& step : json(explained(key, "judicial").at("steps"))) CHECK(step.at("family") == "judicial");
    const json reach = explained(key, "reach").at("steps");
    std::set<std::string> families;
    for (const json& step : reach) families.insert(step.at("family").get<std::string>());
    CHECK(families.size() >= 4);
    CHECK(reach.size() == families.size());
}

TEST_CASE("an unknown measure is a usage error with the nearest, an unknown code too") {
    const std::string key = key_of(find([](const json&) { return true; }));
    const Finished measure = run_presencia({"explain", demo_result().string(), key, "rate_be", "--lang", "en"});
    CHECK(measure.status == 2);
    CHECK(measure.err.find("did you mean rate") != std::string::npos);
    const Finished code = run_presencia({"explain", demo_result().string(), "XAA:9999"});
    CHECK(code.status == 3);
    CHECK(code.err.find("E2014") != std::string::npos);
}

TEST_CASE("a code that two countries use is a usage error that names both") {
    const Finished said = run_presencia({"explain", demo_result().string(), "0101"});
    CHECK(said.status == 2);
    CHECK(said.err.find("XAA:0101") != std::string::npos);
    CHECK(said.err.find("XBB:0101") != std::string::npos);
}

TEST_CASE("no record and unknown presence are explained as what they are, never as zero") {
    const json silent = find([](const json& p) { return p.at("incidents").is_null(); });
    const json step = explained(key_of(silent), "incidents").at("steps")[0];
    CHECK(step.at("absent").at("incidents") == "no_record");
    CHECK(all_lines(explained(key_of(silent), "incidents")).find("No es cero") != std::string::npos);
    const json unsure = find([](const json& p) { return p.at("judicial_presence") == "unknown"; });
    CHECK(all_lines(explained(key_of(unsure), "judicial_presence")).find("línea 3") != std::string::npos);
}

TEST_CASE("what the profile suppresses is explained by its rule and not revealed") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    replace_in(study, "incidents = \"homicides\"", "incidents = \"family_violence\"");
    replace_in(study, "[output]", "[disclosure]\nmin_count = 150\n\n[output]");
    const std::string out = (folder.path() / "out").string();
    const Finished run = run_presencia({"run", study.string(), "-o", out, "-q"});
    INFO(run.err);
    REQUIRE(run.status == 0);
    json hidden;
    for (const json& feature : json(json::parse(read_file(folder.path() / "out" / "municipalities.geojson")).at("features"))) {
        const json& p = feature.at("properties");
        if (p.at("no_value").get<std::string>().find("incidents:suppressed") != std::string::npos) hidden = p;
    }
    REQUIRE(!hidden.is_null());
    const Finished said = run_presencia({"explain", out, key_of(hidden)});
    CHECK(said.status == 0);
    CHECK(said.out.find("El perfil público no muestra conteos de 1 a 149") != std::string::npos);
    CHECK(said.out.find("100 000 × ") == std::string::npos);
    const json rows = json::parse(run_presencia({"gaps", out, "--municipality", key_of(hidden), "--gap-class", "suppressed", "--json"}).out);
    for (const json& row : rows.value("gaps", json::array())) CHECK(row.at("incidents").is_null());
}

TEST_CASE("with --study the lines that make the count are listed, and their weights add up to it") {
    const json m = find([](const json& p) { return p.at("incidents").is_number() && p.at("incidents") > 20; });
    const std::string study = (fs::path(PRESENCIA_SOURCE_DIR) / "examples" / "01_demo" / "study.toml").string();
    const Finished said = run_presencia({"explain", demo_result().string(), key_of(m), "--study", study, "--json"});
    INFO(said.err);
    REQUIRE(said.status == 0);
    bool met = false;
    for (const json& rows : json(json::parse(said.out).at("input_rows"))) {
        if (rows.at("layer") != "homicides") continue;
        met = true;
        CHECK(rows.at("incidents") == m.at("incidents"));
        CHECK(rows.at("located").size() + rows.at("by_code").size() > 0);
    }
    CHECK(met);
}

TEST_CASE("a study that is not the result's is refused") {
    const TemporaryFolder folder;
    const fs::path study = copy_of_demo(folder.path() / "s");
    replace_in(study, "name     = \"demo\"", "name     = \"another\"");
    const Finished said = run_presencia({"explain", demo_result().string(), key_of(find([](const json&) { return true; })), "--study", study.string()});
    CHECK(said.status == 3);
    CHECK(said.err.find("E7007") != std::string::npos);
}
