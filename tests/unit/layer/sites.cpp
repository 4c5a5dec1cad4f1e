// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include <algorithm>
#include <cmath>

using namespace presencia;
using namespace presencia::drawn;

namespace {

study::SiteSource site_source(study::Source source) {
    study::SiteSource out;
    out.name = "posts";
    out.source = std::move(source);
    out.family = constant("law_enforcement");
    out.kind = constant("service");
    return out;
}

layer::SiteTable sites(const study::Study& study) {
    SilentProgress progress;
    return layer::read_sites(study, dialects(), progress);
}

study::Study study_of(study::SiteSource source) {
    study::Study study = empty_study();
    study.sites = {std::move(source)};
    return study;
}

}  // namespace

TEST_CASE("a site has its place, dates, numbers and the reach of its family where none is given") {
    const Folder folder;
    study::SiteSource source = site_source(folder.write(
        "s.csv", "id,nombre,lon,lat,inicio,fin,agentes,monto\nP1,Centro,-88.5,13.5,2010-01-01,,44,1000.5\n"));
    source.x = column("lon");
    source.y = column("lat");
    source.id = column("id");
    source.site_name = column("nombre");
    source.start = column("inicio");
    source.end = column("fin");
    source.staff = column("agentes");
    source.amount = column("monto");
    const auto table = sites(study_of(source));
    REQUIRE(table.rows.size() == 1);
    const layer::Site& site = table.rows[0];
    CHECK(site.row == 2);
    CHECK(site.id == "P1");
    CHECK(site.name == "Centro");
    CHECK(site.position.longitude() == -88.5);
    CHECK(site.start.iso() == "2010-01-01");
    CHECK_FALSE(site.end.defined());
    CHECK(site.last_event.iso() == "2010-01-01");
    CHECK(site.staff == 44.0);
    CHECK(site.amount == 1000.5);
    CHECK(std::isnan(site.capacity));
    CHECK(site.reach.km == 5.0);
    CHECK(site.reach_assumed);
    CHECK(site.operating_status);
    CHECK(table.ledgers.at(0).read == 1);
    CHECK(table.ledgers[0].layer == "posts");
}

TEST_CASE("a declared reach is kept and not called an assumption") {
    const Folder folder;
    study::SiteSource source = site_source(folder.write("s.csv", "lon,lat\n-88.5,13.5\n"));
    source.reach.municipality = true;
    const auto table = sites(study_of(source));
    REQUIRE(table.rows.size() == 1);
    CHECK_FALSE(table.rows[0].reach.km);
    CHECK_FALSE(table.rows[0].reach_assumed);
}

TEST_CASE("a row without usable coordinates is a site where it names its municipality, and rejected where not") {
    const Folder folder;
    study::SiteSource source =
        site_source(folder.write("s.csv", "lon,lat,muni\n,,0101\n,,\nx,13,\n-200,13,0102\n0,0,\n-88,13,\n"));
    source.x = column("lon");
    source.y = column("lat");
    source.municipality = column("muni");
    const auto table = sites(study_of(source));
    const Ledger& ledger = table.ledgers.at(0);
    CHECK(table.rows.size() == 3);
    CHECK(ledger.read == 6);
    CHECK(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::row_blank, ErrorCode::value_not_number,
                                                    ErrorCode::coordinates_null_island});
    CHECK(ledger.filtered == 1);
    for (const Reject& reject : ledger.left_out) CHECK(reject.value.empty());  // never a coordinate
    CHECK(std::count_if(table.rows.begin(), table.rows.end(),
                        [](const layer::Site& s) { return s.position.defined(); }) == 1);
}

TEST_CASE("a polygon is repaired, keeps its area and stands at a point within it") {
    const Folder folder;
    study::SiteSource source = site_source(folder.write(
        "s.geojson",
        collection(
            {feature(R"("id":"a")", -88.1, 13.0, -88.0, 13.1),
             feature_with(R"("id":"b")", R"({"type":"Point","coordinates":[-88.5,13.5]})"),
             feature_with(R"("id":"c")",
                          R"({"type":"Polygon","coordinates":[[[-89,13],[-88,14],[-88,13],[-89,14],[-89,13]]]})"),
             feature_with(R"("id":"d")", R"({"type":"LineString","coordinates":[[-88,13],[-87,14]]})")})));
    source.id = column("id");
    const auto table = sites(study_of(source));
    REQUIRE(table.rows.size() == 3);
    const layer::Site& campus = table.rows[0];
    CHECK(campus.id == "a");
    REQUIRE(campus.area.size() == 1);
    CHECK(campus.position.longitude() == Approx(-88.05).margin(0.01));
    CHECK(campus.position.latitude() == Approx(13.05).margin(0.01));
    CHECK(table.rows[1].area.empty());
    CHECK(table.rows[2].area.size() == 2);
    CHECK(reasons(table.ledgers[0]) == std::vector<ErrorCode>{ErrorCode::geometry_unreadable});
    CHECK(all_notes(table.ledgers[0]).find("geometry repaired, row 3") != std::string::npos);
}

