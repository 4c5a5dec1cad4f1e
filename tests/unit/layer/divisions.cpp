// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"
#include "layer/key_sources.hpp"

#include <cmath>

using namespace presencia;
using namespace presencia::drawn;
using layer::KeyMatch;
using layer::KeyRule;

namespace {

/// El Salvador's merger of 2024, two of its new municipalities: Ahuachapán Norte of four old ones, Ahuachapán Centro of two; and one old one that nobody kept whole.
const std::string merger = "old_country,old_code,old_name,old_department,new_code,date\n"
                           "SLV,0101,Ahuachapán,Ahuachapán,AC,2024-05-01\n"
                           "SLV,0103,Atiquizaya,Ahuachapán,AN,2024-05-01\n"
                           "SLV,0105,El Refugio,Ahuachapán,AN,2024-05-01\n"
                           "SLV,0199,Lugar Partido,Ahuachapán,AC,2024-05-01\n"
                           "SLV,0199,Lugar Partido,Ahuachapán,AN,2024-05-01\n";

study::Study merged(const Folder& folder, const std::string& people = {}) {
    study::Study study = empty_study(2024);
    study::MunicipalitySource source =
        municipality_source(folder.write("m.geojson", collection({feature(named("AC", "Ahuachapán Centro"), -89, 13, -88, 14), feature(named("AN", "Ahuachapán Norte"), -88, 13, -87, 14)})));
    source.country = constant("SLV");
    source.source.crosswalk = {folder.write("slv_262_44.csv", merger)};
    if (!people.empty()) {
        study::PopulationTable table;
        table.source = folder.write("people.csv", people);
        table.code = column("cod");
        table.value = column("pob");
        source.population_table = table;
    }
    study.municipalities = {source};
    return study;
}

layer::Gazetteer gazetteer_of(const study::Study& study) {
    std::vector<layer::Guess> guesses;
    return layer::Gazetteer(std::vector<layer::Place>{{"SLV", "AC", "Ahuachapán Centro", ""}, {"SLV", "AN", "Ahuachapán Norte", ""}}, dialects().place_names(), layer::key_sources(study, dialects(), guesses));
}

}  // namespace

TEST_CASE("rows of an older division go to what their municipality was merged into, by code or name") {
    const Folder folder;
    const layer::Gazetteer places = gazetteer_of(merged(folder));
    const KeyMatch atiquizaya = places.find({"SLV", {}, "0103", {}});
    CHECK(atiquizaya.municipality == 1);
    CHECK(atiquizaya.rule == KeyRule::old_unit);
    CHECK(places.find({"SLV", {}, "SV0105", {}}).municipality == 1);
    CHECK(places.find({"SLV", "Ahuachapan", "EL REFUGIO", {}}).municipality == 1);
    CHECK(places.find({"SLV", {}, "101", {}}).municipality == 0);
    CHECK(places.find({"SLV", {}, "0102", {}}).miss == KeyMatch::Miss::unknown);
}

TEST_CASE("rows of a municipality that was split are refused with the parts, and never shared out") {
    const Folder folder;
    const layer::Gazetteer places = gazetteer_of(merged(folder));
    const layer::PlaceKey key{"SLV", {}, "0199", {}};
    const KeyMatch split = places.find(key);
    CHECK(split.municipality == -1);
    CHECK(split.miss == KeyMatch::Miss::split);
    layer::KeyTally tally;
    tally.add(key, split, 2);
    Ledger ledger;
    tally.finish(places, ledger);
    REQUIRE(ledger.unmatched_keys.size() == 1);
    CHECK(ledger.unmatched_keys[0].split);
    CHECK(ledger.unmatched_keys[0].nearest == std::vector<std::string>{"Ahuachapán Centro (SLV AC)", "Ahuachapán Norte (SLV AN)"});
}

