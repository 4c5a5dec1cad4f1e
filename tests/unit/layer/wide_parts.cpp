// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

#include "layer/wide_names.hpp"

#include <algorithm>
#include <numeric>

using namespace presencia;
using namespace presencia::drawn;

namespace {

/// Counts of 2013, with the class that the columns tell where the study says none.
Incidents of_2013(const std::string& text, const std::function<void(study::IncidentSource&)>& change = nothing) {
    const Folder folder;
    return incidents(folder, "i.csv", text, change);
}

std::int64_t sum(const Incidents& read) {
    return std::accumulate(read.weights.begin(), read.weights.end(), std::int64_t{0});
}

study::Wide listed(std::vector<std::string> columns) {
    study::Wide wide;
    wide.is = study::Wide::Is::listed;
    wide.columns = std::move(columns);
    return wide;
}

}  // namespace

TEST_CASE("years above sexes are rows of a year and a sex, and the counts of a year add up") {
    for (const std::string header : {";;2012;;2013;\nCódigo;Municipio;Hombres;Mujeres;Hombres;Mujeres\n", "Código;Municipio;2012;;2013;\n;;Hombres;Mujeres;Hombres;Mujeres\n",
                                     "Código;Municipio;2012 Hombres;2012 Mujeres;2013 Hombres;2013 Mujeres\n", "Código;Municipio;Hombres 2012;Mujeres 2012;Hombres (2013);Mujeres 2013\n",
                                     "Código;Municipio;Casos 2012;;Casos 2013;\n;;Hombres;Mujeres;Hombres;Mujeres\n"}) {
        INFO(header);
        const Incidents read = of_2013(header + "0101;Norte;1;2;3;4\n0102;Sur;5;6;7;\n");
        CHECK(read.ledger.read == 7);
        CHECK(read.ledger.filtered == 4);
        CHECK(read.weights == std::vector<std::int64_t>{3, 4, 7});
        CHECK_THAT(guess_of(read, "wide"), Catch::Contains("rows of one year") && Catch::Contains("parts of one time are added: Hombres, Mujeres"));
    }
}

TEST_CASE("a year's total beside its parts is left out as their sum, and is the value where it stands alone") {
    const Incidents beside = of_2013("Municipio;2012;;;2013;;\n;Hombres;Mujeres;Total;Hombres;Mujeres;Total\nNorte;1;2;3;4;5;9\n");
    CHECK(sum(beside) == 9);
    CHECK_THAT(guess_of(beside, "wide"), Catch::Contains("they sum the others: 2012 Total, 2013 Total"));
    const Incidents alone = of_2013("Municipio;2012 Total;2013 Total\nNorte;3;9\n");
    CHECK(alone.weights == std::vector<std::int64_t>{9});
    const Incidents one_year = of_2013("Municipio;2012 Hombres;2012 Mujeres;2012 Total;2013 Total\nNorte;1;2;3;9\n");
    CHECK(one_year.weights == std::vector<std::int64_t>{9});
    CHECK(one_year.ledger.read == 3);
    const Incidents both = of_2013("Municipio;2013 Hombres;2013 Mujeres;2013 Ambos sexos;Total\nNorte;4;5;9;99\n");
    CHECK(sum(both) == 9);
}

TEST_CASE("one year by sex or age is read as its parts") {
    CHECK(sum(of_2013("Municipio;2013;\n;Hombres;Mujeres\nNorte;4;5\n")) == 9);
    CHECK(sum(of_2013("Municipio;2013 0-14;2013 15 a 29 años;2013 30 y más;2013 S/D\nNorte;4;5;6;1\n")) == 16);
    CHECK(sum(of_2013("Municipio;2013 Urbana;2013 Rural\nNorte;4;5\n")) == 9);
}

TEST_CASE("months under years are months of those years, and a year's total sums them") {
    const std::string months = "Municipio;2012;;;2013;;;\n;Enero;Febrero;Total;Enero;Febrero;Marzo;Total\n";
    const Incidents read = of_2013(months + "Norte;1;1;2;3;4;5;12\n");
    CHECK(read.weights == std::vector<std::int64_t>{3, 4, 5});
    CHECK_THAT(guess_of(read, "wide"), Catch::Contains("rows of one month") && Catch::Contains("2012 Total, 2013 Total"));
    // The month counts: a period of one month takes it alone.
    const Folder folder;
    study::Study study = empty_study();
    study.period.from = *Date::from_iso("2013-02-01");
    study.period.to = *Date::from_iso("2013-02-28");
    study::IncidentSource& source = study.incidents.emplace_back();
    source.source = folder.write("m.csv", "Municipio;2013 Enero;2013 Febrero;2013 Marzo\nNorte;3;4;5\n");
    source.incident_class = constant("0101");
    layer::IncidentStream stream(study, 0, dialects());
    const Incidents february = presencia::drawn::read(stream);
    CHECK(february.weights == std::vector<std::int64_t>{4});
    // A year that has its total alone is a year.
    const Incidents mixed = of_2013("Municipio;2012 Enero;2012 Febrero;2012 Marzo;2013 Total\nNorte;1;1;1;9\n");
    CHECK(mixed.weights == std::vector<std::int64_t>{9});
}

