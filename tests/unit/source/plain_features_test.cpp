// SPDX-License-Identifier: Apache-2.0
#include "feature_text.hpp"
#include "source/json_layer.hpp"
#include "source/json_layer_reader.hpp"
#include "source/json_scan.hpp"
#include "source/ogr_reader.hpp"
#include "source/open_guard.hpp"
#include "source/vector_format.hpp"
#include "source_files.hpp"

#include <functional>
#include <random>
#include <variant>

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

Content content_of(RowReader& reader) {
    Content content{reader.columns(), reader.crs(), reader.has_geometry(), {}, {}, {}};
    RowBatch batch;
    while (reader.next(batch)) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            Row row{batch.row[i], {}, std::string(batch.wkb.at(i))};
            for (const auto& column : batch.cells) row.cells.emplace_back(column.at(i));
            content.rows.push_back(std::move(row));
        }
        content.faults.insert(content.faults.end(), batch.faults.begin(), batch.faults.end());
    }
    return content;
}

/// What GDAL makes of the file: the peer of all that follows.
std::variant<Content, ErrorCode> by_gdal(const ReadPlan& plan) {
    try {
        const InputFile file = open_regular_file(plan.path, plan.shown_name);
        const JsonSummary summary = scan_json(file);
        VectorFormat format = *vector_format(plan.path);
        if (summary.documents > 1) format.drivers = {"GeoJSONSeq"};
        OgrReader reader(plan, format, &summary);
        return content_of(reader);
    } catch (const Error& error) {
        return error.code();
    }
}

std::shared_ptr<const JsonLayer> plain_layer(const ReadPlan& plan) {
    InputFile file = open_regular_file(plan.path, plan.shown_name);
    return find_json_layer(file, plan);
}

/// Whether the file went by our own reader; what that gave is what GDAL gives.
bool read_alike(const ReadPlan& plan) {
    const auto expected = by_gdal(plan);
    std::shared_ptr<const JsonLayer> layer;
    try {
        layer = plain_layer(plan);
    } catch (const Error& error) {
        REQUIRE(std::holds_alternative<ErrorCode>(expected));
        REQUIRE(std::get<ErrorCode>(expected) == error.code());
    }
    if (!layer) {
        return false;
    }
    REQUIRE(std::holds_alternative<Content>(expected));
    const Content& theirs = std::get<Content>(expected);
    JsonLayerReader reader(layer, plan.batch_rows);
    for (const Content& ours : {content_of(reader), content_of(*reader.again(3))}) {
        REQUIRE(ours.columns == theirs.columns);
        REQUIRE(ours.crs == theirs.crs);
        REQUIRE(ours.rows.size() == theirs.rows.size());
        for (std::size_t k = 0; k < ours.rows.size(); ++k) {
            CAPTURE(k, ours.rows[k].cells, theirs.rows[k].cells);
            REQUIRE(ours.rows[k] == theirs.rows[k]);
        }
        REQUIRE(theirs.faults.empty());
    }
    return true;
}

class Draw {
public:
    explicit Draw(std::uint64_t seed) : random_(seed) {}
    std::size_t below(std::size_t limit) { return random_() % limit; }
    bool one_in(std::size_t n) { return below(n) == 0; }
    std::string any(const std::vector<std::string>& of) { return of[below(of.size())]; }
    std::string digits(std::size_t most) {
        std::string out(1, static_cast<char>('1' + below(9)));
        for (std::size_t n = below(most); n > 0; --n) out += static_cast<char>('0' + below(10));
        return out;
    }

    std::string coordinate() { return (one_in(2) ? "-" : "") + digits(2) + (one_in(9) ? "" : "." + digits(15)); }
    std::string position() { return "[" + coordinate() + blank() + "," + blank() + coordinate() + (one_in(6) ? ",12.5" : "") + "]"; }
    std::string ring() {
        const std::string first = position();
        std::string out = "[" + first;
        for (std::size_t n = 2 + below(4); n > 0; --n) out += "," + blank() + position();
        return out + "," + first + "]";
    }
    std::string polygon() { return "[" + ring() + (one_in(3) ? "," + ring() : "") + "]"; }
    std::string geometry() {
        if (one_in(12)) return "null";
        const std::string kind = one_in(2) ? "Point" : one_in(2) ? "Polygon" : "MultiPolygon";
        const std::string where = kind == "Point" ? position() : kind == "Polygon" ? polygon() : "[" + polygon() + (one_in(2) ? " , " + polygon() : "") + "]";
        const std::string type = "\"type\":" + blank() + "\"" + kind + "\"", coordinates = "\"coordinates\":" + where;
        return one_in(4) ? "{" + coordinates + "," + type + "}" : "{" + type + "," + blank() + coordinates + "}";
    }
    std::string value(std::size_t kind) {
        if (one_in(9)) return "null";
        switch (kind) {
            case 0: return "\"" + any({"robo", "2013-05-02", slashes_ ? "2013/05/02" : "2013-12-31", "2013-02-30", "", "Olá ñ", "12", "a\\\"b\\\\ \\n \\u00e9\\u20AC", "true", "10:30:00", "2013-05-02T10:00:00Z"}) + "\"";
            case 1: return (one_in(3) ? "-" : "") + digits(17);
            case 2: return one_in(3) ? digits(9) : (one_in(3) ? "-" : "") + digits(6) + "." + digits(17);
            default: return one_in(2) ? "true" : "false";
        }
    }
    std::string blank() { return blanks_ && one_in(5) ? any({" ", "\t", "  "}) : ""; }
    void with_blanks(bool wanted) { blanks_ = wanted; }
    void with_slashes(bool wanted) { slashes_ = wanted; }

private:
    std::mt19937_64 random_;
    bool blanks_ = false;
    bool slashes_ = true;
};

