// SPDX-License-Identifier: Apache-2.0
#include "emit/print/place_names.hpp"
#include "tests/unit/tiles/drawn_coverage.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <set>
#include <string>

using namespace presencia;
using namespace presencia::emit;

namespace {

/// 6 x 4 crooked municipalities on a sheet, with names, people and departments of two columns each.
struct Region {
    test::DrawnCoverage drawn = test::crooked_cells(6, 4, {-90.0, 12.0, -84.0, 16.0});
    CoverageGeometry coverage = drawn.geometry();
    geo::EqualArea plane{geo::middle_of(drawn.shapes)};
    Table table;
    PaperShapes paper;
    PaperBox room{0.0, 0.0, 220.0, 150.0};

    explicit Region(const std::string& name, bool one_department = false) {
        const PlaneExtent extent = extent_of(coverage, plane);
        const double scale = std::min(room.width / extent.width(), room.height / extent.height());
        paper = paper_shapes(coverage, plane, {scale, extent.west, extent.north}, 0.2);
        table.columns = {{"country", CellType::text, "", ""},
                         {"department", CellType::text, "", ""},
                         {"name", CellType::text, "", ""},
                         {"population", CellType::integer, "", ""}};
        for (std::size_t m = 0; m < drawn.shapes.size(); ++m) {
            table.rows.push_back(
                {Cell("HND"), Cell(one_department ? std::string("Todo") : "Departamento " + std::to_string(m % 6 / 2)),
                 Cell(name + std::to_string(m)), Cell(static_cast<std::int64_t>(1000 * (m + 1)))});
        }
    }

    std::vector<PlacedName> names(const SheetFonts& fonts, NameSizes sizes = {}) const {
        return place_names({table, drawn.shapes, paper.inside, paper, room}, fonts, sizes);
    }
};

}  // namespace

TEST_CASE("Names stay on the map, and none overlaps another") {
    const SheetFonts fonts(default_fonts());
    const Region region("Villa ");
    for (const double size : {1.5, 2.2, 4.0}) {
        const auto names = region.names(fonts, {1.4 * size, size, 0.2 * size});
        std::vector<PaperBox> boxes;
        for (const PlacedName& name : names) {
            for (const PlacedName::Line& line : name.lines) boxes.push_back(line.box);
        }
        CHECK(boxes.size() >= 3);
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            CHECK(region.room.holds(boxes[i]));
            for (std::size_t k = i + 1; k < boxes.size(); ++k) CHECK_FALSE(boxes[i].overlaps(boxes[k]));
        }
    }
}

TEST_CASE("Departments come first, municipalities by their people, and no name comes twice") {
    const SheetFonts fonts(default_fonts());
    const auto names = Region("V").names(fonts);
    REQUIRE(names.size() > 5);
    std::set<std::string> seen;
    bool municipalities = false;
    std::vector<int> order;
    for (const PlacedName& name : names) {
        CHECK_FALSE((municipalities && name.department));
        municipalities = municipalities || !name.department;
        CHECK(seen.insert(name.lines.front().text).second);
        if (!name.department) order.push_back(std::stoi(name.lines.front().text.substr(1)));
    }
    CHECK(names.front().department);
    CHECK(std::is_sorted(order.rbegin(), order.rend()));
}

TEST_CASE("A name too long for its municipality is left out, and one department alone has no name") {
    const SheetFonts fonts(default_fonts());
    const auto names = Region("Municipiodenombrelarguísimoqueencasiningúnlugarcabe", true).names(fonts);
    CHECK(names.empty());
}

TEST_CASE("The same region has the same names in the same places") {
    const SheetFonts fonts(default_fonts());
    const auto once = Region("Villa ").names(fonts), again = Region("Villa ").names(fonts);
    REQUIRE(once.size() == again.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        CHECK(once[i].lines.front().text == again[i].lines.front().text);
        CHECK(once[i].lines.front().box.x == again[i].lines.front().box.x);
    }
}
