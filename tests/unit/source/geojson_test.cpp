// SPDX-License-Identifier: Apache-2.0
#include "feature_text.hpp"
#include "source_files.hpp"
#include "vector_writer.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

TEST_CASE("GeoJSON without a crs is longitude and latitude, feature by feature") {
    const TempFolder folder;
    const auto content =
        read_all(folder.write("a.geojson", collection(feature(R"("code":"0501","people":719063)", point) + "," +
                                                      feature(R"("code":"0502","people":null)", "null"))));
    CHECK(content.crs == "EPSG:4326");
    CHECK(content.has_geometry);
    CHECK(content.columns == std::vector<std::string>{"code", "people"});
    REQUIRE(content.rows.size() == 2);
    CHECK(content.rows[0].row == 1);
    CHECK(content.rows[0].cells == std::vector<std::string>{"0501", "719063"});
    CHECK(wkt_of(content.rows[0].wkb) == "POINT (-87.2 14.1)");
    CHECK(content.rows[1].row == 2);
    CHECK(content.rows[1].cells[1].empty());
    CHECK(content.rows[1].wkb.empty());
}

TEST_CASE("Values keep the text of the file: dates, large numbers, reals, truth, lists") {
    const TempFolder folder;
    const auto content = read_all(folder.write(
        "values.geojson",
        collection(feature(
            R"("day":"2021-02-30","slash":"2011/03/05","large":9007199254740993,"huge":12345678901234567890,)"
            R"("whole":100000.0,"tenth":0.1,"tiny":1e-7,"yes":true,"none":null,"list":["a","b"],"numbers":[1,2])",
            point))));
    REQUIRE(content.rows.size() == 1);
    CHECK(content.rows[0].cells == std::vector<std::string>{"2021-02-30", "2011/03/05", "9007199254740993",
                                                            ">9223372036854775807", "100000", "0.1", "1e-07", "true",
                                                            "", "a|b", "1|2"});
}

TEST_CASE("Features whose coordinates make no geometry stay as rows without one") {
    const TempFolder folder;
    const auto content = read_all(folder.write(
        "odd.geojson",
        collection(feature("\"n\":1", R"({"type":"Point","coordinates":["x","y"]})") + "," +
                   feature("\"n\":2", R"({"type":"Nonsense","coordinates":[1,2]})") + "," +
                   feature("\"n\":3", R"({"type":"Polygon","coordinates":[]})") + "," +
                   feature("\"n\":4", R"({"type":"Polygon","coordinates":"x"})") + "," + feature("\"n\":5", point))));
    REQUIRE(content.rows.size() == 5);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(content.rows[i].cells[0] == std::to_string(i + 1));
        CHECK(content.rows[i].wkb.empty());
    }
    CHECK_FALSE(content.rows[4].wkb.empty());
}

TEST_CASE("Elements that are no features stop the run or stay as rows without geometry, and never vanish") {
    const TempFolder folder;
    const auto with = [&](const std::string& stranger) {
        return folder.write("strange.geojson",
                            collection(feature("\"n\":1", point) + "," + stranger + "," + feature("\"n\":2", point)));
    };
    CHECK(error_of_file(with("null")).code() == ErrorCode::file_unreadable);
    CHECK(error_of_file(with("7")).code() == ErrorCode::file_unreadable);
    CHECK(error_of_file(with("[]")).code() == ErrorCode::file_unreadable);
    for (const char* const stranger : {"{}", "{\"type\":\"Nonsense\"}"}) {
        const auto content = read_all(with(stranger));
        REQUIRE(content.rows.size() == 3);
        CHECK(content.rows[1].wkb.empty());
        CHECK(content.rows[2].cells[0] == "2");
    }
}

TEST_CASE("A GeoJSON whose features all lack a geometry still has geometry to miss") {
    const TempFolder folder;
    const auto content = read_all(folder.write("none.geojson", collection(feature("\"n\":1", "null"))));
    CHECK(content.has_geometry);
    REQUIRE(content.rows.size() == 1);
    CHECK(content.rows[0].wkb.empty());
}

