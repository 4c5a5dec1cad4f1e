// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include <map>

using namespace presencia;
using namespace presencia::drawn;

namespace {

/// Sites of one CSV of places, with more columns; families given by the caller.
layer::SiteTable sites(const Folder& folder, const std::string& csv,
                       const std::function<void(study::SiteSource&)>& change) {
    study::Study study = empty_study();
    study::SiteSource& source = study.sites.emplace_back();
    source.name = "sites";
    source.source = folder.write("s.csv", csv);
    source.family = constant("social");
    source.kind = constant("service");
    change(source);
    SilentProgress progress;
    return layer::read_sites(study, dialects(), progress);
}

}  // namespace

TEST_CASE(
    "only operating and implementation operate, an absent status does, a word that is not known rejects the row") {
    const Folder folder;
    const auto table = sites(folder,
                             "lon,lat,e\n-88,13.0,operating\n-88,13.1,implementation\n-88,13.2,\n-88,13.3,pipeline\n-"
                             "88,13.4,closed\n-88,13.5,cancelled\n"
                             "-88,13.6,suspended\n-88,13.7,finalised\n-88,13.8,zzz\n",
                             [](study::SiteSource& source) { source.status = column("e"); });
    REQUIRE(table.rows.size() == 8);
    for (std::size_t i = 0; i < 8; ++i) CHECK(table.rows[i].operating_status == (i < 3));
    CHECK(reasons(table.ledgers[0]) == std::vector<ErrorCode>{ErrorCode::value_not_allowed});
    CHECK(table.ledgers[0].left_out[0].value == "zzz");
    CHECK(table.ledgers[0].left_out[0].column == "e");
}

TEST_CASE("a site known only above municipality level is left out as too coarse") {
    const Folder folder;
    const auto table = sites(folder,
                             "lon,lat,p\n-88,13.0,exact\n-88,13.1,municipality\n-88,13.2,department\n-88,13.3,"
                             "country\n-88,13.4,approximate\n",
                             [](study::SiteSource& source) { source.precision = column("p"); });
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].precision == layer::Precision::exact);
    CHECK(table.rows[1].precision == layer::Precision::municipality);
    CHECK(table.rows[2].precision == layer::Precision::approximate);
    CHECK(reasons(table.ledgers[0]) == std::vector<ErrorCode>{ErrorCode::row_too_coarse, ErrorCode::row_too_coarse});
}

TEST_CASE("dates that do not exist reject the row, and a year alone is the whole year") {
    const Folder folder;
    const auto table =
        sites(folder, "lon,lat,i,f\n-88,13,2010,2012\n-88,13.1,2011-02-31,\n-88,13.2,2011-02-28,31/02/2012\n",
              [](study::SiteSource& source) {
                  source.start = column("i");
                  source.end = column("f");
                  source.date_format = "%d/%m/%Y";
              });
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].start.iso() == "2010-01-01");
    CHECK(table.rows[0].end.iso() == "2012-12-31");
    CHECK(table.rows[0].last_event.iso() == "2012-12-31");
    const Ledger& ledger = table.ledgers[0];
    REQUIRE(ledger.left_out.size() == 2);
    CHECK(ledger.left_out[0].column == "i");
    CHECK(ledger.left_out[0].value == "2011-02-31");
    CHECK(ledger.left_out[1].column == "f");
}

TEST_CASE("a row that serves two families is a site of each and one row of the ledger") {
    const Folder folder;
    const auto table = sites(folder, "lon,lat,f\n-88,13,MP|PNC\n-88,13.1,PNC|PNC\n", [](study::SiteSource& source) {
        source.family = column("f");
        source.family.separator = "|";
        source.family.values = {{"PNC", "law_enforcement"}, {"MP", "judicial"}};
    });
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].family == study::Family::law_enforcement);
    CHECK(table.rows[2].family == study::Family::judicial);
    CHECK(table.rows[2].row == 2);
    CHECK(table.ledgers[0].read == 2);
    CHECK(table.rows[2].reach.km == 20.0);
}

TEST_CASE("rows without a family in the study's map are filtered and said, and without a map rejected") {
    const Folder folder;
    const std::string csv = "lon,lat,f\n-88,13,PNC\n-88,13.1,zzz\n-88,13.2,zzz\n-88,13.3,\n";
    const auto mapped = sites(folder, csv, [](study::SiteSource& source) {
        source.family = column("f");
        source.family.values = {{"PNC", "law_enforcement"}};
    });
    CHECK(mapped.rows.size() == 1);
    CHECK(mapped.ledgers[0].filtered == 2);
    CHECK(mapped.ledgers[0].rejected == 1);  // the blank one
    CHECK(all_notes(mapped.ledgers[0]).find("\"zzz\" 2") != std::string::npos);

    const auto plain = sites(folder, "lon,lat,f\n-88,13,social\n-88,13.1,zzz\n",
                             [](study::SiteSource& source) { source.family = column("f"); });
    CHECK(plain.rows.size() == 1);
    CHECK(reasons(plain.ledgers[0]) == std::vector<ErrorCode>{ErrorCode::value_not_allowed});
}