TEST_CASE("the same site twice is kept once, one id with two contents is none") {
    const Folder folder;
    study::SiteSource source = site_source(folder.write(
        "s.csv", "id,lon,lat\nA,-88,13\nA,-88,13\nB,-88.1,13\nB,-88.2,13\nB,-88.1,13\n,-88,13.5\n,-88,13.5\n"));
    source.id = column("id");
    const auto table = sites(study_of(source));
    const Ledger& ledger = table.ledgers.at(0);
    CHECK(table.rows.size() == 3);  // A, and the two without an id
    CHECK(ledger.duplicates == 1);
    CHECK(ledger.rejected == 3);
    CHECK(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::row_duplicate, ErrorCode::duplicate_conflict,
                                                    ErrorCode::duplicate_conflict, ErrorCode::duplicate_conflict});
    CHECK(ledger.left_out[0].row == 3);
}

TEST_CASE("shuffled rows give the same table of sites") {
    const Folder folder;
    const auto read = [&](const std::string& rows) {
        study::SiteSource source = site_source(folder.write("s.csv", "id,lon,lat\n" + rows));
        source.id = column("id");
        std::vector<std::string> ids;
        for (const layer::Site& site : sites(study_of(source)).rows) ids.push_back(site.id);
        return ids;
    };
    CHECK(read("C,-88,13\nA,-88.1,13\nB,-88.2,13\n") == std::vector<std::string>{"A", "B", "C"});
    CHECK(read("B,-88.2,13\nC,-88,13\nA,-88.1,13\n") == std::vector<std::string>{"A", "B", "C"});
}

TEST_CASE("text in a number leaves the site in, without the number, and says so") {
    const Folder folder;
    study::SiteSource source =
        site_source(folder.write("s.csv", "lon,lat,agentes\n-88,13,muchos\n-88,13.1,-3\n-88,13.2,\n"));
    source.staff = column("agentes");
    const auto table = sites(study_of(source));
    REQUIRE(table.rows.size() == 3);
    for (const layer::Site& site : table.rows) CHECK(std::isnan(site.staff));
    const std::string notes = all_notes(table.ledgers[0]);
    CHECK(notes.find("2 rows without a valid number in column agentes") != std::string::npos);
    CHECK(notes.find("row 2: \"muchos\"") != std::string::npos);
}

TEST_CASE("a layer that can be placed by nothing stops the run") {
    const Folder folder;
    const Error error = error_of([&] { sites(study_of(site_source(folder.write("s.csv", "zzz\n1\n")))); });
    CHECK(error.code() == ErrorCode::column_missing);
    CHECK(error.detail().find("zzz") != std::string::npos);
}

TEST_CASE("swapped coordinates of sites stop the run with both columns") {
    const Folder folder;
    study::SiteSource source = site_source(folder.write("s.csv", "a,b\n14,-91\n14.5,-90.5\n14.5,-92\n"));
    source.x = column("a");
    source.y = column("b");
    const Error error = error_of([&] { sites(study_of(source)); });
    CHECK(error.code() == ErrorCode::coordinates_swapped);
    CHECK(error.where().column == "a, b");
}

TEST_CASE("projected columns need their system, and are transformed by it") {
    const Folder folder;
    study::SiteSource source = site_source(folder.write("s.csv", "x,y\n470000,1550000\n"));
    source.x = column("x");
    source.y = column("y");
    CHECK(error_of([&] { sites(study_of(source)); }).code() == ErrorCode::crs_missing);
    source.source.crs = "EPSG:32616";
    const auto table = sites(study_of(source));
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].position.longitude() == Approx(-87.278).margin(0.01));
}

TEST_CASE("a title of a site that is longer than a name may be is shown shortened, and counted") {
    const Folder folder;
    study::SiteSource source = site_source(folder.write("s.csv", "lon,lat,nombre\n-88.5,13.5," + std::string(300, 'a') + "\n-88.6,13.5," + std::string(255, 'b') + "\n"));
    source.x = column("lon");
    source.y = column("lat");
    source.site_name = column("nombre");
    const auto table = sites(study_of(source));
    REQUIRE(table.rows.size() == 2);
    std::vector<std::size_t> lengths{table.rows[0].name.size(), table.rows[1].name.size()};
    CHECK(lengths == std::vector<std::size_t>{255, 255});
    CHECK(all_notes(table.ledgers[0]).find("1 names, partners or ids of more than 255 bytes: shown shortened") != std::string::npos);
}