struct Drawn {
    std::string text, name;
};

/// A file of plain features, in one of the ways in which such files are written.
Drawn draw_plain(Draw& draw, bool lines) {
    draw.with_blanks(draw.one_in(2));
    draw.with_slashes(!lines);  // see below
    const std::size_t columns = 1 + draw.below(4);
    std::vector<std::size_t> kinds;
    for (std::size_t k = 0; k < columns; ++k) kinds.push_back(draw.below(4));
    const bool points_only = draw.one_in(2);
    const bool properties_first = draw.one_in(2);
    std::string text;
    const std::size_t count = 2 + draw.below(60);
    for (std::size_t n = 0; n < count; ++n) {
        std::string properties = "\"properties\":{";
        for (std::size_t k = 0; k < columns; ++k) properties += (k > 0 ? "," + draw.blank() : "") + "\"c " + std::to_string(k) + "\":" + draw.blank() + draw.value(kinds[k]);
        const std::string geometry = "\"geometry\":" + (points_only ? "{\"type\":\"Point\",\"coordinates\":" + draw.position() + "}" : draw.geometry());
        const std::string feature = "{\"type\":\"Feature\"," + (properties_first ? properties + "}," + geometry : geometry + "," + draw.blank() + properties + "}") + draw.blank() + "}";
        text += lines ? feature + (draw.one_in(3) ? "\r\n" : "\n") : (n > 0 ? "," + draw.any({"", "\n", " \r\n"}) : "") + feature;
    }
    if (lines) return {text, "drawn.geojsonl"};
    const std::string head = draw.any({"{\"type\":\"FeatureCollection\",", "{\n\"type\": \"FeatureCollection\", \"name\": \"x\",\n",
                                       R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},)",
                                       R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32616"}},)"});
    return {head + "\"features\":" + draw.any({"[", " [\n"}) + text + draw.any({"]}", "\n]\n}\n", "],\"bbox\":[1,2,3,4]}"}), "drawn.geojson"};
}

}  // namespace

TEST_CASE("Plain features are read as GDAL reads them, whatever the block and the batch") {
    Draw draw(20131);
    for (int k = 0; k < 400; ++k) {
        const TempFolder folder;
        const Drawn drawn = draw_plain(draw, k % 3 == 0);
        ReadPlan plan = plan_for(folder.write(drawn.name, drawn.text));
        for (const std::size_t block : {std::size_t{256}, std::size_t{600}, std::size_t{1} << 20}) {
            plan.block_bytes = block;
            plan.batch_rows = 1 + draw.below(70);
            CAPTURE(k, drawn.text, block);
            REQUIRE(read_alike(plan));
        }
    }
}

TEST_CASE("A damaged file is never read by ourselves unless GDAL reads the same of it") {
    Draw draw(77);
    int ours = 0, others = 0;
    for (int k = 0; k < 3000; ++k) {
        const TempFolder folder;
        Drawn drawn = draw_plain(draw, k % 3 == 0);
        for (std::size_t n = 1 + draw.below(2); n > 0; --n) {
            const std::size_t at = draw.below(drawn.text.size());
            switch (draw.below(4)) {
                case 0: drawn.text.erase(at, 1 + draw.below(3)); break;
                case 1: drawn.text.insert(at, 1, static_cast<char>(draw.below(256))); break;
                case 2: drawn.text[at] = draw.any({"\"", "{", "}", "[", "]", ",", ":", "\\", "0", "e", "-", ".", "\n", "n", "x"})[0]; break;
                default: drawn.text.resize(draw.one_in(10) ? at + 1 : drawn.text.size()); break;
            }
        }
        if (drawn.text.empty()) continue;
        ReadPlan plan = plan_for(folder.write(drawn.name, drawn.text));
        plan.block_bytes = draw.one_in(2) ? 300 : std::size_t{1} << 20;
        CAPTURE(k, drawn.text);
        ++(read_alike(plan) ? ours : others);
    }
    CHECK(ours > 300);
    CHECK(others > 300);
}

