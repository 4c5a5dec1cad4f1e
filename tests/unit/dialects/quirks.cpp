// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/dialects/copy.hpp"

using namespace presencia;
using test::Copy;

namespace {

const std::string whole = R"(name = "Z"
signature = [["marca", "unidad"], ["otra", "unidad"]]
note    = { es = "nota", en = "a note" }
warning = { es = "cuidado", en = "beware" }

[read]
encoding    = "cp1252"
delimiter   = ";"
decimal     = ","
thousands   = "."
header      = 3
date_format = "%d/%m/%Y"
missing     = ["99", "S/D"]

[wide]
columns   = "months"
value     = "count"
leave_out = ["TOTAL"]

[where]
unidad = ["Casos"]

[constants]
country        = "GTM"
incident_class = "0101"

[columns]
municipality = ["clave"]
)";

}  // namespace

TEST_CASE("a dialect says how its files are written, what their columns stand for and which rows count") {
    const Copy copy;
    copy.write("incidents/dialects/zz.toml", whole);
    const layer::Dialects dialects(copy.root());
    const layer::Dialect* const z = dialects.named("incidents", "zz");
    REQUIRE(z != nullptr);
    CHECK(z->read.encoding == "cp1252");
    CHECK(z->read.delimiter == ';');
    CHECK(z->read.decimal == ',');
    CHECK(z->read.thousands == '.');
    CHECK(z->read.header == 3);
    CHECK(z->read.date_format == "%d/%m/%Y");
    CHECK(z->read.missing == std::vector<std::string>{"99", "S/D"});
    REQUIRE(z->wide);
    CHECK(z->wide->columns == layer::Unfolded::months);
    CHECK(z->wide->value == "count");
    CHECK(z->wide->leave_out == std::vector<std::string>{"total"});
    REQUIRE(z->where.size() == 1);
    CHECK(z->where[0].column == "unidad");
    CHECK(z->where[0].in == std::vector<std::string>{"Casos"});
    CHECK(z->constants == std::vector<std::pair<std::string, std::string>>{{"country", "GTM"}, {"incident_class", "0101"}});
    CHECK(z->note.es == "nota");
    CHECK(z->warning.en == "beware");
    CHECK(dialects.recognise("incidents", {"Marca", "UNIDAD", "x"}) == z);
    CHECK(dialects.recognise("incidents", {"unidad", "otra"}) == z);
    CHECK(dialects.recognise("incidents", {"marca", "otra"}) == nullptr);
}

TEST_CASE("a dialect that says nothing leaves everything to be found") {
    const layer::Dialects dialects = test::shipped();
    const layer::Dialect* const sepol = dialects.named("incidents", "hnd_sepol");
    REQUIRE(sepol != nullptr);
    CHECK_FALSE(sepol->read.encoding);
    CHECK_FALSE(sepol->read.delimiter);
    CHECK_FALSE(sepol->read.decimal);
    CHECK_FALSE(sepol->read.thousands);
    CHECK_FALSE(sepol->read.header);
    CHECK_FALSE(sepol->read.missing);
    CHECK_FALSE(sepol->wide);
    CHECK_FALSE(sepol->warning.given());
}

TEST_CASE("the dialect with the longest signature is the one, and of two alike the user's") {
    const Copy copy;
    copy.write("incidents/dialects/zz1.toml", "name = \"1\"\nsignature = [\"marca\"]\n");
    copy.write("incidents/dialects/zz2.toml", "name = \"2\"\nsignature = [\"marca\", \"unidad\"]\n");
    CHECK(layer::Dialects(copy.root()).recognise("incidents", {"marca", "unidad"})->name == "2");
    CHECK(layer::Dialects(copy.root()).recognise("incidents", {"marca"})->name == "1");
    copy.write("users/incidents/mine.toml", "name = \"mine\"\nsignature = [\"MARCA\", \"x\"]\n[columns]\nid = [\"clave\"]\n");
    const layer::Dialects both(copy.root(), copy.users());
    CHECK(both.recognise("incidents", {"marca", "unidad", "x"})->name == "mine");
    CHECK(both.column_for("incidents", "id", {"marca", "x", "id", "clave"}) == "clave");
    CHECK(both.recognise("incidents", {"marca", "unidad"})->name == "2");
    CHECK(both.recognise("sites", {"marca", "x"}) == nullptr);
}

TEST_CASE("users' dialects lie beside their study, and their files are named") {
    const Copy copy;
    study::Study study;
    study.file = copy.root() / "study.toml";
    copy.write("dialects/incidents/zz.toml", "name = \"zz\"\nsignature = [\"marca\"]\n");
    copy.write("dialects/incidents/aa.toml", "name = \"aa\"\nsignature = [\"marca\"]\n");
    copy.write("dialects/sites/mine.toml", "name = \"mine\"\nsignature = [\"marca\"]\n");
    copy.write("dialects/sites/notes.txt", "not a dialect");
    using Files = std::vector<std::filesystem::path>;
    CHECK(layer::user_dialects(study) == Files{"incidents/aa.toml", "incidents/zz.toml", "sites/mine.toml"});
    const layer::Dialects read = layer::dialects_for(study, PRESENCIA_SOURCE_DIR);
    CHECK(read.recognise("incidents", {"marca"})->name == "aa");
    CHECK(read.recognise("sites", {"marca"})->name == "mine");
    study.file = copy.root() / "elsewhere" / "study.toml";
    CHECK(layer::user_dialects(study).empty());
}

