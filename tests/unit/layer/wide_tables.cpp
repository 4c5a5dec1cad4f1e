// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

#include "layer/wide_names.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

/// Wide, as a study would say it.
study::Wide listed(std::vector<std::string> columns, std::vector<std::string> leave_out = {}) {
    study::Wide wide;
    wide.is = study::Wide::Is::listed;
    wide.columns = std::move(columns);
    wide.leave_out = std::move(leave_out);
    wide.line = 11;
    return wide;
}

const std::string years = "codigo_municipio,departamento,2012,2013,2014,TOTAL\n0101,Norte,5,7,9,21\n0102,Norte,1,,3,4\n";

}  // namespace

TEST_CASE("a table with a column a year is read as rows of one year each, a column that sums the others is not") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", years, nothing);
    CHECK(read.ledger.read == 5);      // six cells, one of them blank
    CHECK(read.ledger.filtered == 4);  // 2012 and 2014
    CHECK(read.rows == std::vector<std::int64_t>{2});
    CHECK(read.weights == std::vector<std::int64_t>{7});
    CHECK(read.keys == std::vector<std::string>{"0101"});
    CHECK_THAT(guess_of(read, "wide"), Catch::Contains("2012 … 2014") && Catch::Contains("TOTAL"));
}

TEST_CASE("columns that are months count in the year that the row or the study names") {
    const Folder folder;
    const std::string table = "codigo_municipio,año,Enero,Feb,March,Total\n0101,2013,1,2,4,7\n0101,2012,8,8,8,24\n";
    const Incidents read = incidents(folder, "i.csv", table, nothing);
    CHECK(read.ledger.read == 6);
    CHECK(read.weights == std::vector<std::int64_t>{1, 2, 4});
    const Incidents spring = incidents(folder, "j.csv", "codigo_municipio,Enero,Febrero,Marzo,Abril\n0101,1,2,4,8\n",
                                       [](study::IncidentSource& source) { source.year = constant("2013"); });
    CHECK(spring.weights == std::vector<std::int64_t>{1, 2, 4, 8});
}

TEST_CASE("a table whose columns only look like years is left as it stands") {
    const Folder folder;
    // Points, one column, another column that tells the year, a column of counts.
    for (const std::string header : {"lon,lat,fecha,2012,2013", "codigo_municipio,anio,2013", "codigo_municipio,anio,2012,2013",
                                     "codigo_municipio,anio,casos,2012,2013", "codigo_municipio,anio,Enero,Febrero"}) {
        INFO(header);
        const auto cells = [&](char c) { return std::count(header.begin(), header.end(), c); };
        std::string row = header.starts_with("lon") ? "-88,13,2013-01-01" : "0101,2013";
        while (std::count(row.begin(), row.end(), ',') < cells(',')) row += ",1";
        const Incidents read = incidents(folder, "i.csv", header + "\n" + row + "\n", nothing);
        CHECK(read.ledger.read == 1);
        CHECK(guess_of(read, "wide").empty());
    }
}

TEST_CASE("columns named by the first of every month are no years, and none of them is taken for one") {
    const Folder folder;
    const std::string months = "codigo_municipio,2012-01-01,2012-02-01,2013-01-01,2013-02-01\n0101,5,7,9,1\n";
    try {
        incidents(folder, "i.csv", months, nothing);
        FAIL("read");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::column_missing);
    }
    const Incidents read = incidents(folder, "j.csv", "codigo_municipio,2012-01-01,2013-01-01\n0101,5,7\n", nothing);
    CHECK(read.weights == std::vector<std::int64_t>{7});
}

TEST_CASE("counts under no name between two years are never lost: the table is refused, unless the study says which columns are read") {
    const Folder folder;
    const std::string halved = "codigo_municipio,2012,,2013,\n0101,1,2,3,4\n0102,5,6,7,8\n";
    const Error error = error_of([&] { incidents(folder, "i.csv", halved, nothing); });
    CHECK(error.code() == ErrorCode::study_contradiction);
    CHECK_THAT(error.detail(), Catch::Contains("3") && Catch::Contains("2012") && Catch::Contains("2013"));
    const Incidents some = incidents(folder, "i.csv", halved, [](study::IncidentSource& source) { source.source.wide = listed({"2013"}); });
    CHECK(some.weights == std::vector<std::int64_t>{3, 7});
}

