// SPDX-License-Identifier: Apache-2.0
// Sources that others publish in exchange formats, read without naming a single role.
#include "drawn.hpp"

#include "gap/objectives.hpp"

#include <cmath>

using namespace presencia;
using namespace presencia::drawn;

namespace {

layer::SiteTable sites_of(const study::Source& source, const geo::Box& extent = {}) {
    study::Study study = empty_study();
    study::SiteSource layer;
    layer.name = "aid";
    layer.source = source;
    study.sites = {layer};
    SilentProgress progress;
    return layer::read_sites(study, dialects(), progress, extent);
}

std::string activity(const std::string& id, const std::string& inside, const std::string& locations) {
    return "<iati-activity default-currency=\"USD\"><iati-identifier>" + id + "</iati-identifier><activity-status code=\"2\"/><recipient-country code=\"HN\"/>" + inside + locations +
           "</iati-activity>";
}

std::string location(const std::string& pos, const std::string& more) {
    return "<location>" + (pos.empty() ? "" : "<point><pos>" + pos + "</pos></point>") + more + "</location>";
}

std::string iati(const std::string& activities) {
    return "<iati-activities version=\"2.03\">\n" + activities + "\n</iati-activities>";
}

const std::string police = "<sector code=\"15132\"/>";
const std::string town = "<exactness code=\"1\"/><location-class code=\"2\"/><feature-designation code=\"PPL\"/>";

std::vector<layer::Precision> precisions(const layer::SiteTable& table) {
    std::vector<layer::Precision> out;
    for (const layer::Site& site : table.rows) out.push_back(site.precision);
    return out;
}

std::string guess_of(const layer::SiteTable& table, const std::string& role) {
    for (const layer::Guess& guess : table.guesses) {
        if (guess.role == role) return guess.value;
    }
    return {};
}

/// For sites that no municipality holds.
layer::PlaceIndex no_places() {
    return {{}, dialects().place_names(), false};
}

double share(const layer::SiteTable& table, std::size_t record, std::size_t objective) {
    return static_cast<double>(table.records.at(record).objectives.of.at(objective - 1)) / 1e6;
}

}  // namespace

TEST_CASE("IATI activities are programmes by location, families by sector, places by what IATI says of them") {
    const Folder folder;
    const auto table = sites_of(folder.write(
        "a.xml", iati(activity("A", police, location("15.7 -86.8", town) + location("15.5 -86.5", "<exactness code=\"2\"/><location-class code=\"3\"/>") +
                                               location("15.4 -86.4", "<exactness code=\"1\"/><location-class code=\"1\"/><feature-designation code=\"ADM2\"/>")))));
    REQUIRE(table.rows.size() == 3);
    CHECK(precisions(table) == std::vector<layer::Precision>{layer::Precision::exact, layer::Precision::approximate, layer::Precision::municipality});
    for (const layer::Site& site : table.rows) {
        CHECK(site.family == study::Family::law_enforcement);
        CHECK(site.kind == study::Kind::programme);
        CHECK(site.country == "HND");
        CHECK(site.status == "implementation");
    }
    CHECK(table.rows[0].position.longitude() == -86.8);
    CHECK(table.rows[0].position.latitude() == 15.7);
    CHECK(table.ledgers[0].outside == 0);
}

TEST_CASE("Regions, countries and activities without a location are in no municipality, and none goes to a capital's point") {
    const Folder folder;
    const std::string money = police + "<transaction><transaction-type code=\"2\"/><value>300</value></transaction>";
    const auto table = sites_of(folder.write(
        "a.xml", iati(activity("A", money, location("15.7 -86.8", town) + location("15.6 -86.2", "<location-class code=\"1\"/><feature-designation code=\"ADM1\"/>") +
                                               location("14.1 -87.2", "<location-class code=\"1\"/>")) +
                      activity("B", money, location("14.1 -87.2", "<location-class code=\"1\"/><administrative level=\"0\" code=\"HN\"/>")) + activity("C", money, ""))));
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].id == "A#1");
    CHECK(table.rows[0].amount == 100.0);
    CHECK(table.ledgers[0].read == 5);
    CHECK(table.ledgers[0].outside == 4);
    CHECK(table.ledgers[0].rejected == 0);
    CHECK(reasons(table.ledgers[0]) == std::vector<ErrorCode>(4, ErrorCode::row_too_coarse));
    const gap::Objectives totals = gap::total_objectives(table, no_places(), true);
    const auto& amounts = totals.of[3].amounts.at("USD");
    // 100 a location of A, all of B and C; the site of A lies outside, for no municipality is drawn here.
    CHECK(amounts[static_cast<std::size_t>(gap::Mapped::outside)] == Approx(100.0));
    CHECK(amounts[static_cast<std::size_t>(gap::Mapped::not_mappable)] == Approx(800.0));
}