TEST_CASE("a file without header is known by its number of cells and by what its first row holds") {
    const Copy copy;
    copy.write("incidents/dialects/zz.toml",
               "name = \"Z\"\n[read]\nheader = \"none\"\ncolumns = [\"clave\", \"dia\", \"oeste\", \"norte\"]\n"
               "[columns]\nid = [\"clave\"]\ndate = [\"dia\"]\nx = [\"oeste\"]\ny = [\"norte\"]\n");
    const layer::Dialects dialects(copy.root());
    const layer::Dialect* const z = dialects.named("incidents", "zz");
    CHECK(dialects.recognise_headerless("incidents", {"7", "2013-02-03", "-89.2", "14.1"}) == z);
    CHECK(dialects.recognise_headerless("incidents", {"7", "2013-02-03 00:00:00.000", "-89.2", "14.1"}) == z);
    CHECK(dialects.recognise_headerless("incidents", {"clave", "dia", "oeste", "norte"}) == nullptr);
    CHECK(dialects.recognise_headerless("incidents", {"7", "febrero", "-89.2", "14.1"}) == nullptr);
    CHECK(dialects.recognise_headerless("incidents", {"7", "2013-02-03", "-89.2", "914.1"}) == nullptr);
    CHECK(dialects.recognise_headerless("incidents", {"7", "2013-02-03", "-89.2", "14.1", ""}) == nullptr);
    CHECK(dialects.recognise("incidents", {"7", "2013-02-03", "-89.2", "14.1"}) == nullptr);
    // And it speaks for no other file.
    CHECK_FALSE(dialects.column_for("incidents", "x", {"oeste"}));
}

TEST_CASE("a word may mean something else in one source, and only there") {
    const Copy copy;
    copy.write("incidents/dialects/zz.toml", "name = \"Z\"\nsignature = [\"marca\"]\n[own_values.month]\n1 = [\"febrero\", \"primero\"]\n");
    const layer::Dialects dialects(copy.root());
    const layer::Dialect* const z = dialects.named("incidents", "zz");
    CHECK(dialects.value_for("incidents", "month", "Febrero", z) == "1");
    CHECK(dialects.value_for("incidents", "month", "marzo", z) == "3");
    CHECK(dialects.value_for("incidents", "month", "febrero") == "2");
    CHECK(dialects.value_for("incidents", "month", "febrero", nullptr) == "2");
    CHECK_FALSE(dialects.value_for("incidents", "month", "primero"));
}

TEST_CASE("a raster is known by the name of its file") {
    const layer::Dialects dialects = test::shipped();
    const layer::Dialect* const worldpop = dialects.named("population", "worldpop");
    REQUIRE(worldpop != nullptr);
    for (const std::string name : {"hnd_ppp_2020_UNadj.tif", "hnd_ppp_2020_1km_Aggregated_UNadj.tif", "slv_ppp_2020.tif", "gtm_ppp_2020_UNadj_constrained.tif"}) {
        INFO(name);
        CHECK(dialects.recognise_file("population", name) == worldpop);
    }
    for (const std::string name : {"ppp_2020.tif", "hnd_ppp_2020.csv", "ghs_pop_2020.tif", ""}) {
        INFO(name);
        CHECK(dialects.recognise_file("population", name) == nullptr);
    }
    CHECK_FALSE(dialects.column_for("population", "people", {"nota"}));
}

TEST_CASE("a quirk with a mistake names its file and key") {
    const std::vector<std::pair<std::string, std::string>> mistakes{
        {"[read]\nencoding = 1\n", "expected text"},
        {"[read]\ndelimiter = \"ab\"\n", "one character"},
        {"[read]\ndecimal = \";\"\n", "one character"},
        {"[read]\nheader = 0\n", "line number"},
        {"[read]\nheader = \"none\"\n", "go together"},
        {"[read]\ncolumns = [\"a\"]\n", "go together"},
        {"[read]\ndecimal = \",\"\nthousands = \",\"\n", "twice"},
        {"[read]\nfont = \"x\"\n", "unknown key"},
        {"[wide]\ncolumns = \"weeks\"\nvalue = \"count\"\n", "months"},
        {"[wide]\ncolumns = \"years\"\nvalue = \"colour\"\n", "not a role"},
        {"[where]\nmarca = [\"a\"]\n", "signature"},
        {"[own_values.month]\n1 = [\"x\"]\n", "signature"},
        {"signature = [\"a\"]\n[own_values.month]\n13 = [\"x\"]\n", "not a word of the schema"},
        {"[constants]\ncolour = \"red\"\n", "not a role"},
        {"[constants]\nmonth = \"13\"\n", "not a word of the schema"},
        {"[constants]\nid = \"1\"\n[columns]\nid = [\"a\"]\n", "both a column and a constant"},
        {"note = \"x\"\n", "expected a table"},
        {"warning = { es = \"x\" }\n", "expected text"},
        {"signature = [\"a\", [\"b\"]]\n", "list of text"}};
    const Copy copy;
    for (const auto& [text, says] : mistakes) {
        copy.write("incidents/dialects/zz.toml", "name = \"Z\"\n" + text);
        const Error error = copy.failure();
        INFO(text);
        CHECK((error.code() == ErrorCode::study_syntax || error.code() == ErrorCode::study_contradiction));
        CHECK(error.where().file == (copy.root() / "incidents/dialects/zz.toml").string());
        CHECK_THAT(error.detail(), Catch::Contains(says));
    }
    copy.write("incidents/dialects/zz.toml", "name = \"Z\"\nsignature = [\"marca\"]\n[where]\nmarca = []\n");
    CHECK_THAT(copy.failure().detail(), Catch::Contains("not = ["));
}
