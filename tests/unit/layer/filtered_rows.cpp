// SPDX-License-Identifier: Apache-2.0
// Rows that the study does not ask for: each is listed with the column and the value that left it out, and its own reason.
#include "incidents.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

using Lines = std::vector<std::string>;

Ledger sites_ledger(const Folder& folder, const std::string& name, const std::string& text, const std::function<void(study::SiteSource&)>& change) {
    study::Study study = empty_study();
    study::SiteSource& source = study.sites.emplace_back();
    source.name = "sites";
    source.source = folder.write(name, text);
    change(source);
    SilentProgress progress;
    return layer::read_sites(study, dialects(), progress).ledgers.at(0);
}

}  // namespace

TEST_CASE("where lists the column of the study's field, and the one of a known layout that left the row out") {
    const Folder folder;
    const Incidents own = incidents(folder, "i.csv", "lon,lat,fecha,tipo\n-88,13,2013-01-01,robo\n-88,13,2013-01-01, otro \n-88,13,2013-01-01,\n", [](study::IncidentSource& source) {
        point_roles(source);
        source.source.where.field = "tipo";
        source.source.where.in = {"robo"};
    });
    CHECK(filtered(own.ledger) == Lines{"3 tipo E2038 otro", "4 tipo E2038 "});

    const std::string unodc = "Iso3_code,Region,Subregion,Country,Source,Dimension,Category,Sex,Age,Year,Unit of measurement,VALUE\n"
                              "XAA,A,B,C,S,Total,Total,Total,Total,2013,Counts,10\nXAA,A,B,C,S,Total,Total,Male,Total,2013,Counts,8\n"
                              "XAA,A,B,C,S,Total,Total,Total,Total,2013,\"Rate per 100,000 population\",5.5\nXAA,A,B,C,S,Total,Total,Total,Total,2011,Counts,3\n";
    const Incidents known = incidents(folder, "u.csv", unodc, [](study::IncidentSource& source) { source.incident_class = {}; });
    CHECK(filtered(known.ledger) == Lines{"3 Sex E2038 Male", "4 Unit of measurement E2038 Rate per 100,000 population", "5 Year E2039 2011"});
}

TEST_CASE("where on a coordinate lists no coordinate") {
    const Folder folder;
    const Incidents two = incidents(folder, "i.csv", "lon,lat,fecha\n-88,13,2013-01-01\n-87.123,13,2013-01-01\n", [](study::IncidentSource& source) {
        point_roles(source);
        source.source.where.field = "lon";
        source.source.where.not_in = {"-87.123"};
    });
    CHECK(filtered(two.ledger) == Lines{"3 lon E2038 "});

    const Incidents pair = incidents(folder, "p.csv", "ubicacion,fecha\n\"13.5, -88\",2013-01-01\n\"13.25, -87.5\",2013-01-01\n", [](study::IncidentSource& source) {
        source.xy = column("ubicacion");
        source.source.coordinates.order = study::CoordinateWords::Order::lat_lon;
        source.date = column("fecha");
        source.source.where.field = "ubicacion";
        source.source.where.not_in = {"13.25, -87.5"};
    });
    CHECK(filtered(pair.ledger) == Lines{"3 ubicacion E2038 "});
}

TEST_CASE("a long value is cut at 80 bytes") {
    const Folder folder;
    const std::string word(100, 'x');
    const Incidents read = incidents(folder, "i.csv", "lon,lat,fecha,tipo\n-88,13,2013-01-01,robo\n-88,13,2013-01-01," + word + "\n", [](study::IncidentSource& source) {
        point_roles(source);
        source.source.where.field = "tipo";
        source.source.where.in = {"robo"};
    });
    CHECK(filtered(read.ledger) == Lines{"3 tipo E2038 " + word.substr(0, 77) + "…"});
}

TEST_CASE("incidents of another day, month or year are listed by the column that tells it") {
    const Folder folder;
    const Incidents by_day = incidents(folder, "d.csv", "lon,lat,fecha\n-88,13,01/01/2013\n-88,13,31/12/2012\n-88,13,01/01/2014\n", [](study::IncidentSource& source) {
        point_roles(source);
        source.date_format = "%d/%m/%Y";
    });
    CHECK(filtered(by_day.ledger) == Lines{"3 fecha E2039 31/12/2012", "4 fecha E2039 01/01/2014"});

    const auto by_month = [&](const Period& period) {
        study::Study study = empty_study();
        study.period = period;
        study::IncidentSource& source = study.incidents.emplace_back();
        source.source = folder.write("m.csv", "muni,anio,mes,n\n0101,2013,2,1\n0101,2013,9,2\n0101,2012,2,3\n");
        source.municipality = column("muni");
        source.year = column("anio");
        source.month = column("mes");
        source.count = column("n");
        layer::IncidentStream stream(study, 0, dialects());
        return filtered(read(stream).ledger);
    };
    CHECK(by_month({*Date::from_ymd(2013, 1, 1), *Date::from_ymd(2013, 6, 30)}) == Lines{"3 mes E2039 9", "4 anio E2039 2012"});
    CHECK(by_month({*Date::from_ymd(2013, 1, 1), *Date::from_ymd(2013, 12, 31)}) == Lines{"4 anio E2039 2012"});

    const Incidents constant_year = incidents(folder, "c.csv", "muni,n\n0101,1\n", [](study::IncidentSource& source) {
        source.municipality = column("muni");
        source.count = column("n");
        source.year = constant("2012");
    });
    CHECK(filtered(constant_year.ledger) == Lines{"2  E2039 2012"});
}