TEST_CASE("Rows that share a line of XML are still different rows") {
    const Folder folder;
    const auto table = sites_of(folder.write("a.xml", "<iati-activities>" + activity("A", police, location("15.7 -86.8", town) + location("15.7 -86.9", town)) + "</iati-activities>"));
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].row == table.rows[1].row);
    CHECK(table.rows[0].record != table.rows[1].record);
}

TEST_CASE("Latitude and longitude swapped in a position stop the run with that word") {
    const Folder folder;
    CHECK(error_of([&] { sites_of(folder.write("a.xml", iati(activity("A", police, location("-98.2 15.7", town) + location("-98.3 15.6", town))))); }).code() == ErrorCode::coordinates_swapped);
}

TEST_CASE("Percentages of several sectors and codes of two objectives share a row out by their weights") {
    const Folder folder;
    // 15134 is half objective 3, half 4; 15132 is objective 4 alone.
    const auto table = sites_of(folder.write(
        "a.xml", iati(activity("A", "<sector code=\"15134\" percentage=\"60\"/><sector code=\"15132\" percentage=\"40\"/><transaction><transaction-type code=\"C\"/><value>1000</value></transaction>",
                               location("15.7 -86.8", town)))));
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].family == study::Family::law_enforcement);
    CHECK(table.rows[1].family == study::Family::judicial);
    REQUIRE(table.records.size() == 1);
    CHECK(share(table, 0, 3) == Approx(0.3));
    CHECK(share(table, 0, 4) == Approx(0.7));
    const gap::Objectives totals = gap::total_objectives(table, no_places(), true);
    constexpr auto outside = static_cast<std::size_t>(gap::Mapped::outside);
    CHECK(totals.of[2].amounts.at("USD")[outside] == Approx(300.0));
    CHECK(totals.of[3].amounts.at("USD")[outside] == Approx(700.0));
    CHECK(totals.of[3].rows[outside] == Approx(0.7));
    CHECK(totals.none.rows[outside] == Approx(0.0));
}

TEST_CASE("Percentages that do not sum to 100 are taken relative to their sum, and said so") {
    const Folder folder;
    const auto table = sites_of(folder.write("s.csv",
                                             "lon,lat,sector_code,sector_percentage\n-88,13,15132|15134,60|60\n-88,13.1,15132|15134,70|30\n-88,13.2,15132|15134,\n"
                                             "-88,13.3,15132|15134,80|\n-88,13.4,15132|15134,x|y\n"));
    REQUIRE(table.records.size() == 5);
    CHECK(share(table, 0, 4) == Approx(0.75));  // half of it police, half judicial, half of that objective 4
    CHECK(share(table, 1, 4) == Approx(0.85));
    CHECK(share(table, 2, 4) == Approx(0.75));
    CHECK(share(table, 3, 4) == Approx(0.9));  // the missing one has what is left: 20
    CHECK(share(table, 4, 4) == Approx(0.75));
    CHECK(all_notes(table.ledgers[0]).find("1 rows whose percentages by sector do not sum to 100: taken relative to their sum; the first, row 2: \"60|60\"") != std::string::npos);
}

TEST_CASE("Of several sector vocabularies DAC's five digits count, else its three, and others are in no table") {
    const Folder folder;
    const auto table = sites_of(folder.write("s.csv",
                                             "lon,lat,sector_code,sector_vocabulary\n-88,13,15132|112,1|2\n-88,13.1,112|77,2|99\n-88,13.2,15132,99\n"));
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].family == study::Family::law_enforcement);
    CHECK(table.rows[1].family == study::Family::educational);
    CHECK(table.ledgers[0].filtered == 1);
    CHECK(all_notes(table.ledgers[0]).find("1 rows that are of no family, filtered: \"15132\" 1") != std::string::npos);
}