TEST_CASE("a parent that kept its code keeps its rows, and is known as the parent of a split") {
    layer::KeySources more;
    more.old_units = {{{"GTM", "1705", "La Libertad", "Petén"}, {{"GTM", "1705", {}, {}}, {"GTM", "1713", {}, {}}}, *Date::from_ymd(2011, 10, 6)}};
    const layer::Gazetteer places(std::vector<layer::Place>{{"GTM", "1705", "La Libertad", "Petén"}, {"GTM", "1713", "Las Cruces", "Petén"}}, dialects().place_names(), more);
    CHECK(places.find({"GTM", {}, "1705", {}}).municipality == 0);
    CHECK(places.find({"GTM", {}, "1713", {}}).municipality == 1);
    REQUIRE(places.split_parents().size() == 1);
    CHECK(places.split_parents()[0].second == 0);
    CHECK(places.parts_of(0) == std::vector<std::int32_t>{0, 1});
}

TEST_CASE("the older division is asked first where the layer says so, or the period ends before the change") {
    // Code 0101 is one municipality of the old division and another of the new one.
    layer::KeySources more;
    more.old_units = {{{"SLV", "0101", {}, {}}, {{"SLV", "0102", {}, {}}}, *Date::from_ymd(2024, 5, 1)}};
    const std::vector<layer::Place> now{{"SLV", "0101", "Norte", ""}, {"SLV", "0102", "Centro", ""}};
    const auto find = [&](layer::KeySources sources) { return layer::Gazetteer(now, dialects().place_names(), std::move(sources)).find({"SLV", {}, "0101", {}}).municipality; };
    CHECK(find(more) == 0);
    more.old_first = true;
    CHECK(find(more) == 1);
    more.old_first = false;
    more.period_end = *Date::from_ymd(2023, 12, 31);
    CHECK(find(more) == 1);
    more.period_end = *Date::from_ymd(2024, 12, 31);
    CHECK(find(more) == 0);
}

TEST_CASE("people of merged municipalities are summed exactly, and unknown where a part is missing") {
    const Folder folder;
    const auto whole = [&](const std::string& people) {
        study::Study study = merged(folder, people);
        study.municipalities[0].source.crosswalk = {folder.write("whole.csv", "old_country,old_code,new_code\nSLV,0101,AC\nSLV,0103,AN\nSLV,0105,AN\n")};
        return municipalities(study);
    };
    const auto table = whole("cod,pob\n0101,1000\n0103,200\n0105,30\n");
    CHECK(table.rows[0].population == 1000.0);
    CHECK(table.rows[1].population == 230.0);
    CHECK(table.population_ledgers.at(0).by_key == 3);
    const auto lacking = whole("cod,pob\n0101,1000\n0103,200\n");
    CHECK(lacking.rows[0].population == 1000.0);
    CHECK(lacking.rows[1].population != lacking.rows[1].population);
    CHECK(all_notes(lacking.population_ledgers.at(0)).find("1 municipalities of which the table lacks parts") != std::string::npos);
}

TEST_CASE("of a municipality that was split nobody knows how no part has a number of people that would be too small") {
    const Folder folder;
    const auto table = municipalities(merged(folder, "cod,pob\n0101,1000\n0103,200\n0105,30\n0199,4\n"));
    CHECK(std::isnan(table.rows[0].population));
    CHECK(std::isnan(table.rows[1].population));
    const Ledger& ledger = table.population_ledgers.at(0);
    CHECK(ledger.by_key == 3);
    CHECK(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::unit_split});
    CHECK(all_notes(ledger).find("2 municipalities of which the table lacks parts") != std::string::npos);
}