TEST_CASE("classes under years are the rows' classes where nothing else tells them, and a question where the study does") {
    const std::string table = "Municipio;2012;;2013;\n;Homicidios;Lesiones;Homicidios;Lesiones\nNorte;1;2;3;4\n";
    const Incidents read = of_2013(table, no_class);
    CHECK(read.weights == std::vector<std::int64_t>{3, 4});
    CHECK(read.classes == std::vector<std::string>{"0101", "0201"});
    CHECK_THAT(guess_of(read, "wide"), Catch::Contains("the class is the rest of the name: Homicidios, Lesiones"));
    const Error error = error_of([&] { of_2013(table); });
    CHECK(error.code() == ErrorCode::study_contradiction);
    CHECK_THAT(error.hint(), Catch::Contains("leave class out") && Catch::Contains("wide = { columns = [\"2012 Homicidios\", ...] }"));
    const Incidents one = of_2013(table, [](study::IncidentSource& source) { source.source.wide = listed({"2012 Homicidios", "2013 Homicidios"}); });
    CHECK(one.weights == std::vector<std::int64_t>{3});
    // One word for what is counted is no question.
    CHECK(of_2013("Municipio;2012 Homicidios;2013 Homicidios\nNorte;1;3\n").classes == std::vector<std::string>{"0101"});
    CHECK(of_2013("Municipio;2012 Extorsión;2013 Extorsión\nNorte;1;3\n", no_class).classes == std::vector<std::string>{"02051"});
}

TEST_CASE("rates, and what nobody knows to be a part, are never added to counts") {
    const Incidents rates = of_2013("Municipio;2012;;2013;\n;Casos;Tasa;Casos;Tasa por 100 000\nNorte;1;2;3;4\n");
    CHECK(rates.weights == std::vector<std::int64_t>{3});
    CHECK_THAT(guess_of(rates, "wide"), Catch::Contains("they are no counts or nobody knows of what: 2012 Tasa, 2013 Tasa por 100 000"));
    CHECK(of_2013("Municipio;2013 Hombres;2013 Mujeres;2013 Tasa\nNorte;4;5;90\n").weights == std::vector<std::int64_t>{4, 5});
    CHECK(error_of([&] { of_2013("Municipio;2012 Tasa;2013 Tasa\nNorte;1;2\n"); }).code() == ErrorCode::column_missing);
    const Incidents sums = of_2013("Municipio;2012 Detenidos;2012 Total;2013 Detenidos;2013 Total\nNorte;1;2;3;4\n");
    CHECK(sums.weights == std::vector<std::int64_t>{4});
    const std::string unknown = "Municipio;2012 Hombres;2012 Detenidos;2013 Hombres;2013 Detenidos\nNorte;1;2;3;4\n";
    const Error error = error_of([&] { of_2013(unknown); });
    CHECK(error.code() == ErrorCode::study_contradiction);
    CHECK_THAT(error.detail(), Catch::Contains("2012 Hombres, 2012 Detenidos"));
    CHECK_THAT(error.hint(), Catch::Contains("wide = { columns = [\"2012 Hombres\", ...] }"));
    const Incidents both = of_2013(unknown, [](study::IncidentSource& source) { source.source.wide = listed({"2013 Hombres", "2013 Detenidos"}); });
    CHECK(both.weights == std::vector<std::int64_t>{3, 4});
    // Read as it stands where the study says when and what.
    CHECK(of_2013(unknown, [](study::IncidentSource& source) {
              source.count = column("2013 Hombres");
              source.year = constant("2013");
          }).weights == std::vector<std::int64_t>{3});
}

TEST_CASE("a column of places with a year in its name is none of counts") {
    const Incidents read = of_2013("Municipio 2012;Municipio;2012;2013\nSur;Norte;1;3\n");
    CHECK(read.weights == std::vector<std::int64_t>{3});
    CHECK(read.keys == std::vector<std::string>{"Norte"});
    CHECK(guess_of(read, "wide").find("Municipio 2012") == std::string::npos);
}

