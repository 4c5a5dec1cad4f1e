// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

#include <algorithm>

using namespace presencia;
using namespace presencia::drawn;

namespace {

const std::string years_above = ";;2012;;2013;\nCódigo;Municipio;Hombres;Mujeres;Hombres;Mujeres\n";
const std::string names_above = "Código;Municipio;2012;;2013;\n;;Hombres;Mujeres;Hombres;Mujeres\n";
const std::string rows = "0101;Norte;1;2;3;4\n0102;Sur;5;6;7;8\n";

/// The study's word that the men of 2013 are counted, which reads the table as it stands.
void men_of_2013(study::IncidentSource& source) {
    source.count = column("2013 Hombres");
    source.year = constant("2013");
    source.source.wide.is = study::Wide::Is::off;
}

Incidents men(const std::string& text, const std::function<void(study::IncidentSource&)>& change = nothing) {
    const Folder folder;
    return incidents(folder, "i.csv", text, [&](study::IncidentSource& source) {
        men_of_2013(source);
        change(source);
    });
}

std::function<void(study::IncidentSource&)> header_in(int upper, int lower) {
    return [=](study::IncidentSource& source) {
        source.source.header.upper = upper;
        source.source.header.line = lower;
    };
}

}  // namespace

TEST_CASE("names that come back below years, and years above what they are split into, are one header, and that is said") {
    for (const std::string& header : {years_above, names_above, std::string(";;2012;2012;2013;2013\nCódigo;Municipio;Hombres;Mujeres;Hombres;Mujeres\n")}) {
        INFO(header);
        const Incidents read = men(header + rows);
        CHECK(read.weights == std::vector<std::int64_t>{3, 7});
        CHECK(read.rows == std::vector<std::int64_t>{3, 4});
        CHECK_THAT(guess_of(read, "header"), Catch::StartsWith("[1, 2] | ") && Catch::Contains("rows 1 and 2") && Catch::Contains("2012 Hombres, 2012 Mujeres, 2013 Hombres") && Catch::Contains("header = 2"));
    }
}

TEST_CASE("titles above a header in two rows are titles, and cells of several lines are cells") {
    const Incidents read = men("Homicidios por municipio y sexo;;;;;\n\"Anuario\n2013\";;;;;\n" + std::string(";;2012;;2013;\n\"Código\ndel municipio\";Municipio;Hombres;Mujeres;Hombres;Mujeres\n") + rows);
    CHECK(read.weights == std::vector<std::int64_t>{3, 7});
    CHECK(read.rows == std::vector<std::int64_t>{7, 8});
    CHECK_THAT(guess_of(read, "header"), Catch::StartsWith("[4, 5] | ") && Catch::Contains("2 rows of titles"));
}

TEST_CASE("one year over two names is a header of two rows, and so are years below one label") {
    CHECK_THAT(guess_of(men("Municipio;2013;\n;Hombres;Mujeres\nNorte;3;4\n"), "header"), Catch::Contains("2013 Hombres, 2013 Mujeres"));
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", "Municipio;Homicidios;;\n;2012;2013;2014\nNorte;1;2;3\n", nothing);
    CHECK(read.weights == std::vector<std::int64_t>{2});
    CHECK(read.keys == std::vector<std::string>{"Norte"});
}

TEST_CASE("ages name the columns below years") {
    const Incidents read = men("Municipio;2012;;2013;\n;0-14;15-29;0-14;15 - 29\nNorte;1;2;3;4\n", [](study::IncidentSource& source) { source.count = column("2013 0-14"); });
    CHECK(read.weights == std::vector<std::int64_t>{3});
}

