// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/classify.hpp"

#include "core/error.hpp"
#include "shipped_styles.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace presencia;
using namespace presencia::emit;

namespace {

std::vector<double> quantile_bounds(const std::vector<double>& values, int classes) {
    return class_bounds({BreakMethod::quantile, classes, {}, true}, values);
}

const TileClass& class_at(const TileMap& map, std::size_t i) {
    return map.classes[static_cast<std::size_t>(map.class_of[i])];
}

}  // namespace

TEST_CASE("Quantile bounds part the values above zero into equal numbers") {
    std::vector<double> values{0, 0, 0};
    for (int i = 1; i <= 100; ++i) values.push_back(i);
    REQUIRE(quantile_bounds(values, 5) == std::vector<double>{20, 40, 60, 80});
}

TEST_CASE("Bounds that would part nothing are not bounds") {
    REQUIRE(quantile_bounds(std::vector<double>{}, 5).empty());
    REQUIRE(quantile_bounds(std::vector<double>{0, 0}, 5).empty());
    REQUIRE(quantile_bounds(std::vector<double>{7, 7, 7, 7}, 5).empty());
    REQUIRE(quantile_bounds(std::vector<double>{3}, 5).empty());
    // Four in five share one value: what lies above it is the only other class.
    REQUIRE(quantile_bounds(std::vector<double>{5, 5, 5, 5, 9}, 5) == std::vector<double>{5});
}

TEST_CASE("Bounds are rounded before anything is put in a class, so the legend tells the truth") {
    const StyleTemplate style = test::shipped_style("need");
    std::vector<MapValue> values;
    for (int i = 1; i <= 50; ++i) values.push_back({Maybe<double>(i * 1.23456), {}});
    const TileMap map = make_tile_map(style, values, Language::en);
    REQUIRE(map.classes.size() == 6);
    REQUIRE(map.classes[0].label == "More than 49.4");
    REQUIRE(map.classes[4].label == "Up to 12.3");
    for (std::size_t i = 0; i < values.size(); ++i) {
        REQUIRE((class_at(map, i).label == "More than 49.4") == (*values[i].number > 49.4));
        REQUIRE((class_at(map, i).label == "Up to 12.3") == (*values[i].number <= 12.3));
    }
}

TEST_CASE("Zero, no record, unknown and suppressed are four classes with four looks") {
    const StyleTemplate style = test::shipped_style("need");
    const std::vector<MapValue> values{{Maybe<double>(0.0), {}},
                                       {Maybe<double>(Absence::no_record), {}},
                                       {Maybe<double>(Absence::no_population), {}},
                                       {Maybe<double>(Absence::suppressed), {}},
                                       {Maybe<double>(12.5), {}}};
    const TileMap map = make_tile_map(style, values, Language::es);
    REQUIRE(class_at(map, 0).id == "zero");
    REQUIRE(class_at(map, 1).id == "no_record");
    REQUIRE(class_at(map, 2).id == "unknown");
    REQUIRE(class_at(map, 3).id == "suppressed");
    REQUIRE(class_at(map, 4).label == "Más de 0");
    std::set<int> patterns;
    for (std::size_t i = 0; i < 4; ++i) patterns.insert(static_cast<int>(class_at(map, i).pattern));
    REQUIRE(patterns.size() == 4);
    for (std::size_t i = 0; i < values.size(); ++i) REQUIRE(class_at(map, i).count == 1);
}

TEST_CASE("A map on which nothing is known has no ordinary class but zero") {
    const StyleTemplate style = test::shipped_style("need");
    const TileMap map =
        make_tile_map(style, std::vector<MapValue>(3, {Maybe<double>(Absence::no_record), {}}), Language::es);
    REQUIRE(map.classes.size() == 2);
    REQUIRE(class_at(map, 2).id == "no_record");
    const TileMap none = make_tile_map(style, {}, Language::es);
    REQUIRE(none.class_of.empty());
}

TEST_CASE("Categories are found by their word; special states by theirs or by the reason of absence") {
    const StyleTemplate style = test::shipped_style("gap");
    const std::vector<MapValue> values{
        {{}, "gap"},        {{}, "gap_unknown"},    {{}, "partial"},
        {{}, "reached"},    {{}, "not_at_risk"},    {{}, "risk_unknown"},
        {{}, "suppressed"}, {{}, "not_applicable"}, {Maybe<double>(Absence::suppressed), {}}};
    const TileMap map = make_tile_map(style, values, Language::en);
    for (std::size_t i = 0; i < 8; ++i) REQUIRE(class_at(map, i).id == values[i].category);
    REQUIRE(map.class_of[8] == map.class_of[6]);
    REQUIRE(map.classes[0].label == "At risk, proven out of reach");
    REQUIRE_THROWS_AS(make_tile_map(style, std::vector<MapValue>{{{}, "no such"}}, Language::en), Error);
}

