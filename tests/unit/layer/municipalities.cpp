// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

using namespace presencia;
using namespace presencia::drawn;

TEST_CASE("municipalities are sorted by country and code whatever the order of their rows, codes stay text") {
    const Folder folder;
    const auto table = municipalities(
        folder, {feature(named("0201", "Dos"), -88, 13, -87, 14), feature(named("0101", "Uno"), -89, 13, -88, 14)});
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].code == "0101");
    CHECK(table.rows[0].name == "Uno");
    CHECK(table.rows[0].country == "XAA");
    CHECK(table.rows[1].code == "0201");
    // One degree by one degree at 13.5 N is about 12,000 km2.
    CHECK(table.rows[0].area.value() == Approx(11984).epsilon(0.01));
    CHECK(table.ledgers.at(0).read == 2);
    CHECK(table.ledgers.at(0).located == 2);
    CHECK(table.ledgers.at(0).balanced());
}

TEST_CASE("features without geometry or code are left out with their line and reason, and lakes by the filter") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {municipality_source(folder.write(
        "m.geojson", collection({feature(named("01", "A", R"("tipo":"municipio")"), -89, 13, -88, 14),
                                 feature_with(named("02", "B", R"("tipo":"municipio")"), "null"),
                                 feature(R"("code":null,"name":"C","tipo":"municipio")", -88, 13, -87, 14),
                                 feature(R"("code":null,"name":"Lago","tipo":"lago")", -88, 13, -87, 14),
                                 feature_with(named("04", "D", R"("tipo":"municipio")"),
                                              R"({"type":"LineString","coordinates":[[-88,13],[-87,14]]})")})))};
    study.municipalities[0].source.where.field = "tipo";
    study.municipalities[0].source.where.not_in = {"lago"};
    const auto table = municipalities(study);
    const Ledger& ledger = table.ledgers.at(0);
    CHECK(table.rows.size() == 1);
    CHECK(ledger.read == 5);
    CHECK(ledger.filtered == 1);
    CHECK(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::geometry_missing, ErrorCode::municipality_no_code,
                                                    ErrorCode::geometry_unreadable});
    CHECK(ledger.left_out[0].row == 2);
    CHECK(ledger.balanced());
}

TEST_CASE("a self-crossing boundary is repaired, with its area before and after in the notes") {
    const Folder folder;
    const auto table = municipalities(
        folder, {feature_with(named("01", "Moño"),
                              R"({"type":"Polygon","coordinates":[[[-89,13],[-88,14],[-88,13],[-89,14],[-89,13]]]})")});
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].shape.size() == 2);  // two triangles
    CHECK(table.rows[0].area.value() == Approx(11984 / 2).epsilon(0.02));
    const std::string notes = all_notes(table.ledgers.at(0));
    CHECK(notes.find("row 1 (XAA 01 Moño)") != std::string::npos);
    CHECK(notes.find("Self-intersection") != std::string::npos);
    CHECK(notes.find(" km2") != std::string::npos);
}

TEST_CASE("a boundary of which the repair leaves nothing is refused") {
    const Folder folder;
    const auto table = municipalities(
        folder, {feature(named("01", "A"), -89, 13, -88, 14),
                 feature_with(named("02", "Raya"),
                              R"({"type":"Polygon","coordinates":[[[-88,13],[-87,13],[-88,13],[-87,13],[-88,13]]]})")});
    CHECK(table.rows.size() == 1);
    CHECK(reasons(table.ledgers.at(0)) == std::vector<ErrorCode>{ErrorCode::geometry_repair_large});
    CHECK(table.ledgers.at(0).balanced());
}

TEST_CASE("overlaps and holes between municipalities are measured and said") {
    const Folder folder;
    // Four strips around an empty square, one of them over its neighbour.
    const auto table = municipalities(
        folder,
        {feature(named("01", "Sur"), -89, 13.0, -88, 13.3), feature(named("02", "Norte"), -89, 13.7, -88, 14.0),
         feature(named("03", "Oeste"), -89, 13.3, -88.7, 13.7), feature(named("04", "Este"), -88.3, 13.2, -88, 13.7)});
    REQUIRE(table.faults.overlaps.size() == 1);
    CHECK(table.faults.overlaps[0].a == 0);
    CHECK(table.faults.overlaps[0].b == 3);
    REQUIRE(table.faults.holes.size() == 1);
    const std::string notes = all_notes(table.ledgers.at(0));
    CHECK(notes.find("1 overlaps") != std::string::npos);
    CHECK(notes.find("XAA 01 / XAA 04") != std::string::npos);
    CHECK(notes.find("1 holes") != std::string::npos);
}

TEST_CASE("a municipality whose days of validity lie outside the period does not exist in it") {
    const Folder folder;
    study::Study study = empty_study();
    const std::string old_days = R"("desde":"1990-01-01","hasta":"2012-12-31")";
    const std::string new_days = R"("desde":"2013-01-01","hasta":null)";
    study.municipalities = {municipality_source(folder.write(
        "m.geojson",
        collection({feature(named("01", "Viejo", old_days), -89, 13, -88, 14),
                    feature(named("01", "Nuevo", new_days), -89, 13, -88, 14),
                    feature(named("02", "Mal", R"("desde":"1990-02-31","hasta":null)"), -88, 13, -87, 14)})))};
    study.municipalities[0].valid_from = column("desde");
    study.municipalities[0].valid_to = column("hasta");
    const auto table = municipalities(study);
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].name == "Nuevo");
    CHECK(table.ledgers[0].filtered == 1);
    CHECK(reasons(table.ledgers[0]) == std::vector<ErrorCode>{ErrorCode::date_invalid});
}

TEST_CASE("no municipality left stops the run and says what became of those read") {
    const Folder folder;
    const Error error = error_of([&] { municipalities(folder, {feature_with(named("01", "A"), "null")}); });
    CHECK(error.code() == ErrorCode::municipalities_none);
    CHECK(error.detail().find("1 read, 1 rejected") != std::string::npos);
    CHECK(error.detail().find("E2020") != std::string::npos);
}

TEST_CASE("without a column for the code the run stops with the columns there are") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {
        municipality_source(folder.write("m.geojson", collection({feature(R"("zzz":"01")", -89, 13, -88, 14)})))};
    study.municipalities[0].code = {};
    study.municipalities[0].name = {};
    const Error error = error_of([&] { municipalities(study); });
    CHECK(error.code() == ErrorCode::column_missing);
    CHECK(error.where().column == "code");
    CHECK(error.detail().find("zzz") != std::string::npos);
}

TEST_CASE("a table without geometry is no map of municipalities") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {municipality_source(folder.write("m.csv", "code,name\n01,A\n"))};
    CHECK(error_of([&] { municipalities(study); }).code() == ErrorCode::file_not_geodata);
}