TEST_CASE("What a shipped table was used for is kept, word by word") {
    const Folder folder;
    const auto table = sites_of(folder.write("s.csv", "lon,lat,sector_code\n-88,13,16015\n-88,13.1,16015\n-88,13.2,21020\n"));
    REQUIRE(table.uses.size() == 1);
    CHECK(table.uses[0].word == "16015");
    CHECK(table.uses[0].rows == 2);
    CHECK(table.uses[0].family == study::Family::social);
    CHECK(table.uses[0].objectives.of == std::array<std::int64_t, 5>{500'000, 0, 0, 500'000, 0});
    CHECK(guess_of(table, "family") == "sector_code");
}

TEST_CASE("AidData's precision codes decide the level at which a row may count") {
    const Folder folder;
    std::string text = "project_id,project_location_id,precision_code,latitude,longitude,location_class,geographic_exactness,project_title,recipients_iso3,ad_sector_codes,even_split_commitments\n";
    for (const char* const code : {"1", "2", "3", "4", "5", "6", "7", "8", "9"}) {
        text += std::string("P,P_") + code + "," + code + ",14.1,-87.2,1,1,Project,HND,15132,10\n";
    }
    text += "P,P_0,6,,,1,1,Project,HND,15132,10\n";
    const auto table = sites_of(folder.write("aid.csv", text));
    CHECK(precisions(table) == std::vector<layer::Precision>{layer::Precision::exact, layer::Precision::approximate, layer::Precision::municipality});
    CHECK(table.ledgers[0].outside == 7);
    CHECK(table.ledgers[0].rejected == 0);
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].kind == study::Kind::programme);
    const gap::Objectives totals = gap::total_objectives(table, no_places(), true);
    CHECK(totals.of[3].rows[static_cast<std::size_t>(gap::Mapped::not_mappable)] == Approx(7.0));
}

TEST_CASE("Services without a place are still rejected: a post without coordinates is a fault of its file") {
    const Folder folder;
    const auto table = sites_of(folder.write("s.csv", "lon,lat,familia\n-88,13,policía\n,,policía\n"));
    CHECK(table.rows.size() == 1);
    CHECK(table.ledgers[0].rejected == 1);
    CHECK(reasons(table.ledgers[0]) == std::vector<ErrorCode>{ErrorCode::coordinates_missing});
}

TEST_CASE("Of a table that says no more of its places than the department, every row is known by that alone") {
    const Folder folder;
    const auto table = sites_of(folder.write("3w.csv", "Sector,Departamento,Estado\n#sector,#adm1+name,#status\nEducation,Atlántida,ongoing\nEducation,Colón,ongoing\nEducation,,ongoing\n"));
    CHECK(table.rows.empty());
    const Ledger& ledger = table.ledgers[0];
    CHECK(ledger.read == 3);
    CHECK(ledger.outside == 2);
    CHECK(ledger.rejected == 1);
    CHECK(ledger.key_column == "Departamento");
    REQUIRE(ledger.left_out.size() == 3);
    CHECK(ledger.left_out[0].code == ErrorCode::row_too_coarse);
    CHECK(ledger.left_out[0].column == "Departamento");
    CHECK(ledger.left_out[0].value == "Atlántida");
    CHECK(ledger.left_out[2].code == ErrorCode::municipality_missing);
    REQUIRE(table.records.size() == 2);
    CHECK(table.records[1].department == "Colón");
}

TEST_CASE("Tags of OpenStreetMap tell families and what is closed; the military and what is private are left out") {
    const Folder folder;
    const auto node = [](int id, const std::string& tags) {
        return R"({"type":"node","id":)" + std::to_string(id) + R"(,"lat":13.)" + std::to_string(id) + R"(,"lon":-88,"tags":{)" + tags + "}}";
    };
    const auto table = sites_of(folder.write(
        "osm.json", "{\"elements\":[" + node(1, R"("amenity":"police","name":"Posta")") + "," + node(2, R"("amenity":"clinic","healthcare":"clinic")") + "," +
                        node(3, R"("office":"government","government":"prosecutor")") + "," + node(4, R"("amenity":"school","disused":"yes")") + "," +
                        node(5, R"("amenity":"police","military":"yes")") + "," + node(6, R"("amenity":"hospital","operator:type":"private")") + "," + node(7, R"("amenity":"bench")") + "," +
                        node(8, R"("amenity":"library;community_centre")") + "]}"));
    std::vector<std::pair<std::string, study::Family>> found;
    for (const layer::Site& site : table.rows) found.emplace_back(site.id, site.family);
    using F = study::Family;
    CHECK(found == std::vector<std::pair<std::string, F>>{{"node/1", F::law_enforcement}, {"node/3", F::judicial}, {"node/2", F::social}, {"node/8", F::social}, {"node/4", F::educational}, {"node/8", F::educational}});
    CHECK(table.ledgers[0].filtered == 3);
    CHECK(all_notes(table.ledgers[0]).find("\"amenity=bench\" 1, \"military=yes\" 1, \"operator:type=private\" 1") != std::string::npos);
    for (const layer::Site& site : table.rows) {
        CHECK(site.operating_status == (site.id != "node/4"));
        CHECK(site.kind == study::Kind::service);
    }
    CHECK(table.rows[0].name == "Posta");
}