TEST_CASE("Concurrence shows what is on record and what may be hidden") {
    const StyleTemplate style = test::shipped_style("concurrence");
    const std::vector<MapValue> values{{{}, "0"}, {{}, "4"}, {{}, "2+"}, {{}, "unknown"}, {Maybe<double>(3.0), {}}};
    const TileMap map = make_tile_map(style, values, Language::es);
    REQUIRE(class_at(map, 0).label == "Ninguna");
    REQUIRE(class_at(map, 2).pattern == Pattern::hatch);
    REQUIRE(class_at(map, 4).id == "3");
    // Classes nobody has are in the legend only where a reader needs the whole scale.
    const auto has = [&](const char* id) {
        return std::any_of(map.classes.begin(), map.classes.end(), [&](const TileClass& c) { return c.id == id; });
    };
    REQUIRE(has("1"));
    REQUIRE(!has("1+"));
    REQUIRE(!has("suppressed"));
}

TEST_CASE("A category without a class in the style is an error that names the style, the value and the nearest class") {
    const StyleTemplate style = test::shipped_style("gap");
    try {
        make_tile_map(style, std::vector<MapValue>{{{}, "partal"}}, Language::en);
        FAIL("no error");
    } catch (const Error& e) {
        REQUIRE(e.code() == ErrorCode::study_bad_value);
        REQUIRE(e.where().file.find("gap.toml") != std::string::npos);
        REQUIRE(e.where().row == 6);
        REQUIRE(e.where().column == "class");
        REQUIRE(e.detail() == "gap_class = \"partal\"");
        REQUIRE(e.hint() == "partial");
    }
}

TEST_CASE("A word that names the reason of an absence shows as that absence") {
    const TileMap map = make_tile_map(test::shipped_style("gap"), std::vector<MapValue>{{{}, "not_studied"}}, Language::en);
    REQUIRE(class_at(map, 0).id == "not_applicable");
}

TEST_CASE("Shares are said in per cent, and a style's own bounds all stay, with or without municipalities") {
    const StyleTemplate style = test::shipped_style("reach_judicial");
    const std::vector<MapValue> values{{Maybe<double>(0.0), {}}, {Maybe<double>(0.2), {}}, {Maybe<double>(0.81), {}}};
    const TileMap es = make_tile_map(style, values, Language::es);
    REQUIRE(es.classes.size() == 5);
    REQUIRE(es.classes[0].label == "Más de 80\u00a0%");
    REQUIRE(es.classes[1].label == "50 – 80\u00a0%");
    REQUIRE(es.classes[3].label == "Hasta 20\u00a0%");
    REQUIRE(es.classes[4].label == "Nadie");
    REQUIRE(class_at(es, 0).id == "zero");
    REQUIRE(class_at(es, 1).id == "class_1");
    REQUIRE(class_at(es, 2).id == "class_4");
    REQUIRE(es.bounds == std::vector<double>{0.2, 0.5, 0.8});
    REQUIRE(make_tile_map(style, {}, Language::en).classes[0].label == "More than 80%");
}

TEST_CASE("What records cannot settle has a class of its own and takes no part in making classes") {
    StyleTemplate style = test::shipped_style("unreached_people");
    std::vector<MapValue> values;
    for (const double people : {100.0, 120.0, 5000.0, 5100.0}) values.push_back({Maybe<double>(people), {}});
    const TileMap without = make_tile_map(style, values, Language::en);
    values.push_back({Maybe<double>(1e6), {}, {}, true});
    values.push_back({Maybe<double>(Absence::no_population), {}, {}, true});
    const TileMap with = make_tile_map(style, values, Language::en);
    REQUIRE(with.bounds == without.bounds);
    REQUIRE(class_at(with, 4).id == "unsettled");
    REQUIRE(class_at(with, 4).pattern == Pattern::hatch);
    REQUIRE(class_at(with, 5).id == "unknown");
    for (const TileClass& cls : without.classes) REQUIRE(cls.id != "unsettled");
    // A style without such a class shows the value.
    style.unsettled.reset();
    REQUIRE(class_at(make_tile_map(style, values, Language::en), 4).id == "class_4");
}

TEST_CASE("Large bounds part their thousands; bounds below zero are not mistaken for dashes") {
    StyleTemplate style = test::shipped_style("unreached_people");
    style.measure.breaks = {BreakMethod::manual, 3, {12500, 1230000}, true};
    REQUIRE(make_tile_map(style, {}, Language::en).classes[1].label == "12,500 – 1,230,000");
    style.measure.breaks.manual = {-2.5, -1};
    REQUIRE(make_tile_map(style, {}, Language::es).classes[1].label == "-2,5 a -1");
    // Only where nothing is below zero does the only class start there.
    style.measure.breaks = {BreakMethod::quantile, 4, {}, true};
    const auto only = [&](double v) {
        return make_tile_map(style, std::vector<MapValue>{{Maybe<double>(v), {}}}, Language::es).classes[0].label;
    };
    REQUIRE(only(3.0) == "Más de 0");
    REQUIRE(only(-3.0) == "Con valor");
}

