// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include <algorithm>

using namespace presencia;
using namespace presencia::drawn;

// The classes of two public sets of bad GeoJSON, written anew: geojsonhint's test/data/bad (structure) and
// chrieke/geojson-invalid-geometry (rings). A municipality is at stake in each; none may pass in silence.

namespace {

const std::string good = feature(named("0101", "Uno"), -87.3, 14.3, -87.2, 14.4);

enum class Outcome { stopped, left_out, noted, accepted };

/// What becomes of a whole file of municipalities: the good one must be there unless the run stops.
Outcome outcome(const std::string& text) {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {municipality_source(folder.write("m.geojson", text))};
    try {
        const layer::MunicipalityTable table = municipalities(study);
        const Ledger& ledger = table.ledgers.front();
        CHECK(ledger.balanced());
        CHECK(std::any_of(table.rows.begin(), table.rows.end(), [](const layer::Municipality& row) { return row.code == "0101"; }));
        if (ledger.rejected + ledger.duplicates > 0) {
            return Outcome::left_out;
        }
        const bool said = std::any_of(ledger.notes.begin(), ledger.notes.end(), [](const std::string& note) { return note.find("0202") != note.npos || note.find("repaired") != note.npos; });
        return said ? Outcome::noted : Outcome::accepted;
    } catch (const Error& error) {
        CHECK(error.exit_status() >= 3);
        return Outcome::stopped;
    }
}

Outcome of_feature(const std::string& text) {
    return outcome("{\"type\":\"FeatureCollection\",\"features\":[" + good + ",\n" + text + "]}");
}

Outcome of_geometry(const std::string& geometry) {
    return of_feature(feature_with(named("0202", "Dos"), geometry));
}

std::string polygon(const std::string& rings) {
    return R"({"type":"Polygon","coordinates":)" + rings + "}";
}

}  // namespace

TEST_CASE("No geometry that is none passes in silence") {
    const std::vector<std::string> geometries = {
        "null", "[]", "{}", "5", "\"POLYGON((0 0,1 0,1 1,0 0))\"", R"({"type":"Polygon"})", R"({"coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})", polygon("null"), polygon("{}"), polygon("[]"), polygon("5"),
        polygon("\"x\""), polygon("[[]]"), polygon("[null]"), polygon("[[null]]"), polygon("[-87.1,14.3]"), polygon("[[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.3]]"), polygon("[[[[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.3]]]]"),
        polygon("[[[-87.1],[-87],[-87.1],[-87.1]]]"), polygon(R"([[["-87.1","14.3"],["-87","14.3"],["-87","14.4"],["-87.1","14.3"]]])"), polygon("[[[-87.1,14.3],[-87,14.3],null,[-87.1,14.3]]]"),
        polygon("[[[-87.1,14.3],[-87,null],[-87,14.4],[-87.1,14.3]]]"), polygon("[[[-87.1,14.3],[-87,true],[-87,14.4],[-87.1,14.3]]]"), polygon("[[[-87.1,14.3],[-87,{}],[-87,14.4],[-87.1,14.3]]]"),
        R"({"type":"Polygn","coordinates":[[[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.3]]]})", R"({"type":"Hexagon","coordinates":[]})",
        R"({"type":["Polygon"],"coordinates":[[[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.3]]]})", R"({"type":"Point","coordinates":[-87.1,14.3]})", R"({"type":"Point","coordinates":[]})", R"({"type":"Point","coordinates":[-87.1]})",
        R"({"type":"Point","coordinates":["a","b"]})", R"({"type":"LineString","coordinates":[[-87.1,14.3],[-87,14.3]]})", R"({"type":"LineString","coordinates":[[-87.1,14.3]]})", R"({"type":"MultiPoint","coordinates":[[-87.1,14.3]]})",
        R"({"type":"MultiPolygon","coordinates":[]})", R"({"type":"MultiPolygon","coordinates":[[[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.3]]]})", R"({"type":"GeometryCollection"})", R"({"type":"GeometryCollection","geometries":null})",
        R"({"type":"GeometryCollection","geometries":[]})", R"({"type":"GeometryCollection","geometries":[null]})", R"({"type":"GeometryCollection","geometries":[{"type":"Point"}]})", R"({"type":"Topology"})", R"({"type":"Feature"})",
    };
    for (const std::string& geometry : geometries) {
        INFO(geometry);
        const Outcome found = of_geometry(geometry);
        CHECK((found == Outcome::left_out || found == Outcome::stopped));
    }
}