TEST_CASE("the study may ask for years whose columns all say the same beside them, and not for several things at once") {
    study::Wide years;
    years.is = study::Wide::Is::years;
    const auto with_years = [&](study::IncidentSource& source) { source.source.wide = years; };
    CHECK(of_2013("Municipio;2012 Detenidos;2013 Detenidos\nNorte;1;3\n", with_years).weights == std::vector<std::int64_t>{3});
    CHECK(error_of([&] { of_2013("Municipio;2013 Detenidos;2013 Armas\nNorte;1;3\n", with_years); }).code() == ErrorCode::study_contradiction);
}

TEST_CASE("names hold a year, a month, both, or one of them beside other words") {
    const Folder folder;
    const study::Study study = empty_study();
    study::Source source;
    std::vector<layer::Guess> guesses;
    const layer::SourceContext context{study, source, dialects(), "incidents", guesses};
    const auto read = [&](const std::string& name) {
        const layer::WideName is = layer::wide_names(context, {name}).front();
        return (is.year ? std::to_string(*is.year) : "-") + "/" + (is.month ? std::to_string(*is.month) : "-") + "/" + is.rest;
    };
    CHECK(read("2012 Hombres") == "2012/-/Hombres");
    CHECK(read("Año 2012 - Hombres") == "2012/-/Hombres");
    CHECK(read("Hombres (2012)") == "2012/-/Hombres");
    CHECK(read("hombres_2012") == "2012/-/hombres");
    CHECK(read("Hechos 2012 Hombres") == "2012/-/Hombres");
    CHECK(read("2012.0 Hombres") == "2012/-/Hombres");
    CHECK(read("2012/01/01 Hombres") == "2012/-/Hombres");
    CHECK(read("2019 Enero") == "2019/1/");
    CHECK(read("Dic 2019") == "2019/12/");
    CHECK(read("Enero") == "-/1/");
    CHECK(read("Enero Hombres") == "-/1/Hombres");
    CHECK(read("2012") == "2012/-/");
    for (const std::string name : {"2011 2012", "2011-2012 Hombres", "Municipio", "2012-02-01", "20120"}) {
        INFO(name);
        CHECK_FALSE(layer::wide_names(context, {name}).front().given());
    }
}

TEST_CASE("a year with a mark for preliminary or revised numbers is that year") {
    for (const std::string_view name : {"2013", "2013*", "2013 p/", "2013 (p)", "2013 r/", "2013 e"}) CHECK(layer::year_of_column(name) == 2013);
    for (const std::string_view name : {"2013 x", "2013 p 1", "p 2013", "20135"}) CHECK_FALSE(layer::year_of_column(name));
}

TEST_CASE("months with years of two digits are months of those years") {
    const Incidents read = of_2013("cod_muni;dic-12;ene-13;feb-13;mar-13\n0101;9;3;1;2\n");
    CHECK(read.weights == std::vector<std::int64_t>{3, 1, 2});
    CHECK(read.ledger.filtered == 1);
}

TEST_CASE("rows above others that hold their sums are totals, whatever they are called") {
    const std::string header = "Provincia y canton;2012;2013\n";
    const std::string cantons = "SAN JOSE;5;9\nSan Jose;2;3\nEscazu;3;6\nDesamparados;0;0\nLIMON;4;3\nLimon;4;1\nPococi;0;2\n";
    const auto named = [](study::IncidentSource& source) { source.municipality = column("Provincia y canton"); };
    const Incidents read = of_2013(header + cantons, named);
    CHECK(sum(read) == 12);
    const auto all = reasons(read.ledger);
    CHECK(std::count(all.begin(), all.end(), ErrorCode::row_total) == 2);
    // One number that is no sum, and nothing is taken for one.
    const Incidents plain = of_2013(header + "SAN JOSE;5;9\nSan Jose;2;3\nEscazu;3;6\nLIMON;4;3\nLimon;4;1\nPococi;0;1\n", named);
    CHECK(sum(plain) == 23);
    // Counts of 0 and 1 fall into groups by chance.
    std::string ones = header;
    for (int turn = 0; turn < 20; ++turn) ones += "M" + std::to_string(turn) + ";" + (turn % 2 == 0 ? "1;1\n" : "0;1\n");
    CHECK(sum(of_2013(ones, named)) == 20);
}