TEST_CASE("A style without a class for zero puts it among its numbers") {
    StyleTemplate style = test::shipped_style("unreached_people");
    style.measure.zero.reset();
    style.measure.breaks = {BreakMethod::equal, 2, {}, false};
    const std::vector<MapValue> values{{Maybe<double>(-10.0), {}}, {Maybe<double>(0.0), {}}, {Maybe<double>(20.0), {}}};
    const TileMap map = make_tile_map(style, values, Language::en);
    REQUIRE(map.classes.size() == 2);
    REQUIRE(class_at(map, 1).label == "Up to 5");
    REQUIRE(make_tile_map(style, std::vector<MapValue>{{Maybe<double>(0.0), {}}}, Language::en).classes[0].label ==
            "With a value");
}

namespace {

MapValue crossed(double need, double reach) {
    return {Maybe<double>(need), {}, Maybe<double>(reach)};
}

}  // namespace

TEST_CASE("Two measures crossed make nine classes, most need and least reach first") {
    const StyleTemplate style = test::shipped_style("need_by_reach");
    std::vector<MapValue> values;
    for (const double need : {5.0, 10.0, 20.0}) {
        for (const double reach : {0.1, 0.5, 0.9}) values.push_back(crossed(need, reach));
    }
    const TileMap map = make_tile_map(style, values, Language::en);
    REQUIRE(map.square);
    REQUIRE(map.classes.size() == 10);  // and zero
    REQUIRE(map.classes[0].id == "up_3_right_3");
    REQUIRE(map.classes[0].label == "Need: more than 10 · Reach: up to 33%");
    REQUIRE(to_hex(map.classes[0].fill) == "#3f2069");
    for (std::size_t i = 0; i < 9; ++i) REQUIRE(class_at(map, i).count == 1);
    REQUIRE(class_at(map, 6).id == "up_3_right_3");  // need 20, reach 0.1
    REQUIRE(class_at(map, 2).id == "up_1_right_1");  // need 5, reach 0.9
    REQUIRE(map.square->up.ranges == std::vector<std::string>{"Up to 5", "5 – 10", "More than 10"});
    REQUIRE(map.square->right.ranges == std::vector<std::string>{"More than 67%", "33 – 67%", "Up to 33%"});
    // Rows from the top, columns from the left.
    REQUIRE(map.classes[static_cast<std::size_t>(map.square->cells[0][2])].id == "up_3_right_3");
    REQUIRE(map.classes[static_cast<std::size_t>(map.square->cells[2][0])].id == "up_1_right_1");
}

TEST_CASE("Of two measures the absence of either is shown, and zero need is a class of its own") {
    const StyleTemplate style = test::shipped_style("need_by_reach");
    const std::vector<MapValue> values{{Maybe<double>(Absence::no_record), {}, Maybe<double>(0.5)},
                                       {Maybe<double>(3.0), {}, Maybe<double>(Absence::not_studied)},
                                       {Maybe<double>(Absence::suppressed), {}, Maybe<double>(Absence::unknown)},
                                       crossed(0.0, 0.5),
                                       {Maybe<double>(3.0), {}, Maybe<double>(0.5), true},
                                       crossed(3.0, 0.5)};
    const TileMap map = make_tile_map(style, values, Language::es);
    REQUIRE(class_at(map, 0).id == "no_record");
    REQUIRE(class_at(map, 1).id == "not_applicable");
    REQUIRE(class_at(map, 2).id == "suppressed");
    REQUIRE(class_at(map, 3).id == "up_zero");
    REQUIRE(class_at(map, 4).id == "unsettled");
    // All equal: one step of need, in the middle of the palette.
    REQUIRE(map.square->cells.size() == 1);
    REQUIRE(to_hex(class_at(map, 5).fill) == "#7284a4");
    REQUIRE(class_at(map, 5).label == "Necesidad: más de 0 · Alcance: 33 – 67\u00a0%");
}

TEST_CASE("A square on which nobody is still explains its colours") {
    const TileMap map = make_tile_map(
        test::shipped_style("need_by_reach"), std::vector<MapValue>(2, {Maybe<double>(Absence::no_record), {}, Maybe<double>(0.4)}),
        Language::en);
    REQUIRE(map.square->cells.size() == 1);
    REQUIRE(map.square->cells[0].size() == 3);
    REQUIRE(class_at(map, 1).id == "no_record");
}
