// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

using namespace presencia;
using namespace presencia::drawn;

namespace {

study::PopulationTable& people_of(study::Study& study) {
    return *study.municipalities[0].population_table;
}

std::int64_t times(const Ledger& ledger, ErrorCode code) {
    const auto all = reasons(ledger);
    return std::count(all.begin(), all.end(), code);
}

}  // namespace

TEST_CASE("people by sex and age are added, and all of them where a row says so") {
    const Folder folder;
    const auto table = municipalities(people_study(folder,
        "cod,SEXO,EDAD_QUIN,pob\n"
        "0101,Hombres,00-04,10\n0101,Hombres,05-09,20\n0101,Mujeres,00-04,11\n0101,Mujeres,05-09,21\n"
        "0102,Hombres,Total,7\n0102,Mujeres,Total,8\n0102,Ambos sexos,Total,15\n0102,Hombres,00-04,3\n0102,Hombres,05-09,4\n"
        "0103,Hombres,00-04,1\n0103,Mujeres,00-04,S/D\n"));
    CHECK(table.rows[0].population == 62.0);
    CHECK(table.rows[1].population == 15.0);
    CHECK(std::isnan(table.rows[2].population));
    const Ledger& ledger = table.population_ledgers.at(0);
    CHECK(ledger.read == 11);
    CHECK(ledger.by_key == 7);
    CHECK(ledger.filtered == 4);
    CHECK(times(ledger, ErrorCode::row_total) == 4);
    CHECK(ledger.left_out.at(0).column == "SEXO+EDAD_QUIN");
    CHECK(ledger.balanced());
    CHECK(std::any_of(table.guesses.begin(), table.guesses.end(), [](const layer::Guess& guess) { return guess.role == "parts" && guess.value == "SEXO, EDAD_QUIN"; }));
    CHECK(all_notes(ledger).find("1 municipalities without some of the parts that others have, which count as 0; the first, row 11") != std::string::npos);
}

TEST_CASE("a part that cannot be read leaves the people of its municipality unknown") {
    const Folder folder;
    const auto table = municipalities(people_study(folder, "cod,sexo,pob\n0101,H,10\n0101,M,muchas\n0102,H,1\n0102,M,2\n"));
    CHECK(std::isnan(table.rows[0].population));
    CHECK(table.rows[1].population == 3.0);
    const Ledger& ledger = table.population_ledgers.at(0);
    CHECK(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::value_not_number});
    CHECK(ledger.by_key == 3);
    CHECK(ledger.balanced());
}

TEST_CASE("totals by one column and not by the other make no sum") {
    const Folder folder;
    const auto table = municipalities(people_study(folder, "cod,sexo,edad,pob\n0101,Ambos,0-4,9\n0101,Hombres,Total,5\n0102,Hombres,0-4,1\n0102,Mujeres,0-4,1\n"));
    CHECK(std::isnan(table.rows[0].population));
    CHECK(table.rows[1].population == 2.0);
    const Ledger& ledger = table.population_ledgers.at(0);
    CHECK(times(ledger, ErrorCode::row_total) == 2);
    CHECK(all_notes(ledger).find("population unknown; the first, row 2") != std::string::npos);
}

TEST_CASE("one part twice stops the run, and so do rows without a column of parts, with the key that adds them") {
    const Folder folder;
    study::Study study = people_study(folder, "cod,sexo,pob\n0101,H,10\n0101,M,11\n0101,h,10\n");
    const Error twice = error_of([&] { municipalities(study); });
    CHECK(twice.code() == ErrorCode::municipality_twice);
    CHECK(twice.detail().find("rows 2, 4") != std::string::npos);

    study = people_study(folder, "cod,etnia,pob\n0101,maya,10\n0101,xinca,11\n");
    const Error unnamed = error_of([&] { municipalities(study); });
    CHECK(unnamed.code() == ErrorCode::municipality_twice);
    CHECK(unnamed.hint().find("parts = [") != std::string::npos);
    people_of(study).parts = {"etnia"};
    CHECK(municipalities(study).rows[0].population == 21.0);
    people_of(study).parts = {"raza"};
    CHECK(error_of([&] { municipalities(study); }).code() == ErrorCode::column_missing);
}

