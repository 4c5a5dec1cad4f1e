// SPDX-License-Identifier: Apache-2.0
#include "../tiles/drawn_coverage.hpp"
#include "emit/names/name_layout.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>

using namespace presencia;
using namespace presencia::emit;

namespace {

/// Seven pixels a letter.
double wide(const std::string& text, bool) {
    return 7.0 * static_cast<double>(text.size());
}

/// A place so many pixels of a 256 pixel tile wide at this zoom.
double room(double pixels, int zoom) {
    return std::ldexp(pixels, 32 - 8 - zoom);
}

WorldPoint at_pixel(std::int64_t x, std::int64_t y, int zoom) {
    return {x << (24 - zoom), y << (24 - zoom)};
}

Table table_of(const std::vector<std::array<std::string, 3>>& rows) {
    Table table;
    table.columns = {{"country", CellType::text, "", ""}, {"department", CellType::text, "", ""}, {"name", CellType::text, "", ""}, {"population", CellType::real, "", ""}};
    double people = 1000.0;
    for (const auto& [country, department, name] : rows) table.rows.push_back({Cell(country), Cell(department), Cell(name), Cell(people += 10.0)});
    return table;
}

}  // namespace

TEST_CASE("A name is set where its place is wide enough, in two lines where one is too long, else not at all") {
    const int zoom = 8;
    const WorldPoint here = at_pixel(10'000, 20'000, zoom);
    const auto laid = [&](double pixels) { return lay_out_names(std::vector<MapName>{{"Santa Maria", false, here, room(pixels, zoom)}}, zoom, 256, wide); };
    REQUIRE(laid(80.0).at(0).lines == std::vector<std::string>{"Santa Maria"});
    REQUIRE(laid(40.0).at(0).lines == std::vector<std::string>{"Santa", "Maria"});
    REQUIRE(laid(20.0).empty());
    const PixelBox box = laid(80.0).at(0).box;
    REQUIRE(std::abs(2 * box.x + box.width - 2 * 10'000) <= 1);
    REQUIRE(std::abs(2 * box.y + box.height - 2 * 20'000) <= 1);
}

TEST_CASE("No two names overlap and the more important one stays") {
    const int zoom = 9;
    std::vector<MapName> names;
    for (int i = 0; i < 500; ++i) names.push_back({"N" + std::to_string(i), i < 20, at_pixel(5'000 + i * 37 % 400, 5'000 + i * 53 % 300, zoom), room(200.0, zoom)});
    const auto placed = lay_out_names(names, zoom, 256, wide);
    REQUIRE(placed.size() > 20);
    REQUIRE(placed.size() < 500);
    REQUIRE(placed.front().lines.front() == "N0");
    for (std::size_t a = 0; a < placed.size(); ++a) {
        for (std::size_t b = a + 1; b < placed.size(); ++b) REQUIRE_FALSE(placed[a].box.overlaps(placed[b].box));
    }
}

TEST_CASE("A department's name leaves where the department is wider than a screen") {
    const WorldPoint here = at_pixel(100, 100, 4);
    const std::vector<MapName> names{{"Norte", true, here, room(300.0, 4)}};
    REQUIRE(lay_out_names(names, 4, 256, wide).size() == 1);
    REQUIRE(lay_out_names(names, 6, 256, wide).size() == 1);
    REQUIRE(lay_out_names(names, 7, 256, wide).empty());
    REQUIRE(lay_out_names(names, 6, 512, wide).size() == 1);
}

TEST_CASE("Departments come first, then municipalities by their people; one department alone has no name") {
    const auto drawn = test::crooked_cells(2, 2, {-90, 14, -88, 16});
    const auto coverage = drawn.geometry();
    const auto two = map_names(table_of({{"XAA", "Norte", "Uno"}, {"XAA", "Norte", "Dos"}, {"XAA", "Sur", "Tres"}, {"XAA", "Sur", ""}}), coverage);
    std::vector<std::string> order;
    for (const MapName& name : two) order.push_back(name.text);
    REQUIRE(order == std::vector<std::string>{"Sur", "Norte", "Tres", "Dos", "Uno"});
    REQUIRE(two[0].department);
    REQUIRE_FALSE(two[2].department);
    const auto one = map_names(table_of({{"XAA", "Norte", "Uno"}, {"XAA", "Norte", "Dos"}, {"XAA", "Norte", "Tres"}, {"XAA", "Norte", ""}}), coverage);
    REQUIRE(one.size() == 3);
    // A municipality's name stands inside of it.
    for (const MapName& name : one) {
        REQUIRE(name.room > 0.0);
        REQUIRE(name.at.x > to_world({-90.5, 15}).x);
        REQUIRE(name.at.x < to_world({-87.5, 15}).x);
    }
}
