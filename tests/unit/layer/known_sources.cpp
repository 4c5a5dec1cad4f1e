// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

/// Rows in the layout of UNODC: counts and rates, of all and of one sex.
const std::string unodc =
    "Iso3_code,Region,Subregion,Country,Source,Dimension,Category,Sex,Age,Year,Unit of measurement,VALUE\n"
    "XAA,A,B,C,S,Total,Total,Total,Total,2013,Counts,10\n"
    "XAA,A,B,C,S,Total,Total,Male,Total,2013,Counts,8\n"
    "XAA,A,B,C,S,Total,Total,Total,Total,2013,\"Rate per 100,000 population\",5.5\n";

std::vector<std::string> guesses_of(const Incidents& read, const std::string& role) {
    std::vector<std::string> out;
    for (const layer::Guess& guess : read.guesses) {
        if (guess.role == role) out.push_back(guess.value);
    }
    return out;
}

bool noted(const Ledger& ledger, const std::string& words) {
    return std::any_of(ledger.notes.begin(), ledger.notes.end(), [&](const std::string& note) { return note.find(words) != note.npos; });
}

}  // namespace

TEST_CASE("of a known source only the rows that count do, what is the same for all is filled in, and all of it is said") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", unodc, no_class);
    CHECK(read.weights == std::vector<std::int64_t>{10});
    CHECK(read.ledger.filtered == 2);
    CHECK(read.classes == std::vector<std::string>{"0101"});
    CHECK(guesses_of(read, "dialect") == std::vector<std::string>{"unodc"});
    CHECK(guesses_of(read, "class") == std::vector<std::string>{"0101"});
    const std::vector<std::string> where = guesses_of(read, "where");
    CHECK(where.size() == 5);
    CHECK(std::find(where.begin(), where.end(), "Sex = Total") != where.end());
    CHECK(guesses_of(read, "note").size() == 1);
}

TEST_CASE("the study's word goes before the dialect's: a class, a filter of the same column, no dialect at all") {
    const Folder folder;
    const Incidents men = incidents(folder, "i.csv", unodc, [](study::IncidentSource& source) {
        source.incident_class = constant("0102");
        source.source.where.field = "Sex";
        source.source.where.in = {"Male"};
    });
    CHECK(men.weights == std::vector<std::int64_t>{8});
    CHECK(men.classes == std::vector<std::string>{"0102"});
    const Incidents plain = incidents(folder, "i.csv", unodc, [](study::IncidentSource& source) {
        source.source.dialect = "none";
        source.municipality = column("Iso3_code");
        source.count = column("VALUE");
        source.source.where.field = "Unit of measurement";
        source.source.where.in = {"Counts"};
    });
    CHECK(plain.weights == std::vector<std::int64_t>{10, 8});
    CHECK(guesses_of(plain, "dialect").empty());
}

TEST_CASE("a study may name the dialect, of a file whose columns do not give it away, but not one that is not there") {
    const Folder folder;
    const std::string text = "Mun,Year,Count\nSan Telmo,2013,4\n";
    CHECK(guesses_of(incidents(folder, "i.csv", text, no_class), "dialect").empty());
    const auto as = [](const std::string& name) {
        return [name](study::IncidentSource& source) { source.source.dialect = name; };
    };
    const Incidents named = incidents(folder, "i.csv", text, as("hnd_sepol"));
    CHECK(guesses_of(named, "dialect") == std::vector<std::string>{"hnd_sepol"});
    CHECK(named.countries == std::vector<std::string>{"HND"});
    const Error error = error_of([&] { incidents(folder, "i.csv", text, as("hnd_sepool")); });
    CHECK(error.code() == ErrorCode::study_bad_value);
    CHECK_THAT(error.hint(), Catch::Contains("hnd_sepol"));
    CHECK(error_of([&] { incidents(folder, "i.csv", text, as("generic")); }).code() == ErrorCode::study_bad_value);
}

TEST_CASE("what a source does not measure is said beside its numbers, and so is where its rows come from") {
    const Folder folder;
    const Incidents deaths = incidents(folder, "i.csv",
                                       "num_corre,anio_ing,mes_ing,dia_ing,dia_sem_ing,depto_ocu,municipio_ocu,edad_per,sexo_per,causa_muerte\n"
                                       "1,2013,Enero,4,Viernes,Norte,San Telmo,24,Hombre,Herida\n",
                                       no_class);
    CHECK(noted(deaths.ledger, "WARNING: INACIF counts violent deaths"));
    const Incidents wide = incidents(folder, "j.csv", "codigo_municipio,2012,2013\n0101,5,\n0102,1,2\n", no_class);
    CHECK(noted(wide.ledger, "2 rows of the file, read as one row for each of their 2 columns"));
    CHECK(noted(wide.ledger, "are no rows: 1"));
    CHECK(incidents(folder, "k.csv", "codigo_municipio,anio,casos\n0101,2013,5\n", no_class).ledger.notes.empty());
}

TEST_CASE("a row of a year whose month is not known counts where the whole year does") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", "codigo_municipio,anio,mes,casos\n0101,2013,,5\n0101,2013,13,1\n", no_class);
    CHECK(read.weights == std::vector<std::int64_t>{5});
    CHECK(read.ledger.rejected == 1);
}

TEST_CASE("a known source's dates are read as its file writes them where that is not its usual way") {
    const Folder folder;
    const std::string header = "DEPARTAMENTO,MUNICIPIO,CODIGO DANE,ARMAS MEDIOS,FECHA HECHO,GENERO,CANTIDAD\n";
    const auto rows = [&](const std::string& date) { return header + "VALLE CLARO,SAN TELMO,05999000,ARMA BLANCA," + date + ",MASCULINO,2\n"; };
    for (const std::string date : {"03/02/2013", "2013/02/03", "2013-02-03"}) {
        INFO(date);
        const Incidents read = incidents(folder, "siedco.csv", rows(date), [](study::IncidentSource& source) { source.incident_class = {}; });
        CHECK(read.weights == std::vector<std::int64_t>{2});
        CHECK(read.ledger.rejected == 0);
    }
}
