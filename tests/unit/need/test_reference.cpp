// SPDX-License-Identifier: Apache-2.0
// Numbers made by others: spdep's EBest and PySAL's Empirical_Bayes on the North Carolina deaths, PySAL's on the St. Louis homicides, R's poisson.test limits.
#include "core/text.hpp"
#include "need/empirical_bayes.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

using namespace presencia;

namespace {

using Table = std::map<std::string, std::vector<std::string>>;

std::filesystem::path reference() {
    const char* shared = std::getenv("PRESENCIA_SHARED");
    return (shared ? std::filesystem::path(shared) : std::filesystem::path(PRESENCIA_SOURCE_DIR) / ".." / "shared") / "reference";
}

bool available() {
    if (std::filesystem::exists(reference() / "smr_excess_risk" / "smr_ci.csv")) return true;
    std::cout << "SKIPPED: no reference numbers; set PRESENCIA_SHARED to the folder that holds reference/\n";
    return false;
}

/// Columns of a CSV without quotes, by header name.
Table columns(const std::filesystem::path& file) {
    std::ifstream in(file);
    REQUIRE(in);
    Table table;
    std::vector<std::string> names;
    std::string line;
    while (std::getline(in, line)) {
        const auto cells = text::split(text::trim(line), ',');
        if (names.empty()) {
            for (const auto cell : cells) names.emplace_back(cell);
            continue;
        }
        for (std::size_t k = 0; k < cells.size() && k < names.size(); ++k) table[names[k]].emplace_back(cells[k]);
    }
    return table;
}

double number(const std::string& text) {
    const auto value = text::parse_double(text);
    REQUIRE(value);
    return *value;
}

need::Smoothing smooth(const std::vector<std::string>& counts, const std::vector<std::string>& people) {
    std::vector<Maybe<double>> incidents;
    std::vector<double> population;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        incidents.emplace_back(number(counts[i]));
        population.push_back(number(people[i]));
    }
    const std::vector<std::string> country(counts.size(), "AAA");
    return need::smooth(incidents, population, country, 1.0, study::Scope::study);
}

}  // namespace

TEST_CASE("the limits of North Carolina's counties are R's to 1e-12") {
    if (!available()) return;
    Table table = columns(reference() / "smr_excess_risk" / "smr_ci.csv");
    REQUIRE(table["O"].size() == 100);
    for (std::size_t i = 0; i < table["O"].size(); ++i) {
        const need::Interval limits = need::garwood(std::llround(number(table["O"][i])));
        const double expected = number(table["E"][i]);
        CHECK(limits.low / expected == Approx(number(table["garwood_lo"][i])).epsilon(1e-12).margin(1e-15));
        CHECK(limits.high / expected == Approx(number(table["garwood_hi"][i])).epsilon(1e-12));
    }
}

TEST_CASE("North Carolina's smoothed rates are spdep's EBest to 1e-12") {
    if (!available()) return;
    Table counts = columns(reference() / "smr_excess_risk" / "smr_ci.csv");
    Table best = columns(reference() / "eb_global" / "EBest.csv");
    Table parameters = columns(reference() / "eb_global" / "EBest_parameters.csv");
    REQUIRE(counts["FIPS"] == best["FIPS"]);
    const need::Smoothing smoothing = smooth(counts["O"], counts["N"]);
    CHECK(smoothing.pools[0].variance == Approx(number(parameters["value"][0])).epsilon(1e-12));
    CHECK(smoothing.pools[0].mean == Approx(number(parameters["value"][2])).epsilon(1e-12));
    for (std::size_t i = 0; i < best["FIPS"].size(); ++i) {
        CHECK(*smoothing.rate[i] == Approx(number(best["estmm_poisson"][i])).epsilon(1e-12));
    }
}

TEST_CASE("St. Louis homicides smooth as PySAL does to 1e-12") {
    if (!available()) return;
    Table table = columns(reference() / "eb_global" / "esda_stl_hom.csv");
    REQUIRE(table["HC"].size() > 70);
    const need::Smoothing smoothing = smooth(table["HC"], table["PO"]);
    for (std::size_t i = 0; i < table["HC"].size(); ++i) {
        CHECK(*smoothing.rate[i] == Approx(number(table["EB"][i])).epsilon(1e-12));
    }
}