TEST_CASE("An old crs member is honoured, and one that stands for nothing stops the run") {
    const TempFolder folder;
    const auto with_crs = [&](const std::string& crs) {
        return folder.write("crs.geojson", collection(feature("\"n\":1", point), "\"crs\":" + crs + ","));
    };
    const auto named = [&](const std::string& name) {
        return with_crs(R"({"type":"name","properties":{"name":")" + name + "\"}}");
    };
    CHECK(read_all(named("urn:ogc:def:crs:EPSG::32616")).crs.find("UTM zone 16N") != std::string::npos);
    CHECK(read_all(named("EPSG:5367")).crs.find("CRTM05") != std::string::npos);
    for (const char* const wgs84 : {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "EPSG:4326",
                                    "urn:ogc:def:crs:EPSG::4326", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}) {
        INFO(wgs84);
        CHECK(read_all(named(wgs84)).crs == "EPSG:4326");
    }
    CHECK(read_all(with_crs("null")).crs == "EPSG:4326");
    CHECK(error_of_file(named("urn:ogc:def:crs:EPSG::999999")).code() == ErrorCode::crs_unknown);
    CHECK(error_of_file(named("/etc/hostname")).code() == ErrorCode::crs_unknown);
    CHECK(error_of_file(with_crs(R"({"type":"name","properties":{}})")).code() == ErrorCode::crs_unknown);
}

TEST_CASE("A crs repeated in the geometries counts, and one that disagrees stops the run") {
    const TempFolder folder;
    const auto crs = [](const std::string& name) {
        return R"("crs":{"type":"name","properties":{"name":")" + name + "\"}}";
    };
    const auto placed = [&](const std::string& name) {
        return R"({"type":"Point",)" + crs(name) + R"(,"coordinates":[5,6]})";
    };
    const auto utm = placed("EPSG:32616");
    CHECK(read_all(folder.write("a.geojson", collection(feature("", utm) + "," + feature("", utm))))
              .crs.find("UTM zone 16N") != std::string::npos);
    CHECK(
        error_of_file(folder.write("b.geojson", collection(feature("", utm) + "," + feature("", placed("EPSG:32617")))))
            .code() == ErrorCode::crs_unknown);
    CHECK(error_of_file(folder.write("c.geojson", collection(feature("", utm), crs("EPSG:4326") + ","))).code() ==
          ErrorCode::crs_unknown);
    CHECK(read_all(folder.write("d.geojson", collection(feature("\"crs\":{\"a\":1}", point)))).crs == "EPSG:4326");
}

TEST_CASE("Newline-delimited GeoJSON is read under either name") {
    const TempFolder folder;
    const std::string lines = feature("\"c\":\"01\"", point) + "\n" + feature("\"c\":\"02\"", "null") + "\n";
    for (const char* const name : {"a.ndjson", "a.geojsonl", "a.geojson"}) {
        const auto content = read_all(folder.write(name, lines));
        REQUIRE(content.rows.size() == 2);
        CHECK(content.rows[1] == Row{2, {"02"}, ""});
    }
    CHECK(read_all(folder.write("one.ndjson", feature("\"c\":\"01\"", point))).rows.size() == 1);
    const Error broken = error_of_file(folder.write("bad.ndjson", lines + "{\"type\":\"Feature\",}\n" + lines));
    CHECK(broken.code() == ErrorCode::file_unreadable);
    CHECK(broken.where().row == 3);
    CHECK(error_of_file(folder.write("foreign.ndjson", lines + "{\"foo\":1}\n" + lines)).code() ==
          ErrorCode::file_unreadable);
}