TEST_CASE("women alone are not taken for all people unless the study says so") {
    const Folder folder;
    study::Study study = people_study(folder, "cod,sexo,pob\n0101,Mujeres,10\n0102,Mujeres,20\n");
    const Error alone = error_of([&] { municipalities(study); });
    CHECK(alone.code() == ErrorCode::value_not_allowed);
    CHECK(alone.hint().find("parts = [\"sexo\"]") != std::string::npos);
    people_of(study).parts = {"sexo"};
    CHECK(municipalities(study).rows[1].population == 20.0);
    people_of(study).parts = std::vector<std::string>{};
    CHECK(municipalities(study).rows[1].population == 20.0);

    // Rows that `where` chooses by sex are the user's choice.
    study = people_study(folder, "cod,sexo,pob\n0101,Mujeres,10\n0101,Hombres,12\n0102,Mujeres,20\n");
    people_of(study).source.where = {"sexo", {"Mujeres"}, {}};
    CHECK(municipalities(study).rows[0].population == 10.0);
    CHECK(municipalities(study).population_ledgers.at(0).filtered == 1);
}

TEST_CASE("numbers of several columns are added, and none is made of a blank or of text") {
    const Folder folder;
    study::Study study = people_study(folder, "cod,Hombres,Mujeres\n0101,1.200,34\n0102,5,\n0103,5,x\n");
    people_of(study).value = {{"Hombres", "Mujeres"}, {}, {}, {}, 1};
    const auto given = municipalities(study);
    CHECK(given.rows[0].population == 1234.0);
    CHECK(std::isnan(given.rows[1].population));
    const Ledger& ledger = given.population_ledgers.at(0);
    REQUIRE(ledger.left_out.size() == 1);
    CHECK(ledger.left_out[0].value == "x");
    CHECK(ledger.left_out[0].column == "Hombres+Mujeres");

    people_of(study).value = {};
    const auto found = municipalities(study);
    CHECK(found.rows[0].population == 1234.0);
    CHECK(std::any_of(found.guesses.begin(), found.guesses.end(), [](const layer::Guess& guess) { return guess.role == "value" && guess.value == "Hombres+Mujeres"; }));
}

TEST_CASE("people by sex under years, in a header of two rows, are those of the year that is wanted, and of both sexes") {
    const Folder folder;
    const std::string table = "cod;2012;;;2013;;\n;Hombres;Mujeres;Total;Hombres;Mujeres;Total\n0101;1;2;3;30;40;70\n0102;3;4;7;50;60;110\n0103;5;6;11;70;;80\n";
    for (const auto& [year, first, second] : {std::tuple(2012, 3.0, 7.0), std::tuple(2013, 70.0, 110.0)}) {
        study::Study study = people_study(folder, table);
        people_of(study).value = {};
        people_of(study).year = year;
        const auto read = municipalities(study);
        INFO(year);
        CHECK(read.rows[0].population == first);
        CHECK(read.rows[1].population == second);
        CHECK(read.population_ledgers.at(0).balanced());
        CHECK(std::any_of(read.guesses.begin(), read.guesses.end(), [](const layer::Guess& guess) { return guess.role == "parts" && guess.value == "part"; }));
        CHECK(std::any_of(read.guesses.begin(), read.guesses.end(), [](const layer::Guess& guess) { return guess.role == "wide" && guess.evidence.find("2012 Total, 2013 Total") != std::string::npos; }));
    }
}

TEST_CASE("men of several years are not the people") {
    const Folder folder;
    study::Study study = people_study(folder, "cod;2012 Hombres;2013 Hombres\n0101;1;2\n");
    people_of(study).value = {};
    people_of(study).year = 2013;
    CHECK(error_of([&] { municipalities(study); }).code() == ErrorCode::column_missing);
}
