// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

using namespace presencia;
using namespace presencia::drawn;

TEST_CASE("features that share country, code and name are parts of one municipality, its people counted once") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {municipality_source(folder.write(
        "m.geojson", collection({feature(named("01", "Islas", R"("p":500,"d":"B")"), -89, 13, -88, 14),
                                 feature(named("01", "ISLAS", R"("p":500,"d":"A")"), -87, 13, -86, 14)})))};
    study.municipalities[0].population = column("p");
    study.municipalities[0].department = column("d");
    const auto table = municipalities(study);
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].shape.size() == 2);
    CHECK(table.rows[0].population == 500.0);
    CHECK(table.rows[0].department == "A");
    CHECK(table.ledgers[0].located == 2);
    CHECK(all_notes(table.ledgers[0]).find("2 parts united") != std::string::npos);
}

TEST_CASE("parts that disagree on the people stop the run with both lines") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {municipality_source(
        folder.write("m.geojson", collection({feature(named("01", "Islas", R"("p":500)"), -89, 13, -88, 14),
                                              feature(named("01", "Islas", R"("p":700)"), -87, 13, -86, 14)})))};
    study.municipalities[0].population = column("p");
    const Error error = error_of([&] { municipalities(study); });
    CHECK(error.code() == ErrorCode::municipality_twice);
    CHECK(error.detail().find("m.geojson:1, m.geojson:2") != std::string::npos);
    CHECK(error.detail().find("500 / 700") != std::string::npos);
}

TEST_CASE("the same geometry twice is a duplicate, listed as one") {
    const Folder folder;
    const auto table = municipalities(
        folder, {feature(named("01", "A"), -89, 13, -88, 14), feature(named("01", "A"), -89, 13, -88, 14)});
    CHECK(table.rows.size() == 1);
    CHECK(table.ledgers[0].located == 1);
    CHECK(table.ledgers[0].duplicates == 1);
    REQUIRE(table.ledgers[0].left_out.size() == 1);
    CHECK(table.ledgers[0].left_out[0].code == ErrorCode::row_duplicate);
    CHECK(table.ledgers[0].left_out[0].row == 2);
    CHECK(table.ledgers[0].balanced());
}

TEST_CASE("one code with two names stops the run with every such code") {
    const Folder folder;
    const Error error = error_of([&] {
        municipalities(
            folder,
            {feature(named("01", "Ceiba"), -89, 13, -88, 14), feature(named("01", "Tela"), -88, 13, -87, 14),
             feature(named("02", "Yoro"), -87, 13, -86, 14), feature(named("02", "Olanchito"), -86, 13, -85, 14)});
    });
    CHECK(error.code() == ErrorCode::municipality_two_names);
    CHECK(error.detail().find("XAA 01: \"Ceiba\" (m.geojson:1), \"Tela\" (m.geojson:2)") != std::string::npos);
    CHECK(error.detail().find("XAA 02") != std::string::npos);
    CHECK(error.hint().find("merge_parts") != std::string::npos);
}

TEST_CASE("merge_parts takes one code with two names for one municipality and keeps the lowest name") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {
        municipality_source(folder.write("m.geojson", collection({feature(named("01", "Tela"), -89, 13, -88, 14),
                                                                  feature(named("01", "Ceiba"), -88, 13, -87, 14)})))};
    study.municipalities[0].merge_parts = true;
    const auto table = municipalities(study);
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].name == "Ceiba");
    CHECK(table.rows[0].shape.size() == 1);
    CHECK(all_notes(table.ledgers[0]).find("\"Tela\"") != std::string::npos);
}

TEST_CASE("the same code in two countries is two municipalities") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {municipality_source(folder.write(
                                "a.geojson", collection({feature(named("01", "San Martín"), -89, 13, -88, 14)}))),
                            municipality_source(folder.write(
                                "b.geojson", collection({feature(named("01", "San Martín"), -88, 13, -87, 14)})))};
    study.municipalities[1].country = constant("XBB");
    const auto table = municipalities(study);
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].country == "XAA");
    CHECK(table.rows[1].country == "XBB");
    CHECK(table.ledgers.size() == 2);
    CHECK(table.ledgers[1].source == "b.geojson");
}

TEST_CASE("two boundaries in force one after the other within the period are no parts of one municipality") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {municipality_source(
        folder.write("m.geojson", collection({feature(named("01", "A", R"("v":"2013-06-30")"), -89, 13, -88, 14),
                                              feature(named("01", "A", R"("v":null)"), -89, 13, -87, 14)})))};
    study.municipalities[0].valid_to = column("v");
    const Error error = error_of([&] { municipalities(study); });
    CHECK(error.code() == ErrorCode::municipality_twice);
    CHECK(error.detail().find("validity") != std::string::npos);
}

TEST_CASE("shuffled features give the same municipalities, vertex by vertex") {
    const Folder folder;
    const std::vector<std::string> features{
        feature(named("01", "A"), -89, 13, -88, 14), feature(named("02", "B"), -88, 13, -87, 14),
        feature(named("01", "A"), -89, 14, -88, 15), feature(named("01", "A"), -89, 15.5, -88, 16)};
    const auto one = municipalities(folder, features);
    const auto other = municipalities(folder, {features[3], features[1], features[2], features[0]});
    REQUIRE(one.rows.size() == 2);
    REQUIRE(other.rows.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(one.rows[i].code == other.rows[i].code);
        REQUIRE(one.rows[i].shape.size() == other.rows[i].shape.size());
        for (std::size_t p = 0; p < one.rows[i].shape.size(); ++p)
            CHECK(one.rows[i].shape[p].outer == other.rows[i].shape[p].outer);
    }
}

TEST_CASE("parts that lie over each other are united, and the overlap is said") {
    const Folder folder;
    const auto table = municipalities(
        folder, {feature(named("01", "A"), -89, 13, -88, 14), feature(named("01", "A"), -88.5, 13, -87.5, 14)});
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].area.value() == Approx(1.5 * 11984).epsilon(0.01));
    CHECK(all_notes(table.ledgers[0]).find("they overlap by") != std::string::npos);
}

TEST_CASE("a name that would go into every tile and page is rejected beyond 255 bytes") {
    const Folder folder;
    const std::string just(255, 'a'), longer(256, 'a');
    const auto table = municipalities(folder, {feature(named("01", just), -89, 13, -88, 14), feature(named("02", longer), -88, 13, -87, 14), feature(named(longer, "C"), -87, 13, -86, 14)});
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].name == just);
    CHECK(reasons(table.ledgers[0]) == std::vector<ErrorCode>{ErrorCode::file_limit, ErrorCode::file_limit});
    CHECK(table.ledgers[0].left_out[0].row == 2);
    CHECK(table.ledgers[0].left_out[0].column == "name");
    CHECK(table.ledgers[0].left_out[0].value.size() <= 80);
}