TEST_CASE("rows of data, units, hashtags and titles make no header of two rows") {
    const std::string one_row = "Municipio;2013 Hombres;;\n";
    CHECK(men("Departamento;Municipio;2013 Hombres;;\n;Sur;;13/05/2013;14/05/2013\nCopán;Norte;3;13/05/2013;\n").rows == std::vector<std::int64_t>{3});
    for (const std::string& text : std::initializer_list<std::string>{one_row + ";1;2;3\nNorte;3;4;5\n", one_row + "Sur;uno;dos;tres\nNorte;3;;\n", "Municipio;2013 Hombres\n(texto);(n)\nNorte;3\n", "Homicidios;\nMunicipio;2013 Hombres\nNorte;3\n",
                                    "municipio;2013 Hombres;;\n;#affected;#x;#y\nNorte;3;;\n", "Homicidios;PNC;;\n;municipio;departamento;2013 Hombres\n1;Norte;Copán;3\n"}) {
        INFO(text);
        const Incidents read = men(text);
        CHECK(guess_of(read, "header").find("joined") == std::string::npos);
        CHECK(std::count(read.keys.begin(), read.keys.end(), "Norte") == 1);
    }
}

TEST_CASE("the study joins two rows, or takes one alone, whatever is found") {
    const std::string plain = "Municipio;Fecha;2013\nde residencia;del hecho;Hombres\nNorte;2013-05-13;3\n";
    const Incidents joined = men(plain, [](study::IncidentSource& source) {
        header_in(1, 2)(source);
        source.municipality = column("Municipio de residencia");
    });
    CHECK(joined.weights == std::vector<std::int64_t>{3});
    CHECK(guess_of(joined, "header").empty());
    const Incidents alone = men(names_above + rows, [](study::IncidentSource& source) {
        header_in(0, 1)(source);
        source.count = column("2013");
    });
    CHECK(alone.weights == std::vector<std::int64_t>{3, 7});
    CHECK(guess_of(alone, "header").empty());
}

TEST_CASE("lines that a table does not have, and two that do not follow each other, are refused with those that do") {
    struct Case {
        int upper, lower;
        std::string says, hint;
    };
    for (const Case& one : {Case{1, 3, "[1, 3]", "header = [1, 2]"}, Case{1, 4, "[1, 4]", "header = [1, 2]"}, Case{0, 99, "99: the last row of the table is 4", "header = 1"}, Case{98, 99, "the last row of the table is 4", "header = 1"}}) {
        INFO(one.says);
        const Error error = error_of([&] { men(names_above + rows, header_in(one.upper, one.lower)); });
        CHECK(error.code() == ErrorCode::study_bad_value);
        CHECK_THAT(error.detail(), Catch::Contains(one.says));
        CHECK(error.hint() == one.hint);
        CHECK(error.where().column == "header");
        CHECK(error.where().row == 7);  // of the source's table
    }
    // Blank lines between them are no rows.
    CHECK(men(";;2012;;2013;\n\nCódigo;Municipio;Hombres;Mujeres;Hombres;Mujeres\n" + rows, header_in(1, 3)).weights == std::vector<std::int64_t>{3, 7});
}

TEST_CASE("a header in two rows that comes back is no data") {
    for (const std::string& header : {years_above, names_above}) {
        INFO(header);
        const Incidents read = men(header + rows + header + "0201;Este;9;9;9;9\n");
        CHECK(read.weights == std::vector<std::int64_t>{3, 7, 9});
        CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::row_header, ErrorCode::row_header});
    }
}

TEST_CASE("another table below a header in two rows is never added, and is offered by both its rows or its one") {
    for (const std::string& header : {years_above, names_above}) {
        for (const std::string other : {";;2014;;2015;\nCódigo;Municipio;Hombres;Mujeres;Hombres;Mujeres\n", "Código;Municipio;2014;;2015;\n;;Hombres;Mujeres;Hombres;Mujeres\n", "Código;Municipio;2013 Hombres;b;c;d\n"}) {
            const bool in_two = std::count(other.begin(), other.end(), '\n') == 2;
            if (in_two && header.starts_with(';') != other.starts_with(';')) continue;
            INFO(header << other);
            const Incidents read = men("Cuadro 1;;;;;\n" + header + rows + "Cuadro 2. Lesiones;;;;;\n" + other + "0101;Norte;70;70;70;70\n");
            CHECK(read.weights == std::vector<std::int64_t>{3, 7});
            CHECK_THAT(guess_of(read, "other_table"), Catch::Contains("Cuadro 2. Lesiones | another table from line 6") && Catch::EndsWith(in_two ? "header = [7, 8]" : "header = 7"));
        }
    }
}