TEST_CASE("GeoJSON of OpenStreetMap is understood by the same tags") {
    const Folder folder;
    const auto table = sites_of(folder.write(
        "osm.geojson", collection({feature_with(R"("@id":"node/1","amenity":"courthouse","name":"Juzgado")", R"({"type":"Point","coordinates":[-88,13]})"),
                                   feature(R"("@id":"way/2","amenity":"school")", -88.2, 13.2, -88.1, 13.3)})));
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].family == study::Family::judicial);
    CHECK(table.rows[1].family == study::Family::educational);
    CHECK_FALSE(table.rows[1].area.empty());
}

TEST_CASE("Hashtags of HXL decide the roles, in whichever row they stand, and are no data") {
    const Folder folder;
    const std::string tags = "#activity+name,#org+impl,#sector,#adm2+v_pcode+code,#geo+lon,#geo+lat,#date+start,#value+usd\n";
    const std::string rows = "Cursos,Cruz,Education,HN0101,-88,13,2013-02-01,500\nPozos,Agua,WASH,HN0102,-88.1,13.1,2013-03-01,900\n";
    const std::string header = "Proyecto,Latitud,Sector,Municipio,Longitud,Nada,Fecha,Monto\n";  // two names lie: the tags know better
    for (const std::string& text : {tags + rows, header + tags + rows, header + ",,,,,,,\nsub,,,,,,,\n" + tags + rows}) {
        const auto table = sites_of(folder.write("3w.csv", text));
        REQUIRE(table.rows.size() == 1);
        CHECK(table.rows[0].name == "Cursos");
        CHECK(table.rows[0].partner == "Cruz");
        CHECK(table.rows[0].family == study::Family::educational);
        CHECK(table.rows[0].kind == study::Kind::programme);
        CHECK(table.rows[0].position.longitude() == -88.0);
        CHECK(table.rows[0].municipality_code == "HN0101");
        CHECK(table.rows[0].amount == 500.0);
        CHECK(table.ledgers[0].read == 2);
        CHECK(table.ledgers[0].filtered == 1);  // water is of none of the six families
    }
}

namespace {

const std::string datastore = "iati_identifier,activity_status_code,sector_code,location_point_pos,location_exactness_code,location_feature_designation_code,value\n";
/// Of the study's municipalities: it tells that the latitude stands first.
const geo::Box wide_honduras{-89.0, 13.0, -83.0, 17.0};

std::vector<std::pair<double, double>> places_of(const layer::SiteTable& table) {
    std::vector<std::pair<double, double>> out;
    for (const layer::Site& site : table.rows) out.emplace_back(site.position.latitude(), site.position.longitude());
    return out;
}

}  // namespace