TEST_CASE("sites of no family are listed with the word, the sector or the tag that is of none") {
    const Folder folder;
    const Ledger mapped = sites_ledger(folder, "s.csv", "lon,lat,f,tipo\n-88,13,PNC,a\n-88,13.1,zzz,a\n-88,13.2,PNC,b\n", [](study::SiteSource& source) {
        source.family = column("f");
        source.family.values = {{"PNC", "law_enforcement"}};
        source.source.where.field = "tipo";
        source.source.where.not_in = {"b"};
    });
    CHECK(filtered(mapped) == Lines{"3 f E2042 zzz", "4 tipo E2038 b"});

    const Ledger sectors = sites_ledger(folder, "a.csv", "lon,lat,sector_code\n-88,13,15132\n-88,13.1,77777\n", [](study::SiteSource&) {});
    CHECK(filtered(sectors) == Lines{"3 sector_code E2042 77777"});

    const auto node = [](int id, const std::string& tags) { return R"({"type":"node","id":)" + std::to_string(id) + R"(,"lat":13.)" + std::to_string(id) + R"(,"lon":-88,"tags":{)" + tags + "}}"; };
    const Ledger tags = sites_ledger(folder, "osm.json", "{\"elements\":[" + node(1, R"("amenity":"police")") + "," + node(2, R"("amenity":"police","military":"yes")") + "," + node(3, R"("amenity":"bench")") + "]}",
                                     [](study::SiteSource&) {});
    CHECK(filtered(tags) == Lines{"2 military E2042 military=yes", "3 amenity E2042 amenity=bench"});
}

TEST_CASE("settlements of another year, of another country and without people are listed, each for its own reason") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities.emplace_back().country = constant("XAA");
    study::PopulationSource& source = study.population.emplace_back();
    source.source = folder.write("p.csv", "lon,lat,pob,a,c,t\n-88,13,1,2010,XAA,u\n-88,13,2,2011,XAA,u\n-88,13,4,2010,XBB,u\n-88,13,0,2010,XAA,u\n-88,13,5,2010,XAA,v\n-88,13,5,s/f,XAA,u\n");
    source.x = column("lon");
    source.y = column("lat");
    source.people = column("pob");
    source.year = column("a");
    source.year_value = 2010;
    source.country = column("c");
    source.source.where.field = "t";
    source.source.where.in = {"u"};
    SilentProgress progress;
    const auto surface = layer::read_population(study, dialects(), progress);
    CHECK(surface.points.size() == 1);
    CHECK(filtered(surface.ledgers.at(0)) == Lines{"3 a E2040 2011", "4 c E2041 XBB", "5 pob E2043 0", "6 t E2038 v", "7 a E2040 s/f"});
}

TEST_CASE("municipalities that where leaves out, or that do not exist in the period, are listed by the end of it that says so") {
    const Folder folder;
    const auto days = [](const std::string& from, const std::string& to, const std::string& kind) { return R"("desde":")" + from + R"(","hasta":")" + to + R"(","tipo":")" + kind + "\""; };
    study::Study study = empty_study();
    study.municipalities = {municipality_source(folder.write("m.geojson", collection({feature(named("01", "Hoy", days("2000-01-01", "2020-12-31", "m")), -89, 13, -88, 14),
                                                                                     feature(named("02", "Antes", days("1990-01-01", "2012-12-31", "m")), -88, 13, -87, 14),
                                                                                     feature(named("03", "Luego", days("2014-01-01", "2020-12-31", "m")), -87, 13, -86, 14),
                                                                                     feature(named("04", "Lago", days("2000-01-01", "2020-12-31", "lago")), -86, 13, -85, 14)})))};
    study.municipalities[0].valid_from = column("desde");
    study.municipalities[0].valid_to = column("hasta");
    study.municipalities[0].source.where.field = "tipo";
    study.municipalities[0].source.where.not_in = {"lago"};
    const auto table = municipalities(study);
    CHECK(table.rows.size() == 1);
    CHECK(table.ledgers.at(0).listed());
    CHECK(filtered(table.ledgers[0]) == Lines{"2 hasta E2044 2012-12-31", "3 desde E2044 2014-01-01", "4 tipo E2038 lago"});
}

TEST_CASE("rows of a table of people of another year, and those that where leaves out, are listed") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities = {municipality_source(folder.write("m.geojson", collection({feature(named("0101", "Uno"), -89, 13, -88, 14)})))};
    study::PopulationTable& table = study.municipalities[0].population_table.emplace();
    table.source = folder.write("t.csv", "cod,pob,anio,sexo\n0101,1000,2010,T\n0101,1100,2011,T\n0101,500,2010,H\n");
    table.code = column("cod");
    table.value = column("pob");
    table.year_column = column("anio");
    table.year = 2010;
    table.source.where.field = "sexo";
    table.source.where.in = {"T"};
    const auto found = municipalities(study);
    CHECK(found.rows.at(0).population == 1000.0);
    CHECK(found.population_ledgers.at(0).listed());
    CHECK(filtered(found.population_ledgers[0]) == Lines{"3 anio E2040 2011", "4 sexo E2038 H"});
}
