// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include "source/json_machine.hpp"
#include "source/json_scan.hpp"
#include "source/open_guard.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

JsonSummary scan(const TempFolder& folder, std::string_view text) {
    const auto path = folder.write("scan.json", text);
    return scan_json(open_regular_file(path, "scan.json"));
}

Error scan_error(const TempFolder& folder, std::string_view text) {
    return error_of([&] { scan(folder, text); });
}

class Nothing final : public JsonEvents {
    void on_key(unsigned, std::string_view) override {}
    void on_value(unsigned, char) override {}
    void on_text(unsigned, std::string_view) override {}
    void on_end(unsigned) override {}
};

}  // namespace

TEST_CASE("Features are counted at the top level and nowhere else") {
    const TempFolder folder;
    const auto summary = scan(
        folder, R"({"type":"FeatureCollection","x":{"features":[1,2]},"features":[{"features":[1,2,3]},null,{}]})");
    CHECK(summary.documents == 1);
    REQUIRE(summary.lists.size() == 1);
    CHECK(summary.lists[0].count == 3);
    CHECK(scan(folder, R"({"features":[]})").lists.at(0).count == 0);
    CHECK(scan(folder, R"({"type":"Feature"})").lists.empty());
}

TEST_CASE("The geometries of each TopoJSON object are counted, and those of type null are numbered") {
    const TempFolder folder;
    const auto summary = scan(folder, R"({"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[
        {"type":"Point"},{"type":null},{"type":"Polygon","properties":{"type":null}},{"type":null}]},
        "b":{"geometries":[{}]}},"arcs":[[[0,0]]]})");
    REQUIRE(summary.lists.size() == 2);
    CHECK(summary.lists[0].object == "a");
    CHECK(summary.lists[0].count == 4);
    CHECK(summary.lists[0].absent == std::vector<std::int64_t>{2, 4});
    CHECK(summary.lists[1].object == "b");
    CHECK(summary.lists[1].count == 1);
}

TEST_CASE("The old crs member is found by its place") {
    const TempFolder folder;
    const auto named = scan(
        folder,
        R"({"crs":{"type":"name","properties":{"name":"EPSG:32616"}},"features":[{"properties":{"crs":{"type":"x"}}}]})");
    CHECK(named.crs == std::vector<JsonCrs>{{"name", "EPSG:32616"}});
    CHECK(scan(folder, R"({"crs":null,"features":[{"properties":{"a":{"crs":{"type":"name"}}}}]})").crs.empty());
    const auto nested = scan(folder, R"({"crs":{"type":"name","properties":{"name":"a"}},"features":[
        {"geometry":{"crs":{"type":"name","properties":{"name":"b"}}}},{"geometry":{"crs":{"type":"name","properties":{"name":"b"}}}},
        {"geometry":{"\u0043rs":{"TYPE":"Link","properties":{"href":"c"}}}}]})");
    CHECK(nested.crs == std::vector<JsonCrs>{{"name", "a"}, {"name", "b"}, {"link", ""}});
}

TEST_CASE("Documents one after another are counted, with record separators or without") {
    const TempFolder folder;
    CHECK(scan(folder, "{}\n{}\n\n{}").documents == 3);
    CHECK(scan(folder, "\x1e{}\n\x1e{}\n").documents == 2);
}

TEST_CASE("Thirty-two levels are read and one more is refused, before any tree is built") {
    const TempFolder folder;
    const auto nested = [](std::size_t levels) {
        return "{\"a\":" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + "}";
    };
    CHECK(scan(folder, nested(32)).documents == 1);
    CHECK(scan_error(folder, nested(33)).code() == ErrorCode::file_too_nested);
    CHECK(scan_error(folder, nested(100000)).code() == ErrorCode::file_too_nested);
    std::string objects;
    for (int i = 0; i < 100000; ++i) objects += "{\"a\":";
    CHECK(scan_error(folder, objects).code() == ErrorCode::file_too_nested);
    CHECK(scan(folder, "{\"text\":\"" + std::string(1000, '[') + "\\\"" + std::string(1000, '{') + "\"}").documents ==
          1);
}

TEST_CASE("What strict JSON forbids is refused with its line") {
    const TempFolder folder;
    for (const char* const value :
         {"-01",        "1.",    ".5",  "1.0e+", "NaN", "Infinity", "+1",          "0x10",     "[1,]",
          "{\"a\":1,}", "[,1]",  "tru", "nulll", "'a'", "\"\\x\"",  "\"\\u12G4\"", "\"a\tb\"", "[1 2]",
          "{\"a\" 1}",  "{a:1}", "1 2", "[1}",   "01",  "-",        "1e"}) {
        INFO(value);
        const Error error = scan_error(folder, "{\"fine\":true,\n\"value\":" + std::string(value) + "\n}");
        CHECK(error.code() == ErrorCode::file_unreadable);
        CHECK(error.where().row >= 2);
        CHECK(error.where().row <= 3);
    }
}

TEST_CASE("What strict JSON allows is read") {
    const TempFolder folder;
    for (const char* const value : {"-0", "0", "1.5e-10", "1E+2", "1e999", "\"\\u00e1\\n\\/\\\"\"", "[]", "{}", "[ ]",
                                    "true", "false", "null", "\"\xC3\xA1\"", "[1 , 2]", "{\"\":0}"}) {
        INFO(value);
        CHECK(scan(folder, "{\"value\": " + std::string(value) + " }").documents == 1);
    }
}

TEST_CASE("A document that ends in the middle is no document") {
    const TempFolder folder;
    const std::string whole = R"({"type":"FeatureCollection","features":[{"a":-1.5e3,"b":"x\u00e1"}]})";
    for (std::size_t length = 1; length < whole.size(); ++length) {
        INFO(length);
        CHECK(scan_error(folder, whole.substr(0, length)).code() == ErrorCode::file_unreadable);
    }
}

TEST_CASE("What does not begin with an object is no GeoJSON") {
    const TempFolder folder;
    CHECK(scan_error(folder, "[{\"type\":\"Feature\"}]").code() == ErrorCode::file_not_geodata);
    CHECK(scan_error(folder, "[{\"municipio\":\"Norte\"}]").hint().find("CSV") != std::string::npos);
    CHECK(scan_error(folder, "<OGRVRTDataSource/>").code() == ErrorCode::file_not_geodata);
    CHECK(scan_error(folder, "\"text\"").code() == ErrorCode::file_not_geodata);
    CHECK(scan_error(folder, "  \n").code() == ErrorCode::file_empty);
    CHECK(scan_error(folder, std::string_view("\xFF\xFE{\0}\0", 6)).code() == ErrorCode::file_encoding);
}

TEST_CASE("The machine may be stopped between any two bytes") {
    const std::string text = "{\"a\":[1,-2.5e+3,true,null,\"x\\u00e1\\\"\"],\"b\":{}}\n{\"c\":false}";
    Nothing nothing;
    for (std::size_t step = 1; step < text.size(); ++step) {
        JsonMachine machine("pieces", nothing);
        for (std::size_t at = 0; at < text.size(); at += step) {
            machine.take(std::string_view(text).substr(at, step));
        }
        machine.finish();
        CHECK(machine.documents() == 2);
    }
}