TEST_CASE("an activity of the Datastore with several places in a cell is a row for each, in the export of commas and in that of bars") {
    const Folder folder;
    const std::vector<std::pair<double, double>> two{{15.7, -86.8}, {15.5, -86.5}};
    for (const char mark : {',', '|', ';'}) {
        const std::string m(1, mark);
        const auto table = sites_of(folder.write("d.csv", datastore + "A,2,15132,\"15.5 -86.5" + m + "15.7 -86.8\",\"2" + m + "1\",\"PPL" + m + "PPL\",1000\nB,2,15132,15.6 -86.6,1,PPL,50\n"), wide_honduras);
        INFO(mark);
        REQUIRE(table.rows.size() == 3);
        CHECK(places_of(table) == std::vector<std::pair<double, double>>{{15.7, -86.8}, {15.6, -86.6}, {15.5, -86.5}});
        CHECK(precisions(table) == std::vector<layer::Precision>{layer::Precision::exact, layer::Precision::exact, layer::Precision::approximate});
        CHECK(table.rows[0].row == 2);
        CHECK(table.rows[2].row == 2);
        CHECK(table.ledgers[0].read == 3);
        CHECK(table.ledgers[0].rejected == 0);
        CHECK(all_notes(table.ledgers[0]).find("1 rows of the file with several places, read as 2 rows") != std::string::npos);
        CHECK(guess_of(table, "several_places") == "true");
    }
}

TEST_CASE("a pair of IATI has its latitude first where neither values nor area tell") {
    const Folder folder;
    const std::string rows = "A,2,15132,15.5 16.5,1,PPL,1\n";
    const auto table = sites_of(folder.write("d.csv", datastore + rows));
    CHECK(places_of(table) == std::vector<std::pair<double, double>>{{15.5, 16.5}});
    CHECK(guess_of(table, "coordinates") == "lat_lon");
    // What the values show goes before it: no latitude is -86.8.
    CHECK(places_of(sites_of(folder.write("e.csv", datastore + "A,2,15132,-86.8 15.5,1,PPL,1\n"), wide_honduras)) == std::vector<std::pair<double, double>>{{15.5, -86.8}});
}

TEST_CASE("a layer lists programmes alone where the study or the known source says so") {
    const Folder folder;
    CHECK(sites_of(folder.write("d.csv", datastore + "A,2,15132,15.5 -86.5,1,PPL,1\n"), wide_honduras).only_programmes == std::vector<bool>{true});
    CHECK(sites_of(folder.write("p.csv", "familia,lat,lon\nlaw_enforcement,15.5,-86.5\n"), wide_honduras).only_programmes == std::vector<bool>{false});
}

TEST_CASE("a cell with one place is one, though it holds a comma, and no list is seen where there is none") {
    const Folder folder;
    const auto table = sites_of(folder.write("d.csv", datastore + "A,2,15132,\"15.7,-86.8\",1,PPL,1\nB,2,15132,15.6 -86.6,1,PPL,1\nC,2,15132,15.5 -86.5,1,PPL,1\n"), wide_honduras);
    CHECK(table.rows.size() == 3);
    CHECK(guess_of(table, "several_places").empty());
    CHECK(all_notes(table.ledgers[0]).find("several places") == std::string::npos);
}

TEST_CASE("lists that differ in length reject their row with both lengths, for nobody knows which value is whose") {
    const Folder folder;
    const auto table = sites_of(folder.write("d.csv", datastore + "A,2,15132,15.5 -86.5|15.7 -86.8,1,PPL|PPL,1\nB,2,15132,15.6 -86.6,1|1,PPL,1\nC,2,15132,15.5 -86.5|15.4 -86.4,,,1\n"), wide_honduras);
    CHECK(table.rows.size() == 2);
    const Ledger& ledger = table.ledgers[0];
    CHECK(ledger.read == 4);
    CHECK(ledger.rejected == 2);
    REQUIRE(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::places_differ, ErrorCode::places_differ});
    CHECK(ledger.left_out[0].row == 2);
    CHECK(ledger.left_out[0].column == "location_exactness_code");
    CHECK(ledger.left_out[0].value == "location_point_pos 2, location_exactness_code 1");
    CHECK(ledger.left_out[1].row == 3);
}

TEST_CASE("latitudes and longitudes in two columns of lists are places too, and blank ones a place that is not known") {
    const Folder folder;
    const auto table = sites_of(folder.write("d.csv", "iati-identifier,activity-status-code,sector-code,location-point-latitude,location-point-longitude,location-exactness-code\n"
                                                      "A,2,15132,15.5;;15.7,-86.5;;-86.8,1;;2\nB,2,15132,15.6,-86.6,1\nC,2,15132,15.5;15.4,-86.5,\n"), wide_honduras);
    CHECK(places_of(table) == std::vector<std::pair<double, double>>{{15.7, -86.8}, {15.6, -86.6}, {15.5, -86.5}});
    const Ledger& ledger = table.ledgers[0];
    CHECK(ledger.read == 5);
    CHECK(ledger.outside == 1);
    CHECK(ledger.rejected == 1);
    CHECK(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::row_too_coarse, ErrorCode::places_differ});
}

