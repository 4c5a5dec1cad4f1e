// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"
#include "vector_writer.hpp"

#include "source/open_guard.hpp"
#include "source/overpass_reader.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

std::string answer(const std::string& elements, const std::string& members = "") {
    return "{\"version\":0.6,\"generator\":\"Overpass API\",\"osm3s\":{\"copyright\":\"x\"},\"elements\":[" + elements + "]" + members + "}";
}

Content read_json(const std::string& text, const std::string& name = "a.json") {
    const TempFolder folder;
    return read_all(folder.write(name, text));
}

std::string shape(const std::string& elements) {
    const Content content = read_json(answer(elements));
    REQUIRE(content.rows.size() == 1);
    return content.rows[0].wkb.empty() ? "" : wkt_of(content.rows[0].wkb);
}

const std::string square = R"([{"lat":1,"lon":10},{"lat":1,"lon":12},{"lat":3,"lon":12},{"lat":3,"lon":10},{"lat":1,"lon":10}])";

std::string way_member(const std::string& role, const std::string& geometry, int ref = 1) {
    return R"({"type":"way","ref":)" + std::to_string(ref) + R"(,"role":")" + role + "\"" + (geometry.empty() ? "" : ",\"geometry\":" + geometry) + "}";
}

std::string relation(const std::string& members, const std::string& more = "", const std::string& kind = "multipolygon") {
    return R"({"type":"relation","id":5)" + more + R"(,"members":[)" + members + R"(],"tags":{"amenity":"hospital","type":")" + kind + R"("}})";
}

}  // namespace

