// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/legend.hpp"
#include "emit/tiles/classify.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <regex>

using namespace presencia;
using namespace presencia::emit;

namespace {

TileMap gap_map(Language language) {
    const StyleTemplate style = load_style(std::string(PRESENCIA_SOURCE_DIR) + "/styles/gap.toml");
    const std::vector<MapValue> values{
        {{}, "gap"}, {{}, "gap"}, {{}, "gap_unknown"}, {{}, "suppressed"}, {{}, "reached"}};
    return make_tile_map(style, values, language);
}

std::size_t occurrences(const std::string& text, const std::string& what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

}  // namespace

TEST_CASE("The legend shows every class with its colour, its pattern and its number of municipalities") {
    const TileMap map = gap_map(Language::es);
    const std::string svg = legend_svg(map);
    REQUIRE(svg.find("Dónde falta el Estado") != std::string::npos);
    for (const TileClass& cls : map.classes) REQUIRE(svg.find(to_hex(cls.fill)) != std::string::npos);
    REQUIRE(occurrences(svg, "<pattern ") == 2);
    REQUIRE(occurrences(svg, "fill=\"url(#") == 2);
    REQUIRE(svg.find(">2</text>") != std::string::npos);
}

TEST_CASE("Text in the legend cannot break out of it, and nothing is fetched from elsewhere") {
    TileMap map = gap_map(Language::en);
    map.title = "<script>alert(\"x\")</script> & more";
    map.notes = {"a < b", std::string("control \x01 character")};
    map.attribution = "\"quoted\"";
    const std::string svg = legend_svg(map);
    REQUIRE(svg.find("<script") == std::string::npos);
    REQUIRE(svg.find('\x01') == std::string::npos);
    REQUIRE(svg.find("&lt;script&gt;") != std::string::npos);
    REQUIRE(svg.find("href") == std::string::npos);
    REQUIRE(occurrences(svg, "http") == 1);  // the namespace
    REQUIRE(occurrences(svg, "<text") == occurrences(svg, "</text>"));
}

TEST_CASE("Long labels and notes are broken into lines that stay inside") {
    TileMap map = gap_map(Language::es);
    map.notes = {
        "Una regla muy larga que explica con todo detalle cuáles municipios están en riesgo y cuáles no, y por qué"};
    const std::string svg = legend_svg(map);
    const std::regex line("<text x=\"18\"[^>]*font-size=\"11\"[^>]*>([^<]*)</text>");
    std::size_t lines = 0;
    for (auto it = std::sregex_iterator(svg.begin(), svg.end(), line); it != std::sregex_iterator(); ++it, ++lines) {
        REQUIRE((*it)[1].length() <= 60);
    }
    REQUIRE(lines >= 2);
}

TEST_CASE("The legend for programs says the same as the legend for people") {
    const TileMap map = gap_map(Language::en);
    const auto json = nlohmann::json::parse(legend_json(map));
    REQUIRE(json["language"] == "en");
    REQUIRE(json["title"] == map.title);
    REQUIRE(json["classes"].size() == map.classes.size());
    for (std::size_t i = 0; i < map.classes.size(); ++i) {
        REQUIRE(json["classes"][i]["id"] == map.classes[i].id);
        REQUIRE(json["classes"][i]["fill"] == to_hex(map.classes[i].fill));
        REQUIRE(json["classes"][i]["special"] == map.classes[i].special);
        REQUIRE(json["classes"][i]["municipalities"] == map.classes[i].count);
    }
    REQUIRE(json["classes"][1]["pattern"] == "hatch");
}

namespace {

TileMap square_map(Language language, int steps_of_need) {
    const StyleTemplate style = load_style(std::string(PRESENCIA_SOURCE_DIR) + "/styles/need_by_reach.toml");
    std::vector<MapValue> values;
    for (int need = 1; need <= steps_of_need; ++need) {
        for (const double reach : {0.1, 0.5, 0.9})
            values.push_back({Maybe<double>(10.0 * need), {}, Maybe<double>(reach)});
    }
    values.push_back({Maybe<double>(0.0), {}, Maybe<double>(0.5)});
    values.push_back({Maybe<double>(Absence::no_record), {}, Maybe<double>(0.5)});
    values.push_back({Maybe<double>(10.0), {}, Maybe<double>(0.5), true});
    return make_tile_map(style, values, language);
}

}  // namespace

TEST_CASE("The legend of two measures is a square with both axes, and the states that are not values beside it") {
    const TileMap map = square_map(Language::es, 3);
    const std::string svg = legend_svg(map);
    for (const char* said : {"Más necesidad →", "Menos alcance →", "Más de 20", "10 – 20", "Hasta 10", "33 – 67",
                             "Necesidad: cero registrado", "Alcance por verificar", "Sin registro"}) {
        INFO(said);
        REQUIRE(svg.find(said) != std::string::npos);
    }
    REQUIRE(occurrences(svg, "</title></rect>") == 9);
    for (std::size_t i = 0; i < 9; ++i) REQUIRE(occurrences(svg, "fill=\"" + to_hex(map.classes[i].fill) + "\"") == 1);
    // A square class is not listed again below.
    REQUIRE(svg.find(">" + map.classes[0].label + "</text>") == std::string::npos);
    REQUIRE(occurrences(svg, "<text") == occurrences(svg, "</text>"));
}

TEST_CASE("A square with fewer steps than colours is drawn with those that there are") {
    const std::string svg = legend_svg(square_map(Language::en, 2));
    REQUIRE(occurrences(svg, "</title></rect>") == 6);
    REQUIRE(svg.find("More need →") != std::string::npos);
}

TEST_CASE("Programs read the square's axes, bounds and cells, and the bounds of one number") {
    const TileMap map = square_map(Language::en, 3);
    const auto json = nlohmann::json::parse(legend_json(map));
    REQUIRE(json["square"]["up"]["property"] == "rate_eb");
    REQUIRE(json["square"]["up"]["bounds"] == std::vector<double>{10, 20});
    REQUIRE(json["square"]["right"]["ranges"][2] == "Up to 33%");
    REQUIRE(json["square"]["rows"][0][2] == "up_3_right_3");
    REQUIRE(json["square"]["rows"][2][0] == "up_1_right_1");
    REQUIRE(json["classes"].size() == map.classes.size());
    REQUIRE(!json.contains("bounds"));

    const StyleTemplate need = load_style(std::string(PRESENCIA_SOURCE_DIR) + "/styles/need.toml");
    std::vector<MapValue> values;
    for (int i = 1; i <= 10; ++i) values.push_back({Maybe<double>(i), {}});
    const auto one = nlohmann::json::parse(legend_json(make_tile_map(need, values, Language::en)));
    REQUIRE(one["bounds"] == std::vector<double>{2, 4, 6, 8});
    REQUIRE(!one.contains("square"));
}