TEST_CASE("money and ids of an activity with several places are split over them, and the study may say that there are none") {
    const Folder folder;
    study::Study study = empty_study();
    study::SiteSource layer;
    layer.name = "aid";
    layer.source = folder.write("d.csv", datastore + "A,2,15132,15.5 -86.5|15.7 -86.8,1|1,PPL|PPL,1000\nB,2,15132,15.6 -86.6,1,PPL,50\n");
    layer.id = column("iati_identifier");
    layer.amount = column("value");
    study.sites = {layer};
    SilentProgress progress;
    const auto table = layer::read_sites(study, dialects(), progress, wide_honduras);
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].id == "A#1");
    CHECK(table.rows[0].amount == 500.0);
    CHECK(table.rows[1].id == "A#2");
    CHECK(table.rows[1].amount == 500.0);
    CHECK(table.rows[2].id == "B");
    CHECK(table.rows[2].amount == 50.0);
    study.sites[0].source.several_places = false;
    const auto whole = layer::read_sites(study, dialects(), progress, wide_honduras);
    CHECK(whole.ledgers[0].read == 2);
    CHECK(whole.ledgers[0].rejected == 1);
    // A table of no known source has lists of places only where the study says so.
    study.sites[0].source.dialect = "none";
    study.sites[0].source.several_places = true;
    study.sites[0].xy = column("location_point_pos");
    study.sites[0].source.coordinates.order = study::CoordinateWords::Order::lat_lon;
    study.sites[0].family = constant("judicial");
    CHECK(layer::read_sites(study, dialects(), progress, wide_honduras).rows.size() == 3);
}

TEST_CASE("objectives are totalled for every department, by the codes of its municipalities where no column names it") {
    const Folder folder;
    auto table = sites_of(folder.write("d.csv", datastore + "A,2,15132,15.5 -86.5,1,PPL,\nB,2,15132,15.6 -86.6,1,PPL,\nC,2,15132,15.7 -86.7,1,PPL,\n"), wide_honduras);
    REQUIRE(table.rows.size() == 3);
    // Atlántida is department 01 of Honduras; nothing tells what X9 belongs to.
    const layer::PlaceIndex places({{"HND", "0101", "La Ceiba", ""}, {"HND", "X9", "Lugar", ""}, {"HND", "0301", "Comayagua", "Comayagua"}}, dialects().place_names(), false);
    for (std::size_t i = 0; i < 3; ++i) table.rows[i].municipality = static_cast<std::int32_t>(i);
    const gap::Objectives totals = gap::total_objectives(table, places, true);
    std::vector<std::pair<std::string, std::string>> listed;
    double rows = 0.0;
    for (const gap::DepartmentObjectives& one : totals.departments) {
        listed.emplace_back(one.department, one.code);
        for (const gap::ObjectiveTotals& of : one.totals.of) rows += of.rows[static_cast<std::size_t>(gap::Mapped::municipality)];
        rows += one.totals.none.rows[static_cast<std::size_t>(gap::Mapped::municipality)];
    }
    CHECK(listed == std::vector<std::pair<std::string, std::string>>{{"", ""}, {"Atlántida", "01"}, {"Comayagua", "03"}});
    CHECK(rows == Approx(3.0));
}

TEST_CASE("a table that says no more than the department names its columns and the key for the municipality") {
    const Folder folder;
    study::Study study = empty_study();
    study::SiteSource layer;
    layer.name = "aid";
    layer.source = folder.write("w.csv", "organización,departamento,circunscripción\nA,Yoro,El Progreso\nB,Yoro,Morazán\n");
    layer.family = constant("social");
    study.sites = {layer};
    SilentProgress progress;
    const auto table = layer::read_sites(study, dialects(), progress, wide_honduras);
    CHECK(table.ledgers[0].outside == 2);
    const std::string notes = all_notes(table.ledgers[0]);
    CHECK(notes.find("2 rows known by their department alone (departamento)") != std::string::npos);
    CHECK(notes.find("organización, departamento, circunscripción; if one of them says the municipality, give municipality = \"column\"") != std::string::npos);
    CHECK(notes.find("cannot be put into a municipality") == std::string::npos);
}