TEST_CASE("people of a split municipality are divided where the crosswalk gives every share, and incidents never") {
    const Folder folder;
    study::Study study = merged(folder, "cod,pob\n0101,1000\n0103,200\n0105,30\n0199,40\n");
    const auto shares = [&](const std::string& centre, const std::string& north) {
        study.municipalities[0].source.crosswalk = {folder.write("shares.csv", "old_country,old_code,new_code,share\nSLV,0101,AC,\nSLV,0103,AN,1\nSLV,0105,AN,\nSLV,0199,AC," + centre + "\nSLV,0199,AN," + north + "\n")};
    };
    shares("0.25", "0.75");
    const auto table = municipalities(study);
    CHECK(table.rows[0].population == 1010.0);
    CHECK(table.rows[1].population == 260.0);
    const Ledger& ledger = table.population_ledgers.at(0);
    CHECK(ledger.by_key == 4);
    CHECK(ledger.rejected == 0);
    CHECK(all_notes(ledger).find("1 municipalities of the older division were split: their people are shared out") != std::string::npos);
    CHECK(gazetteer_of(study).find({"SLV", {}, "0199", {}}).miss == KeyMatch::Miss::split);
    shares("0.25", "");
    CHECK(reasons(municipalities(study).population_ledgers.at(0)) == std::vector<ErrorCode>{ErrorCode::unit_split});
}

TEST_CASE("the guess for people that are shared out names every part with its share, and for rows that stay with one part the others") {
    const Folder folder;
    study::Study study = merged(folder, "cod,pob\n0199,40\n");
    study.municipalities[0].source.crosswalk = {folder.write("shares.csv", "old_country,old_code,new_code,share\nSLV,0199,AC,0.25\nSLV,0199,AN,0.75\n")};
    const auto table = municipalities(study);
    REQUIRE(table.population_ledgers.at(0).key_rules.size() == 1);
    CHECK(table.population_ledgers[0].key_rules[0].meaning == std::vector<std::string>{"Ahuachapán Centro (SLV AC) × 0.25", "Ahuachapán Norte (SLV AN) × 0.75"});
    layer::KeySources more;
    more.old_first = true;
    more.old_units = {{{"GTM", "1705", "La Libertad", "Petén"}, {{"GTM", "1705", {}, {}}, {"GTM", "1713", {}, {}}}, {}}};
    const layer::Gazetteer places(std::vector<layer::Place>{{"GTM", "1705", "La Libertad", "Petén"}, {"GTM", "1713", "Las Cruces", "Petén"}}, dialects().place_names(), more);
    layer::KeyTally tally;
    tally.add({"GTM", {}, "1705", {}}, places.find({"GTM", {}, "1705", {}}), 2);
    Ledger ledger;
    tally.finish(places, ledger);
    REQUIRE(ledger.key_rules.size() == 1);
    CHECK(ledger.key_rules[0].meaning == std::vector<std::string>{"La Libertad (GTM 1705)"});
    CHECK(ledger.key_rules[0].also == std::vector<std::string>{"Las Cruces (GTM 1713)"});
}

TEST_CASE("shares that are no whole stop the run with every such municipality, one that is named as the only part too") {
    const Folder folder;
    study::Study study = merged(folder, "cod,pob\n0101,1000\n");
    const auto with = [&](const std::string& rows) -> const study::Study& {
        study.municipalities[0].source.crosswalk = {folder.write("shares.csv", "old_country,old_code,new_code,share\n" + rows)};
        return study;
    };
    const Error alone = error_of([&] { municipalities(with("SLV,0101,AC,0.3\n")); });
    CHECK(alone.code() == ErrorCode::value_not_allowed);
    CHECK(alone.where().row == 2);
    CHECK(alone.detail().find("0101 = 0.3") != std::string::npos);
    CHECK(alone.hint().find("name all of its parts") != std::string::npos);
    const Error two = error_of([&] { municipalities(with("SLV,0101,AC,0.25\nSLV,0101,AN,0.5\nSLV,0103,AN,1\nSLV,0105,AN,0.99\n")); });
    CHECK(two.where().row == 3);
    CHECK(two.detail().find("0101 = 0.75; 0105 = 0.99") != std::string::npos);
    CHECK(error_of([&] { municipalities(with("SLV,0101,AC,0.5\nSLV,0101,AN,0.4\n")); }).code() == ErrorCode::value_not_allowed);
    CHECK(municipalities(with("SLV,0101,AC,1\n")).rows[0].population == 1000.0);
    CHECK(municipalities(with("SLV,0101,AC,\n")).rows[0].population == 1000.0);
}