TEST_CASE("Dates line by line stay as the file writes them, which GDAL's reader of lines does not do") {
    const TempFolder folder;
    const auto path = folder.write("dates.ndjson", feature(R"("d":"2013/05/02")") + "\n" + feature(R"("d":"2013-02-30")") + "\n");
    const Content ours = read_all(path);
    REQUIRE(ours.rows.size() == 2);
    CHECK(ours.rows[0].cells[0] == "2013/05/02");
    CHECK(ours.rows[1].cells[0] == "2013-02-30");
    CHECK(std::get<Content>(by_gdal(plan_for(path))).rows.at(0).cells.at(0) == "2013-05-02");
}

TEST_CASE("What GDAL has to choose about is left to GDAL") {
    const std::string plain = feature(R"("n":1)");
    const std::pair<const char*, std::string> strange[] = {
        {"a text and a number in one column", collection(plain + "," + feature(R"("n":"1")"))},
        {"truth and a number", collection(plain + "," + feature(R"("n":true)"))},
        {"another name", collection(plain + "," + feature(R"("m":1)"))},
        {"a name less", collection(feature(R"("n":1,"m":2)") + "," + plain)},
        {"names that differ in case", collection(feature(R"("n":1,"N":2)"))},
        {"a list", collection(feature(R"("n":[1])"))},
        {"an object", collection(feature(R"("n":{"a":1})"))},
        {"an exponent", collection(feature(R"("n":1e3)"))},
        {"a number beyond 64 bits", collection(feature(R"("n":12345678901234567890)"))},
        {"minus nothing", collection(feature(R"("n":-0)"))},
        {"half a surrogate pair", collection(feature(R"("n":"\ud83d")"))},
        {"a NUL", collection(feature(R"("n":"a\u0000b")"))},
        {"bytes that are not UTF-8", collection(feature("\"n\":\"viol\xF3\""))},
        {"an open ring", collection(feature(R"("n":1)", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})"))},
        {"a ring of three", collection(feature(R"("n":1)", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]})"))},
        {"a line", collection(feature(R"("n":1)", R"({"type":"LineString","coordinates":[[0,0],[1,0]]})"))},
        {"four numbers", collection(feature(R"("n":1)", R"({"type":"Point","coordinates":[1,2,3,4]})"))},
        {"a crs in a geometry", collection(feature(R"("n":1)", R"({"type":"Point","crs":null,"coordinates":[1,2]})"))},
        {"an id of its own", R"({"type":"FeatureCollection","features":[{"id":7,"type":"Feature","properties":{"n":1},"geometry":null}]})"},
        {"no properties", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":null}]})"},
        {"two lists", R"({"type":"FeatureCollection","features":[)" + plain + R"(],"features":[)" + plain + "]}"},
        {"an unknown member", collection(plain, R"("geometryType":"esriGeometryPoint",)")},
        {"another type", R"({"type":"Topology","features":[)" + plain + "]}"},
        {"nothing", collection("")},
        {"one feature alone", plain},
        {"a blank line between lines", plain + "\n\n" + plain},
        {"two on a line", plain + " " + plain},
        {"a feature over two lines", plain + "\n" + R"({"type":"Feature",)" + "\n" + R"("properties":{"n":1},"geometry":null})"},
        {"record separators", "\x1e" + plain + "\n\x1e" + plain + "\n"},
        {"something behind", collection(plain) + "x"},
        {"two collections", collection(plain) + "\n" + collection(plain)},
    };
    for (const auto& [what, text] : strange) {
        const TempFolder folder;
        CAPTURE(what);
        CHECK_FALSE(plain_layer(plan_for(folder.write("strange.geojson", text))));
    }
    const TempFolder folder;
    CHECK(plain_layer(plan_for(folder.write("plain.geojson", collection(plain)))));
    ReadPlan named = plan_for(folder.path() / "plain.geojson");
    named.layer = "plain";
    CHECK_FALSE(plain_layer(named));
}

TEST_CASE("A file that changes between two looks is an error, never other rows") {
    const TempFolder folder;
    std::string text;
    for (int k = 0; k < 100; ++k) text += (k > 0 ? "," : "") + feature("\"n\":" + std::to_string(100 + k));
    const auto path = folder.write("changing.geojson", collection(text));
    const auto layer = plain_layer(plan_for(path));
    REQUIRE(layer);
    std::string changed = collection(text);
    changed.replace(changed.find("\"n\":150"), 7, "\"n\":\"1\"");
    folder.write("changing.geojson", changed);
    CHECK(error_of([&] {
              JsonLayerReader reader(layer, 10);
              content_of(reader);
          }).code() == ErrorCode::file_unreadable);
    folder.write("changing.geojson", collection(text).substr(0, 5000));
    CHECK(error_of([&] {
              JsonLayerReader reader(layer, 10);
              content_of(reader);
          }).code() == ErrorCode::file_unreadable);
}