TEST_CASE("what is not understood about protection is protected") {
    const Folder folder;
    const auto table =
        sites(folder, "lon,lat,r\n-88,13.0,true\n-88,13.1,no\n-88,13.2,quizás\n-88,13.3,\n-88,13.4,0\n-88,13.5,Sí\n",
              [](study::SiteSource& source) { source.sensitive = column("r"); });
    REQUIRE(table.rows.size() == 6);
    std::vector<bool> sensitive;
    for (const layer::Site& site : table.rows) sensitive.push_back(site.sensitive);
    CHECK(sensitive == std::vector<bool>{true, false, true, false, false, true});
    CHECK(all_notes(table.ledgers[0]).find("1 rows with a word not known in r") != std::string::npos);
}

TEST_CASE("programmes and services are told apart by a column") {
    const Folder folder;
    const auto table =
        sites(folder, "lon,lat,k\n-88,13,programme\n-88,13.1,service\n-88,13.2,zzz\n", [](study::SiteSource& source) {
            source.kind = column("k");
            source.kind.values = {};
        });
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].kind == study::Kind::programme);
    CHECK(table.rows[1].kind == study::Kind::service);
    CHECK(table.ledgers[0].rejected == 1);
}

TEST_CASE("a guessed id that rows share with other contents is no id, a named one is believed") {
    const Folder folder;
    const std::string csv = "id,lon,lat\n7,-88,13\n7,-88.1,13\n7,-88.2,13\n";
    const auto guessed = sites(folder, csv, [](study::SiteSource&) {});
    CHECK(guessed.rows.size() == 3);
    for (const layer::Guess& guess : guessed.guesses) CHECK(guess.role != "id");
    CHECK(sites(folder, csv, [](study::SiteSource& source) { source.id = column("id"); }).rows.empty());
}

TEST_CASE("a guessed status whose words say nothing is not one") {
    const Folder folder;
    // "estado" is a federation's state here, not a project's.
    const auto table = sites(folder, "lon,lat,estado\n-88,13,Jalisco\n-88,13.1,Chiapas\n", [](study::SiteSource&) {});
    CHECK(table.rows.size() == 2);
    for (const layer::Guess& guess : table.guesses) CHECK(guess.role != "status");
}

TEST_CASE("kinds of places are understood by what they begin with, but for those of the armed forces, and a map goes before") {
    const Folder folder;
    const std::string csv = "lon,lat,t\n-88,13.0,Comisaría PNC Ilopango\n-88,13.1,ESCUELA OFICIAL RURAL MIXTA\n-88,13.2,Juzgado 1° de Paz\n-88,13.3,Instituto Hondureño de Seguridad Social\n"
                            "-88,13.4,Puesto policial militar\n-88,13.5,Escuelita\n-88,13.6,escuela de párvulos\n";
    const auto table = sites(folder, csv, [](study::SiteSource& source) { source.family = column("t"); });
    REQUIRE(table.rows.size() == 4);
    std::map<study::Family, int> rows;
    for (const layer::Site& site : table.rows) ++rows[site.family];
    CHECK(rows == std::map<study::Family, int>{{study::Family::law_enforcement, 1}, {study::Family::judicial, 1}, {study::Family::educational, 2}});
    std::vector<std::string> refused;
    for (const Reject& one : table.ledgers[0].left_out) refused.push_back(one.value);
    CHECK(refused == std::vector<std::string>{"Instituto Hondureño de Seguridad Social", "Puesto policial militar", "Escuelita"});
    std::map<std::string, std::int64_t> uses;
    for (const layer::PurposeUse& use : table.uses) {
        CHECK(use.basis == "beginning");
        uses[use.word] = use.rows;
    }
    CHECK(uses == std::map<std::string, std::int64_t>{{"comisaria …", 1}, {"escuela …", 2}, {"juzgado …", 1}});

    const auto mapped = sites(folder, csv, [](study::SiteSource& source) {
        source.family = column("t");
        source.family.values = {{"Comisaría PNC Ilopango", "none"}, {"Escuelita", "educational"}};
    });
    CHECK(mapped.rows.size() == 4);
    CHECK(mapped.ledgers[0].filtered == 3);
}
