// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/classify.hpp"

#include "core/error.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace presencia;
using namespace presencia::emit;

namespace {

StyleTemplate shipped(const char* name) {
    return load_style(std::string(PRESENCIA_SOURCE_DIR) + "/styles/" + name + ".toml");
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
    const StyleTemplate style = shipped("need");
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
    const StyleTemplate style = shipped("need");
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
    const StyleTemplate style = shipped("need");
    const TileMap map =
        make_tile_map(style, std::vector<MapValue>(3, {Maybe<double>(Absence::no_record), {}}), Language::es);
    REQUIRE(map.classes.size() == 2);
    REQUIRE(class_at(map, 2).id == "no_record");
    const TileMap none = make_tile_map(style, {}, Language::es);
    REQUIRE(none.class_of.empty());
}

TEST_CASE("Categories are found by their word; special states by theirs or by the reason of absence") {
    const StyleTemplate style = shipped("gap");
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
    const StyleTemplate style = shipped("concurrence");
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