TEST_CASE("the study says which columns are unfolded, or that none are") {
    const Folder folder;
    const auto with = [](study::Wide wide) {
        return [wide](study::IncidentSource& source) { source.source.wide = wide; };
    };
    const Incidents some = incidents(folder, "i.csv", "codigo_municipio,hom_2013,les_2013,x\n0101,3,50,1\n", with(listed({"hom_2013"})));
    CHECK(some.weights == std::vector<std::int64_t>{3});
    CHECK(guess_of(some, "wide").empty());
    const Incidents less = incidents(folder, "i.csv", years, with(listed({"2013"}, {"2012", "2014", "TOTAL"})));
    CHECK(less.ledger.read == 1);
    study::Wide off;
    off.is = study::Wide::Is::off;
    CHECK(error_of([&] { incidents(folder, "i.csv", years, with(off)); }).code() == ErrorCode::column_missing);
    CHECK(error_of([&] { incidents(folder, "i.csv", years, with(listed({"2015"}))); }).code() == ErrorCode::column_missing);
    CHECK(error_of([&] { incidents(folder, "i.csv", years, with(listed({"TOTAL"}))); }).code() == ErrorCode::study_bad_value);
    study::Wide months;
    months.is = study::Wide::Is::months;
    const Error error = error_of([&] { incidents(folder, "i.csv", years, with(months)); });
    CHECK(error.code() == ErrorCode::column_missing);
    CHECK(error.where().row == 7);  // of the source's table
    const std::string both = "codigo_municipio,count,2012,2013\n0101,1,2,3\n";
    CHECK(error_of([&] { incidents(folder, "i.csv", both, with(listed({"2012", "2013"}))); }).code() == ErrorCode::study_contradiction);
}

TEST_CASE("a row with a bad cell is refused for that cell alone, with the line of the file") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", "codigo_municipio,2012,2013\n0101,5,siete\n0102,1,2\n", nothing);
    CHECK(read.ledger.read == 4);
    CHECK(read.ledger.rejected == 1);
    CHECK(read.ledger.left_out[0].row == 2);
    CHECK(read.weights == std::vector<std::int64_t>{2});
}

TEST_CASE("names of years and months are understood, and other numbers are not") {
    CHECK(layer::year_of_column("2011") == 2011);
    CHECK(layer::year_of_column(" Año 2011") == 2011);
    CHECK(layer::year_of_column("year 2011") == 2011);
    CHECK(layer::year_of_column("2011.0") == 2011);
    // A spreadsheet that keeps its years as dates.
    CHECK(layer::year_of_column("2010/01/01") == 2010);
    CHECK(layer::year_of_column("2010-01-01 00:00:00") == 2010);
    CHECK_FALSE(layer::year_of_column("2010/02/01"));
    for (const std::string name : {"pob_2011", "1899", "2101", "201", "20110", "", "año", "2011 2012"}) {
        INFO(name);
        CHECK_FALSE(layer::year_of_column(name));
    }
    CHECK(layer::month_of_column(dialects(), "SEPTIEMBRE") == 9);
    CHECK(layer::month_of_column(dialects(), "setiembre") == 9);
    CHECK(layer::month_of_column(dialects(), "Aug") == 8);
    for (const std::string name : {"1", "01", "", "mes", "enero 2013"}) {
        INFO(name);
        CHECK_FALSE(layer::month_of_column(dialects(), name));
    }
}

TEST_CASE("blocks and threads see the same rows of a wide table") {
    const Folder folder;
    std::string table = "codigo_municipio";
    for (int year = 2000; year < 2020; ++year) table += "," + std::to_string(year);
    table += "\n";
    std::int64_t expected = 0;
    for (int row = 0; row < 5000; ++row) {
        table += std::to_string(10000 + row);
        for (int year = 2000; year < 2020; ++year) {
            const int value = (row * 31 + year * 7) % 11;
            table += "," + (value == 10 ? std::string() : std::to_string(value));
            expected += year == 2013 && value != 10 ? value : 0;
        }
        table += "\n";
    }
    const Incidents read = incidents(folder, "i.csv", table, nothing);
    std::int64_t sum = 0;
    for (const std::int64_t weight : read.weights) sum += weight;
    CHECK(sum == expected);
    CHECK(std::is_sorted(read.rows.begin(), read.rows.end()));
}

TEST_CASE("an event known to its municipality stands for no place in it, and one known to its department does not count") {
    const Folder folder;
    const Incidents read = incidents(
        folder, "i.csv",
        "lon,lat,fecha,prec,codigo_municipio\n-88,13,2013-01-01,exact,\n-88,13,2013-01-01,approximate,\n-88,13,2013-01-01,municipality,\n"
        "-88,13,2013-01-01,department,\n-88,13,2013-01-01,country,0101\n-88,13,2013-01-01,quizás,\n-88,13,2013-01-01,,\n",
        [](study::IncidentSource& source) { source.precision = column("prec"); });
    CHECK(read.rows == std::vector<std::int64_t>{2, 3, 4, 6, 8});
    CHECK(read.area_only == std::vector<std::uint8_t>{0, 0, 1, 1, 0});
    CHECK_FALSE(read.placed[3]);  // by its code, not by the middle of the country
    CHECK(read.ledger.rejected == 2);
    CHECK(read.ledger.left_out[0].code == ErrorCode::row_too_coarse);
    CHECK(read.ledger.left_out[1].code == ErrorCode::value_not_allowed);
}
