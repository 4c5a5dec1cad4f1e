// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include <cmath>

using namespace presencia;
using namespace presencia::drawn;

TEST_CASE("people missing, negative or written in letters leave the municipality in, zero stays zero") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {municipality_source(
        folder.write("m.geojson", collection({feature(named("1", "A", R"("p":"1200")"), -89, 13, -88, 14),
                                              feature(named("2", "B", R"("p":null)"), -88, 13, -87, 14),
                                              feature(named("3", "C", R"("p":"0")"), -87, 13, -86, 14),
                                              feature(named("4", "D", R"("p":"-7")"), -86, 13, -85, 14),
                                              feature(named("5", "E", R"("p":"muchos")"), -85, 13, -84, 14)})))};
    study.municipalities[0].population = column("p");
    const auto table = municipalities(study);
    REQUIRE(table.rows.size() == 5);
    CHECK(table.rows[0].population == 1200.0);
    for (const std::size_t i : {1u, 3u, 4u}) CHECK(std::isnan(table.rows[i].population));
    CHECK(table.rows[2].population == 0.0);
    CHECK(table.population_given);
    CHECK(table.population_source == "column p of m.geojson");
    const std::string notes = all_notes(table.ledgers[0]);
    CHECK(notes.find("2 rows blank or with 0 in column p") != std::string::npos);
    CHECK(notes.find("2 rows without a valid number in column p") != std::string::npos);
    CHECK(notes.find("row 4: \"-7\"") != std::string::npos);
    CHECK(table.ledgers[0].located == 5);
}

TEST_CASE("a table of people is joined by code, also where the code lost its zero") {
    const Folder folder;
    const auto table = municipalities(people_study(folder, "cod,pob\n0101,1000\n102,2000\n8888,5\n0103,texto\n"));
    CHECK(table.rows[0].population == 1000.0);
    CHECK(table.rows[1].population == 2000.0);
    CHECK(std::isnan(table.rows[2].population));
    REQUIRE(table.population_ledgers.size() == 1);
    const Ledger& ledger = table.population_ledgers[0];
    CHECK(ledger.read == 4);
    CHECK(ledger.by_key == 2);
    CHECK(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::municipality_unknown, ErrorCode::value_not_number});
    CHECK(ledger.balanced());
    CHECK(all_notes(ledger).find("1 municipalities are not in the population table") != std::string::npos);
}

TEST_CASE("a table of people by year keeps the year that is asked for") {
    const Folder folder;
    study::Study study = people_study(folder, "cod,pob,anio\n0101,1000,2010\n0101,1100,2011\n0102,2000,2010\n");
    study.municipalities[0].population_table->year_column = column("anio");
    study.municipalities[0].population_table->year = 2010;
    const auto table = municipalities(study);
    CHECK(table.rows[0].population == 1000.0);
    CHECK(table.population_ledgers.at(0).filtered == 1);

    study.municipalities[0].population_table->year.reset();
    const Error error = error_of([&] { municipalities(study); });
    CHECK(error.code() == ErrorCode::municipality_twice);
    CHECK(error.detail().find("rows 2, 3") != std::string::npos);
    CHECK(error.hint().find("year") != std::string::npos);
}
