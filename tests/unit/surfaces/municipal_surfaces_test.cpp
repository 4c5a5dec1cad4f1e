// SPDX-License-Identifier: Apache-2.0
#include "emit/surfaces/municipal_surfaces.hpp"

#include "emit/surfaces/surface_grid.hpp"
#include "join/locator.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace presencia;
using namespace presencia::emit;

namespace {

/// Three municipalities: all settled; a family not known and a score withheld; without a record.
Table drawn_table() {
    using enum CellType;
    Table table;
    std::vector<std::vector<Cell>> columns;
    const auto add = [&](const char* name, CellType type, std::vector<Cell> cells) {
        table.columns.push_back({name, type, name, name});
        columns.push_back(std::move(cells));
    };
    add("gap_class", text, {Cell("gap"), Cell("suppressed"), Cell("risk_unknown")});
    for (const char* family : {"law_enforcement", "judicial", "social", "educational"}) add((std::string(family) + "_gap_class").c_str(), text, {Cell("reached"), Cell("gap_unknown"), Cell("not_studied")});
    add("gap_score_low", real, {Cell(12.5), Cell(Absence::suppressed), Cell(Absence::no_record)});
    add("gap_score_high", real, {Cell(0.0), Cell(Absence::suppressed), Cell(Absence::no_record)});
    add("unreached_need_rate", real, {Cell(3.0), Cell(Absence::suppressed), Cell(Absence::no_population)});
    add("unreached_need", real, {Cell(4.0), Cell(Absence::suppressed), Cell(Absence::no_record)});
    add("families_present", integer, {Cell(std::int64_t{0}), Cell(std::int64_t{0}), Cell(std::int64_t{4})});
    add("families_unknown", integer, {Cell(std::int64_t{0}), Cell(std::int64_t{3}), Cell(std::int64_t{0})});
    for (std::size_t r = 0; r < 3; ++r) {
        table.rows.emplace_back();
        for (const auto& cells : columns) table.rows.back().push_back(cells[r]);
    }
    return table;
}

/// A band of a surface at cells of the three municipalities and of nobody.
std::vector<float> band(const std::string& surface, const std::string& name) {
    for (const Surface& one : municipal_surfaces(drawn_table(), Language::es)) {
        if (one.name != surface) continue;
        const Cells cells{std::vector<Point<Wgs84>>(4), {0, 1, 2, -1}};
        std::vector<float> out(4 * one.bands.size());
        one.fill(cells, out);
        for (std::size_t b = 0; b < one.bands.size(); ++b) {
            if (one.bands[b].name == name) return {out.begin() + static_cast<std::ptrdiff_t>(4 * b), out.begin() + static_cast<std::ptrdiff_t>(4 * b + 4)};
        }
    }
    return {};
}

geo::MultiPolygon square(double west, double south, double side) {
    return {{{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}}, {}}};
}

}  // namespace

TEST_CASE("zero, unknown, withheld and no data are different numbers in every surface, and beyond the study there is nothing") {
    const std::vector<float> score = band("gap", "gap_score_high"), state = band("gap", "gap_score_high_state");
    REQUIRE(score.size() == 4);
    CHECK(score[0] == 0.0F);
    CHECK(std::all_of(score.begin() + 1, score.end(), [](float value) { return std::isnan(value); }));
    CHECK(state[0] == 0.0F);
    CHECK(state[1] == state_code(Absence::suppressed));
    CHECK(state[2] == state_code(Absence::no_record));
    CHECK(std::isnan(state[3]));
    CHECK(band("gap", "unreached_need_rate_state")[2] == state_code(Absence::no_population));
}

TEST_CASE("a number of families that is not settled is no number, and never zero; its bounds are there") {
    CHECK(band("concurrence", "families_present") == std::vector<float>{0, 255, 4, 255});
    CHECK(band("concurrence", "families_present_low") == std::vector<float>{0, 0, 4, 255});
    CHECK(band("concurrence", "families_present_high") == std::vector<float>{0, 3, 4, 255});
    CHECK(band("concurrence", "families_present_state") == std::vector<float>{0, state_code(Absence::unknown), 0, 255});
}

TEST_CASE("each gap class has a code of its own") {
    CHECK(band("gap_class", "gap_class") == std::vector<float>{1, 7, 6, 255});
    CHECK(band("gap_class", "social_gap_class") == std::vector<float>{4, 2, 8, 255});
}

TEST_CASE("a cell is its centre's: the first municipality on a border, none between them, and a smaller one than a cell may have none") {
    const std::vector<geo::MultiPolygon> shapes{square(0.0, 0.0, 1.0), square(1.0, 0.0, 1.0), square(1.3, 2.3, 0.1)};
    const join::Locator locator(shapes);
    const std::vector<Point<Wgs84>> centres{{0.5, 0.5}, {1.0, 0.5}, {1.5, 0.5}, {0.5, 1.5}, {1.5, 2.5}};
    std::vector<std::int32_t> found(centres.size());
    locator.locate(centres, found);
    CHECK(found == std::vector<std::int32_t>{0, 0, 1, -1, -1});
}
