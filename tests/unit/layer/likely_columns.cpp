// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

#include "layer/likely_columns.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

std::string people(const std::vector<std::string>& columns) {
    return dialects().column_for("municipalities", "population", columns).value_or("-");
}

std::string evidence_of(const Incidents& read, const std::string& role) {
    for (const layer::Guess& guess : read.guesses) {
        if (guess.role == role) return guess.value + " | " + guess.evidence;
    }
    return {};
}

}  // namespace

TEST_CASE("people are found under the names that offices give their column") {
    for (const std::string name : {"poblacion", "Población", "Población total", "poblacion_2013", "Población 2013", "pob_2013", "Pob2013", "POBLACIÓN TOTAL 2013", "Total población", "TOTAL HABITANTES",
                                   "Población proyectada", "Poblacion Censo 2013", "No. de habitantes", "population_2013", "Personas"}) {
        INFO(name);
        CHECK(people({"codigo", "municipio", name}) == name);
    }
    for (const std::string name : {"Total", "2013", "Población urbana", "pob_mujeres", "Viviendas", "habitantes_por_km2", "Pob199", "PobX2013"}) {
        INFO(name);
        CHECK(people({"codigo", "municipio", name}) == "-");
    }
}

TEST_CASE("the year in a column's name is that of its people, and of several years none is chosen") {
    CHECK(dialects().year_in_name("municipalities", "population", "Pob2013") == 2013);
    CHECK(dialects().year_in_name("municipalities", "population", "POBLACIÓN TOTAL 2013") == 2013);
    CHECK_FALSE(dialects().year_in_name("municipalities", "population", "Población"));
    CHECK_FALSE(dialects().year_in_name("municipalities", "population", "tasa 2013"));
    CHECK(people({"codigo", "pob_2005", "pob_2016"}) == "-");
    CHECK(people({"codigo", "pob_2005", "poblacion"}) == "poblacion");
}

TEST_CASE("a table of people with a column a year is read as rows of one year each, however the columns are called") {
    const Folder folder;
    study::Study study = empty_study();
    const study::Source source = folder.write("p.csv", "codigo,pob_2012,pob_2013\n0101,10,11\n0102,20,21\n");
    std::vector<layer::Guess> guesses;
    const layer::SourceContext context{study, source, dialects(), "municipalities", guesses};
    source::RowBatch batch;
    const auto reader = layer::open_sample(context, batch);
    CHECK(reader->columns() == std::vector<std::string>{"codigo", "year", "population"});
    CHECK(batch.size() == 4);
}

TEST_CASE("nobody counts people by month") {
    const Folder folder;
    study::Study study = empty_study();
    const study::Source source = folder.write("p.csv", "Municipio,Enero,Febrero,Marzo,Total\nNorte,1,2,3,6\n");
    std::vector<layer::Guess> guesses;
    source::RowBatch batch;
    const layer::SourceContext people_context{study, source, dialects(), "municipalities", guesses};
    CHECK(layer::open_sample(people_context, batch)->columns().size() == 5);
    const layer::SourceContext counts_context{study, source, dialects(), "incidents", guesses};
    const auto counts = layer::open_sample(counts_context, batch);
    CHECK(counts->columns() == std::vector<std::string>{"Municipio", "month", "count"});
}

TEST_CASE("coordinates are found under the names that programs and devices give them") {
    const std::vector<std::pair<std::string, std::string>> pairs{{"Este", "Norte"}, {"UTM_X", "UTM_Y"}, {"X_UTM", "Y_UTM"}, {"Easting", "Northing"}, {"lon_dd", "lat_dd"}, {"Longitud GPS", "Latitud GPS"},
                                                                 {"Longitud (O)", "Latitud (N)"}, {"LONGITUD X", "LATITUD Y"}, {"geo_lon", "geo_lat"}, {"gps_long", "gps_lat"},
                                                                 {"_gps_longitude", "_gps_latitude"}};
    for (const std::string kind : {"incidents", "sites", "population"}) {
        for (const auto& [x, y] : pairs) {
            INFO(kind << " " << x << " " << y);
            const std::vector<std::string> columns{"municipio", y, x};
            CHECK(dialects().column_for(kind, "x", columns) == x);
            CHECK(dialects().column_for(kind, "y", columns) == y);
        }
        CHECK(dialects().column_for(kind, "xy", {"municipio", "Ubicación (lat, lon)"}) == "Ubicación (lat, lon)");
        CHECK_FALSE(dialects().column_for(kind, "x", {"Exento", "Latitud", "Nombre GPS"}));
    }
}

TEST_CASE("degrees under a likely name place rows, and the columns are said to be called only much like that") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", "municipio,lat_dd,lon_dd,fecha\nNorte,14.05,-86.95,2013-05-13\nSur,13.95,-86.95,2013-06-14\n", [](study::IncidentSource&) {});
    CHECK(read.placed == std::vector<bool>{true, true});
    CHECK_THAT(evidence_of(read, "x"), Catch::Contains("lon_dd | it is called much like that"));
}

TEST_CASE("counts by region are no coordinates, though the regions are called Norte and Este") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", "municipio,fecha,Norte,Sur,Este\nA,2013-05-13,3,1,2\nB,2013-06-14,5,0,4\n", [](study::IncidentSource&) {});
    CHECK(read.placed == std::vector<bool>{false, false});
    CHECK(read.keys == std::vector<std::string>{"A", "B"});
}

TEST_CASE("a status is found whatever it is the status of, and says who has closed") {
    for (const std::string name : {"Estatus", "ESTATUS DE OPERACION", "Estado del centro", "Estado de la sede", "Situación actual"}) {
        INFO(name);
        CHECK(dialects().column_for("sites", "status", {"nombre", name}) == name);
    }
    CHECK_FALSE(dialects().column_for("sites", "status", {"nombre", "Estado civil"}));
    CHECK(dialects().value_for("sites", "status", "FUERA DE OPERACION") == "closed");
    CHECK(dialects().value_for("sites", "status", "Cerrado definitivamente") == "closed");
    CHECK(dialects().value_for("sites", "status", "EN OPERACION") == "operating");
}