TEST_CASE("shares are a whole within the digits that they are written with, and people of parts that the study lacks are said") {
    const Folder folder;
    study::Study study = merged(folder, "cod,pob\n0101,300\n");
    study.municipalities[0].source.crosswalk = {folder.write("thirds.csv", "old_country,old_code,new_code,share\nSLV,0101,AC,0.33\nSLV,0101,AN,0.33\nSLV,0101,XX,0.33\n")};
    const auto table = municipalities(study);
    CHECK(table.rows[0].population == Approx(100.0));
    CHECK(table.rows[1].population == Approx(100.0));
    const Ledger& ledger = table.population_ledgers.at(0);
    CHECK(ledger.by_key == 1);
    CHECK(all_notes(ledger).find("1 municipalities of the older division have parts that are none of the study's (XX): 100 of their people count in no municipality") != std::string::npos);
}

TEST_CASE("a crosswalk may name the new municipalities instead of their codes") {
    const Folder folder;
    study::Study study = merged(folder);
    study.municipalities[0].source.crosswalk = {folder.write("names.csv", "old_country,old_code,old_name,new_name\nSLV,0101,Ahuachapán,Ahuachapán Centro\nSLV,0103,Atiquizaya,AHUACHAPAN NORTE\nSLV,0105,El Refugio,Sonsonate\n")};
    const layer::Gazetteer places = gazetteer_of(study);
    CHECK(places.find({"SLV", {}, "0101", {}}).municipality == 0);
    CHECK(places.find({"SLV", {}, "Atiquizaya", {}}).municipality == 1);
    CHECK(places.find({"SLV", {}, "0105", {}}).municipality == -1);  // its new one is none of the study's
}

TEST_CASE("an own list of names comes before every rule, and exact keys allow none") {
    const Folder folder;
    study::Study study = merged(folder);
    study.municipalities[0].source.crosswalk.clear();
    study.municipalities[0].aliases = {folder.write("names.csv", "key,code\nLa cuna del café,AC\nAN,AC\n")};
    CHECK(gazetteer_of(study).find({"SLV", {}, "la cuna del cafe", {}}).municipality == 0);
    CHECK(gazetteer_of(study).find({"SLV", {}, "AN", {}}).rule == KeyRule::own_alias);
    CHECK(gazetteer_of(study).find({"SLV", {}, "Ahuachapán de Norte", {}}).municipality == 1);
    study.municipalities[0].exact_keys = true;
    CHECK(gazetteer_of(study).find({"SLV", {}, "Ahuachapán de Norte", {}}).municipality == -1);
    CHECK(gazetteer_of(study).find({"SLV", {}, "AHUACHAPAN NORTE", {}}).municipality == 1);
}

TEST_CASE("a crosswalk without its columns, with a share beyond one or two days for a unit says where") {
    const Folder folder;
    study::Study study = merged(folder);
    const auto error = [&](const std::string& text) {
        study.municipalities[0].source.crosswalk = {folder.write("slv_262_44.csv", text)};
        return error_of([&] { gazetteer_of(study); });
    };
    CHECK(error("old_code,new\n0101,AC\n").code() == ErrorCode::column_missing);
    CHECK(error("old_code,new_code,share\n0101,AC,1.5\n").where().row == 2);
    CHECK(error("old_code,new_code,share\n0101,AC,0.5\n0101,AN,0.6\n").where().row == 3);
    CHECK(error("old_code,new\n0101,AC\n").hint().find("new_name") != std::string::npos);
    CHECK(error("old_code,new_code,date\n0101,AC,2024-05-01\n0101,AN,2024-06-01\n").code() == ErrorCode::value_not_allowed);
    CHECK(error("old_code,new_code\n0101,\n").where().column == "new_code");
}