TEST_CASE("TopoJSON with quantised arcs and no crs is longitude and latitude") {
    const TempFolder folder;
    const std::string topology =
        R"({"type":"Topology","crs":null,"objects":{"HN":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","arcs":[[0]],"id":"HN.AT","properties":{"name":"Atlántida"}},
        {"type":null,"properties":{}},
        {"type":"Polygon","arcs":[[-1]],"properties":{"name":"twin"}}]}},
        "arcs":[[[0,0],[10,0],[0,10],[-10,-10]]],"transform":{"scale":[0.1,0.1],"translate":[-88,15]}})";
    const auto content = read_all(folder.write("a.topojson", topology));
    CHECK(content.crs == "EPSG:4326");
    CHECK(content.columns == std::vector<std::string>{"id", "name"});
    REQUIRE(content.rows.size() == 2);
    CHECK(content.rows[0].cells == std::vector<std::string>{"HN.AT", "Atlántida"});
    CHECK(wkt_of(content.rows[0].wkb) == "POLYGON ((-88 15,-87 15,-87 16,-88 15))");
    CHECK(content.rows[1].row == 3);
    REQUIRE(content.faults.size() == 1);
    CHECK(content.faults[0].row == 2);
    CHECK(content.faults[0].code == ErrorCode::geometry_missing);
}

TEST_CASE("A TopoJSON of several objects asks for one and reads the one named") {
    const TempFolder folder;
    ReadPlan plan = plan_for(folder.write("two.json", R"({"type":"Topology","objects":{
        "a":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2],"properties":{"n":"a"}}]},
        "b":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[3,4],"properties":{"n":"b"}}]}},"arcs":[]})"));
    const Error error = error_of([&] { read_all(plan); });
    CHECK(error.code() == ErrorCode::file_layer_ambiguous);
    CHECK(error.detail() == "a, b");
    plan.layer = "b";
    const auto content = read_all(plan);
    REQUIRE(content.rows.size() == 1);
    CHECK(content.rows[0].cells == std::vector<std::string>{"", "b"});
}

TEST_CASE("Bytes that are not UTF-8 in a property are a fault of that feature alone") {
    const TempFolder folder;
    const auto content = read_all(folder.write("latin.geojson", collection(feature("\"n\":\"Atl\xE1ntida\"", point) +
                                                                           "," + feature("\"n\":\"Yoro\"", point))));
    REQUIRE(content.rows.size() == 1);
    CHECK(content.rows[0].row == 2);
    REQUIRE(content.faults.size() == 1);
    CHECK(content.faults[0].row == 1);
    CHECK(content.faults[0].column == "n");
    CHECK(content.faults[0].code == ErrorCode::encoding_invalid);
}

TEST_CASE("JSON that is no geodata is said to be none") {
    const TempFolder folder;
    for (const char* const text :
         {"{\"a\":1}", "[1,2]", "{\"type\":\"FeatureCollection\"}", "{\"type\":\"Other\",\"features\":[]}"}) {
        INFO(text);
        CHECK(error_of_file(folder.write("other.json", text)).code() == ErrorCode::file_not_geodata);
    }
}

TEST_CASE("A geometry of a million corners or ten thousand rings is read, and one more is a fault of that feature") {
    const TempFolder folder;
    const auto line = [](std::size_t corners) {
        std::string text = R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[)";
        for (std::size_t k = 0; k < corners; ++k) text += k == 0 ? "[0,0]" : k % 2 == 0 ? ",[0,0]" : ",[1,1]";
        return text + "]}}";
    };
    const auto rings = [](std::size_t count) {
        std::string text = R"({"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[)";
        for (std::size_t k = 0; k < count; ++k) text += k == 0 ? "[[[0,0],[1,0],[1,1],[0,0]]]" : ",[[[0,0],[1,0],[1,1],[0,0]]]";
        return text + "]}}";
    };
    const auto collection = [](const std::string& one, const std::string& other) {
        return R"({"type":"FeatureCollection","features":[)" + one + "," + other + "]}";
    };
    for (const auto& [fits, beyond] : {std::pair(line(1'000'000), line(1'000'001)), std::pair(rings(10'000), rings(10'001))}) {
        const Content content = read_all(plan_for(folder.write("large.geojson", collection(fits, beyond))));
        CHECK(content.rows.size() == 1);
        REQUIRE(content.faults.size() == 1);
        CHECK(content.faults[0].row == 2);
        CHECK(content.faults[0].code == ErrorCode::file_limit);
    }
}