TEST_CASE("An answer of Overpass is a table with a column a tag; elements without tags are no rows") {
    const Content content = read_json(answer(R"({"type":"node","id":7,"lat":14.1,"lon":-87.2,"tags":{"amenity":"police","name":"Posta Centro"}},
        {"type":"node","id":8,"lat":1,"lon":2},
        {"type":"way","id":9007199254740993,"center":{"lat":14.5,"lon":-87.5},"nodes":[1,2],"tags":{"amenity":"school","capacity":300,"operator":"Señor"}})"));
    CHECK(content.columns == std::vector<std::string>{"@id", "@type", "amenity", "capacity", "name", "operator"});
    CHECK(content.crs == "EPSG:4326");
    CHECK(content.has_geometry);
    REQUIRE(content.rows.size() == 2);
    CHECK(content.rows[0].row == 1);
    CHECK(content.rows[0].cells == std::vector<std::string>{"node/7", "node", "police", "", "Posta Centro", ""});
    CHECK(wkt_of(content.rows[0].wkb) == "POINT (-87.2 14.1)");
    CHECK(content.rows[1].row == 3);
    CHECK(content.rows[1].cells == std::vector<std::string>{"way/9007199254740993", "way", "school", "300", "", "Señor"});
    CHECK(wkt_of(content.rows[1].wkb) == "POINT (-87.5 14.5)");
}

TEST_CASE("A closed way is a polygon, an open one the middle of its box") {
    CHECK(shape(R"({"type":"way","id":1,"tags":{"amenity":"school"},"geometry":)" + square + "}") == "MULTIPOLYGON (((10 1,12 1,12 3,10 3,10 1)))");
    CHECK(shape(R"({"type":"way","id":1,"tags":{"a":"b"},"geometry":[{"lat":1,"lon":10},{"lat":2,"lon":14},{"lat":5,"lon":11}]})") == "POINT (12 3)");
}

TEST_CASE("A way cut off by the asked box is placed by its centre, or not at all") {
    const std::string cut = R"({"type":"way","id":1,"tags":{"a":"b"},"geometry":[{"lat":1,"lon":10},null,{"lat":5,"lon":11}])";
    CHECK(shape(cut + R"(,"bounds":{"minlat":1,"minlon":10,"maxlat":5,"maxlon":12}})") == "POINT (11 3)");
    CHECK(shape(cut + "}").empty());
}

TEST_CASE("Ways whose corners stand elsewhere in the file are drawn from them") {
    const std::string corners = R"({"type":"node","id":1,"lat":0,"lon":0},{"type":"node","id":2,"lat":0,"lon":1},{"type":"node","id":3,"lat":1,"lon":1})";
    CHECK(shape(R"({"type":"way","id":4,"nodes":[1,2,3,1],"tags":{"office":"government"}},)" + corners) == "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))");
    CHECK(shape(R"({"type":"way","id":4,"nodes":[1,2,9,1],"tags":{"office":"government"}},)" + corners).empty());
}

TEST_CASE("A multipolygon is joined from its members, in either direction, with its holes") {
    const std::string north = R"([{"lat":0,"lon":0},{"lat":9,"lon":0},{"lat":9,"lon":9}])";
    const std::string south = R"([{"lat":0,"lon":0},{"lat":0,"lon":9},{"lat":9,"lon":9}])";
    const std::string hole = R"([{"lat":4,"lon":4},{"lat":4,"lon":5},{"lat":5,"lon":5},{"lat":4,"lon":4}])";
    CHECK(shape(relation(way_member("outer", north) + "," + way_member("inner", hole) + "," + way_member("outer", south))) ==
          "MULTIPOLYGON (((0 0,0 9,9 9,9 0,0 0),(4 4,5 4,5 5,4 4)))");
    const std::string two = shape(relation(way_member("outer", square) + "," + way_member("outer", hole)));
    CHECK(two == "MULTIPOLYGON (((10 1,12 1,12 3,10 3,10 1)),((4 4,5 4,5 5,4 4)))");
}

TEST_CASE("A relation that cannot be drawn is placed by its centre, its box, or its members' box") {
    const std::string open = R"([{"lat":0,"lon":0},{"lat":8,"lon":4}])";
    CHECK(shape(relation(way_member("outer", open), R"(,"center":{"lat":2,"lon":3})")) == "POINT (3 2)");
    CHECK(shape(relation(way_member("outer", open), R"(,"bounds":{"minlat":0,"minlon":0,"maxlat":6,"maxlon":2})")) == "POINT (1 3)");
    CHECK(shape(relation(way_member("outer", open))) == "POINT (2 4)");
    CHECK(shape(relation(way_member("", square), "", "site")) == "POINT (11 2)");
    CHECK(shape(relation("")).empty());
}

TEST_CASE("Members that stand beside their relation give it its shape") {
    CHECK(shape(relation(way_member("outer", "", 3)) + R"(,{"type":"way","id":3,"geometry":)" + square + "}") == "MULTIPOLYGON (((10 1,12 1,12 3,10 3,10 1)))");
}

TEST_CASE("An answer that Overpass broke off is refused, although its JSON is sound") {
    const std::string node = R"({"type":"node","id":1,"lat":1,"lon":1,"tags":{"a":"b"}})";
    const Error error = error_of([&] { read_json(answer(node, R"(,"remark":"runtime error: Query timed out in \"query\" at line 3 after 25 seconds.")")); });
    CHECK(error.code() == ErrorCode::file_unreadable);
    CHECK(error.detail().find("Query timed out") != std::string::npos);
    CHECK(read_json(answer(node, R"(,"remark":"all fine")")).rows.size() == 1);
}

TEST_CASE("An answer cut off or nested too deeply is refused with its line") {
    const std::string whole = answer("\n" R"({"type":"node","id":1,"lat":1,"lon":1,"tags":{"a":"b"}})");
    const Error cut = error_of([&] { read_json(whole.substr(0, whole.size() - 3)); });
    CHECK(cut.code() == ErrorCode::file_unreadable);
    CHECK(cut.where().row == 2);
    const std::string deep = std::string(31, '[') + std::string(31, ']');
    CHECK(error_of([&] { read_json(answer(deep)); }).code() == ErrorCode::file_too_nested);
}

TEST_CASE("Elements that are no objects, and tags that are no words, do no harm") {
    const Content content = read_json(answer(R"(1,[{}],"x",null,{"type":"node","id":"q","lat":"1","lon":2,"tags":{"a":{"b":1},"c":[1],"d":null,"e":true}},{"tags":7},{"tags":{}})"));
    REQUIRE(content.rows.size() == 1);
    CHECK(content.rows[0].cells == std::vector<std::string>{"node/q", "node", "", "", "", "true"});
    CHECK(content.rows[0].wkb.empty());
}

TEST_CASE("GeoJSON with a member called elements stays GeoJSON") {
    const Content content = read_json(R"({"type":"FeatureCollection","elements":[],"features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}]})");
    REQUIRE(content.rows.size() == 1);
    CHECK(content.columns == std::vector<std::string>{"a"});
}

TEST_CASE("Batches of Overpass hold every feature once, whatever their size") {
    std::string elements;
    for (int i = 0; i < 10; ++i) {
        elements += (i == 0 ? "" : ",") + std::string(R"({"type":"node","id":)") + std::to_string(i) + R"(,"lat":1,"lon":1,"tags":{"n":")" + std::to_string(i) + "\"}}";
    }
    const TempFolder folder;
    ReadPlan plan = plan_for(folder.write("a.json", answer(elements)));
    const Content whole = read_all(plan);
    plan.batch_rows = 3;
    const Content parts = read_all(plan);
    CHECK(whole.rows.size() == 10);
    CHECK(parts.rows == whole.rows);
    CHECK(parts.batch_sizes == std::vector<std::size_t>{3, 3, 3, 1});
}

TEST_CASE("An answer of Overpass is refused beyond its limits of elements, with tags or without, and of different tags") {
    const TempFolder folder;
    const auto file = folder.write("a.json", answer(R"({"type":"node","id":1,"lat":1,"lon":2},{"type":"node","id":2,"lat":1,"lon":2,"tags":{"amenity":"police","name":"A"}},
        {"type":"node","id":3,"lat":1,"lon":2,"tags":{"amenity":"school","operator":"B"}})"));
    const auto read = [&](const OverpassReader::Limits& limits) {
        const ReadPlan plan = plan_for(file);
        return OverpassReader(open_regular_file(file, "a.json"), plan, limits).columns().size();
    };
    CHECK(read({.elements = 3, .tags = 3}) == 5);
    const Error elements = error_of([&] { read({.elements = 2, .tags = 3}); });
    CHECK(elements.code() == ErrorCode::file_limit);
    CHECK(elements.where().row == 3);
    CHECK(elements.detail() == "> 2");
    const Error tags = error_of([&] { read({.elements = 3, .tags = 2}); });
    CHECK(tags.code() == ErrorCode::file_limit);
    CHECK(tags.where().column == "tags");
    CHECK(tags.detail() == "> 2");
    const OverpassReader::Limits usual;
    CHECK(usual.elements == 10'000'000);
    CHECK(usual.tags == 100'000);
}
