// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

#include <algorithm>

using namespace presencia;
using namespace presencia::drawn;

namespace {

const std::string two_tables =
    "Cuadro 1. Homicidios 2013\nMunicipio,Casos,Año\nNorte,1,2013\nSur,3,2013\nTotal,4,\n\nCuadro 2. Lesiones 2013\nMunicipio,Casos,Año\nNorte,100,2013\nSur,300,2013\nTotal,400,\n";

}  // namespace

TEST_CASE("of two tables on one sheet the first is read, the other is never added to it, and how to read it is said") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", two_tables, nothing);
    CHECK(read.weights == std::vector<std::int64_t>{1, 3});
    CHECK(read.rows == std::vector<std::int64_t>{3, 4});
    const auto other = reasons(read.ledger);
    CHECK(std::count(other.begin(), other.end(), ErrorCode::row_other_table) == 5);  // title, header, two rows and their total
    CHECK(read.ledger.filtered == 6);                                                  // and the first table's total
    CHECK_THAT(guess_of(read, "other_table"), Catch::Contains("Cuadro 2. Lesiones 2013 | another table from line 7") && Catch::Contains("header = 8"));
}

TEST_CASE("the study may name the other table by its header") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", two_tables, [](study::IncidentSource& source) { source.source.header.line = 8; });
    CHECK(read.weights == std::vector<std::int64_t>{100, 300});
}

TEST_CASE("a header that comes back with the next page or the next department is that of the same table") {
    const Folder folder;
    const std::string page = "Cuadro 1. Homicidios\nMunicipio,Casos,Año\nNorte,1,2013\nSur,3,2013\n", again = "Municipio,Casos,Año\nEste,5,2013\nOeste,7,2013\n";
    for (const std::string between : {"", "\n", "Cuadro 1. Homicidios (continuación)\n", "Departamento de Colón\n"}) {
        INFO(between);
        const Incidents read = incidents(folder, "i.csv", page + between + again, nothing);
        CHECK(read.weights == std::vector<std::int64_t>{1, 3, 5, 7});
        CHECK(guess_of(read, "other_table").empty());
    }
}

TEST_CASE("plain rows of points below another title are no rows of the first table") {
    const Folder folder;
    std::string table = "Homicidios,,\nfecha,lon,lat\n";
    for (int row = 0; row < 5000; ++row) table += "2013-05-13,-86.95,14.05\n";
    table += "Robos,,\nfecha,lon,lat\n";
    for (int row = 0; row < 5000; ++row) table += "2013-05-13,-86.95,14.05\n";
    const Incidents read = incidents(folder, "i.csv", table, nothing);
    CHECK(read.rows.size() == 5000);
}

TEST_CASE("a header with other names below what the sample shows is named for what it is, and that rows follow it is said") {
    const Folder folder;
    std::string table = "Municipio,Casos,Año\n";
    for (int row = 0; row < 11000; ++row) table += "Norte,1,2013\n";
    const Incidents read = incidents(folder, "i.csv", table + "\nCuadro 2,,\nMunicipio,Lesiones,Período\nSur,5,2013\nMunicipio,4,2013\n", nothing);
    CHECK(read.weights.size() == 11002);  // what follows, and a place that is called as its column
    const auto why = reasons(read.ledger);
    CHECK(std::count(why.begin(), why.end(), ErrorCode::row_other_table) == 1);
    CHECK(std::any_of(read.ledger.notes.begin(), read.ledger.notes.end(), [](const std::string& note) { return note.find("line 11004 looks like the header of another table") != std::string::npos; }));
    const Incidents clean = incidents(folder, "j.csv", table, nothing);
    CHECK(std::none_of(clean.ledger.notes.begin(), clean.ledger.notes.end(), [](const std::string& note) { return note.find("another table") != std::string::npos; }));
}

TEST_CASE("of two columns of one name the first is taken, and that is said") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", "municipio,fecha,casos,casos\nNorte,2013-05-13,1,10\nSur,2013-06-14,2,20\n", nothing);
    CHECK(read.weights == std::vector<std::int64_t>{1, 2});
    CHECK_THAT(guess_of(read, "column_twice"), Catch::Contains("casos | two columns are called so") && Catch::Contains("casos_2"));
    const Incidents other = incidents(folder, "j.csv", "municipio,fecha,casos,casos_2\nNorte,2013-05-13,1,10\n", nothing);
    CHECK(guess_of(other, "column_twice").empty());
}

TEST_CASE("a column that the study names for the municipality by name is not overruled by a name beside it") {
    const Folder folder;
    const auto named_column = [](study::IncidentSource& source) { source.municipality = column("Distrito"); };
    const Incidents read = incidents(folder, "i.csv", "Municipio,Distrito,Fecha\nSan Vicente Norte,Santa Clara,2013-05-13\n", named_column);
    CHECK(guess_of(read, "municipality_name").empty());
    const Incidents coded = incidents(folder, "j.csv", "Municipio,Distrito,Fecha\nSanta Clara,1011,2013-05-13\n", named_column);
    CHECK_FALSE(guess_of(coded, "municipality_name").empty());
}