TEST_CASE("No feature that is none passes in silence") {
    const std::string shape = polygon("[[[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.3]]]");
    const std::vector<std::string> features = {
        "null", "5", "\"x\"", "[]", "{}", "true", R"({"type":"Feature"})", R"({"type":"Feature","properties":null,"geometry":null})", R"({"type":"Feature","geometry":)" + shape + "}", R"({"type":"Feature","properties":null,"geometry":)" + shape + "}",
        R"({"type":"Feature","properties":[],"geometry":)" + shape + "}", R"({"type":"Feature","properties":"x","geometry":)" + shape + "}", R"({"type":"Feature","properties":{},"geometry":)" + shape + "}",
        R"({"type":"Feature","properties":{"code":null,"name":"Dos"},"geometry":)" + shape + "}", R"({"type":"Feature","properties":{"code":"0202","name":"Dos"}})", R"({"properties":{"name":"Dos"},"geometry":)" + shape + "}",
        R"({"type":"FeatureCollection","features":[]})", shape,
    };
    for (const std::string& text : features) {
        INFO(text);
        const Outcome found = of_feature(text);
        CHECK((found == Outcome::left_out || found == Outcome::stopped));
    }
}

TEST_CASE("A collection that is none stops the run") {
    for (const std::string& text : {
             std::string("{}"), std::string(R"({"type":"FeatureCollection"})"), std::string(R"({"type":"FeatureCollection","features":null})"), std::string(R"({"type":"FeatureCollection","features":{}})"),
             std::string(R"({"type":"FeatureCollection","features":5})"), std::string(R"({"type":"featurecollection","features":[]})"), "{\"features\":[" + good + "]", "[" + good + "]", "{\"type\":\"FeatureCollection\",\"features\":[" + good + "}",
             std::string(R"({"type":"FeatureCollection","features":[]})"), std::string(R"({"type":"Thing","features":[]})")}) {
        INFO(text);
        CHECK(outcome(text) == Outcome::stopped);
    }
}

TEST_CASE("Rings that are no rings, or cross, are left out or mended and said") {
    const std::string ring = "[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.4],[-87.1,14.3]";
    const std::vector<std::string> shapes = {
        "[[[-87.1,14.3],[-87,14.3],[-87.1,14.3]]]", "[[[-87.1,14.3],[-87.1,14.3],[-87.1,14.3],[-87.1,14.3]]]", "[[[-87.1,14.3],[-87,14.3],[-87.05,14.3],[-87.1,14.3]]]",
        "[[[-87.1,14.3],[-87,14.4],[-87,14.3],[-87.1,14.4],[-87.1,14.3]]]",                                         // bow-tie
        "[[" + ring + "],[[-87.08,14.32],[-86.95,14.32],[-86.95,14.36],[-87.08,14.36],[-87.08,14.32]]]",            // a hole that sticks out
        "[[" + ring + "],[[-86.9,14.32],[-86.85,14.32],[-86.85,14.36],[-86.9,14.32]]]",                             // a hole elsewhere
        "[[" + ring + "],[[-87.08,14.32],[-87.02,14.32],[-87.02,14.38],[-87.08,14.38],[-87.08,14.32]],[[-87.06,14.34],[-87.04,14.34],[-87.04,14.36],[-87.06,14.36],[-87.06,14.34]]]",  // holes in holes
        "[[" + ring + "],[" + ring + "]]",                                                                          // a hole as large as all
        "[[[-87.1,14.3],[-87,14.3],[-87,14.4],[-86.95,14.4],[-87,14.4],[-87.1,14.4],[-87.1,14.3]]]",                // a spike
        "[[[500,95],[501,95],[501,96],[500,95]]]", "[[[-87.1,14.3],[-87,14.3],[1e999,14.4],[-87.1,14.3]]]", "[[[-87.1,14.3],[-87,14.3],[-87,91],[-87.1,14.3]]]", "[[[-181,14.3],[-180.5,14.3],[-180.5,14.4],[-181,14.3]]]",
    };
    for (const std::string& rings : shapes) {
        INFO(rings);
        CHECK(of_geometry(polygon(rings)) != Outcome::accepted);
    }
    const std::string overlapping = R"({"type":"MultiPolygon","coordinates":[[[)" + ring + "]],[[[-87.05,14.3],[-86.95,14.3],[-86.95,14.4],[-87.05,14.4],[-87.05,14.3]]]]}";
    CHECK(of_geometry(overlapping) == Outcome::noted);
}

TEST_CASE("What is only unusual is read as it is meant") {
    const std::vector<std::string> shapes = {
        polygon("[[[-87.1,14.3],[-87.1,14.4],[-87,14.4],[-87,14.3],[-87.1,14.3]]]"),                               // clockwise outside
        polygon("[[[-87.1,14.3,100],[-87,14.3,100],[-87,14.4,100],[-87.1,14.4,100],[-87.1,14.3,100]]]"),           // heights
        polygon("[[[-87.1,14.3],[-87,14.3],[-87,14.3],[-87,14.4],[-87.1,14.4],[-87.1,14.3]]]"),                    // a corner twice
        R"({"type":"MultiPolygon","coordinates":[[[[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.4],[-87.1,14.3]]]]})",
        R"({"type":"polygon","coordinates":[[[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.3]]]})",                  // in small letters
        R"({"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[[[-87.1,14.3],[-87,14.3],[-87,14.4],[-87.1,14.4],[-87.1,14.3]]]}]})",
    };
    for (const std::string& shape : shapes) {
        INFO(shape);
        CHECK(of_geometry(shape) == Outcome::accepted);
    }
}
