// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/dialects/copy.hpp"

using namespace presencia;
using test::Copy;
namespace fs = std::filesystem;

TEST_CASE("the roles of each kind are the fields of the study, by the same names") {
    using Names = std::vector<std::string>;
    const layer::Dialects dialects = test::shipped();
    CHECK(dialects.roles("municipalities") ==
          Names{"country", "code", "name", "department", "population", "valid_from", "valid_to"});
    CHECK(dialects.roles("incidents") == Names{"x", "y", "xy", "date", "id", "weight", "country", "department", "municipality",
                                               "municipality_name", "precision", "count", "year", "month", "incident_class"});
    CHECK(dialects.roles("sites") ==
          Names{"x", "y", "xy", "id", "site_name", "country", "municipality", "municipality_name", "department", "start", "end", "status", "precision", "partner",
                "capacity", "staff", "amount", "sensitive", "family", "kind", "objective", "sector", "sector_share", "sector_vocabulary", "exactness",
                "location_class", "feature", "admin_level", "currency"});
    CHECK(dialects.roles("population") == Names{"x", "y", "xy", "people", "country", "year"});
}

TEST_CASE("a new source is a new file, and speaks before the generic dialect where its signature is there") {
    const Copy copy;
    copy.write("incidents/dialects/zz_police.toml",
               "name = \"Z\"\nsignature = [\"marca\"]\n[columns]\nid = [\"clave\"]\ndate = []\n");
    const layer::Dialects dialects(copy.root());
    CHECK(dialects.column_for("incidents", "id", {"id", "clave", "marca"}) == "clave");
    CHECK(dialects.column_for("incidents", "id", {"id", "clave"}) == "id");
    CHECK_FALSE(dialects.column_for("incidents", "date", {"fecha", "MARCA"}));
    CHECK(dialects.column_for("incidents", "date", {"fecha"}) == "fecha");
    CHECK(dialects.column_for("incidents", "x", {"lon", "marca"}) == "lon");
    CHECK(dialects.column_for("incidents", "id", {"id", "marca"}) == "id");
}

TEST_CASE("generic spellings come before those of other dialects without a signature") {
    const Copy copy;
    copy.write("incidents/dialects/aa.toml", "name = \"A\"\n[columns]\nid = [\"otra\"]\n");
    const layer::Dialects dialects(copy.root());
    CHECK(dialects.column_for("incidents", "id", {"otra", "id"}) == "id");
    CHECK(dialects.column_for("incidents", "id", {"otra"}) == "otra");
}

TEST_CASE("layers that are not there are a missing file") {
    const Copy copy;
    fs::remove(copy.root() / "sites" / "dialects" / "generic.toml");
    const Error error = copy.failure();
    CHECK(error.code() == ErrorCode::file_missing);
    CHECK(error.where().file == (copy.root() / "sites/dialects/generic.toml").string());
    CHECK_THROWS_AS(layer::Dialects(copy.root() / "nothing"), Error);
}

TEST_CASE("a dialect with a mistake names its file and line") {
    const std::vector<std::pair<std::string, std::string>> mistakes{
        {"name = \"Z\"\n[columns]\ncolour = [\"c\"]\n", "not a role"},
        {"name = \"Z\"\n[columns]\nid = \"c\"\n", "list of text"},
        {"name = \"Z\"\n\nroles = 1\n", "unknown key"},
        {"name = \"Z\"\n[values.status]\nopen = [\"c\"]\n", "not a word of the schema"},
        {"name = \"Z\"\n[values.status]\nclosed = [1]\n", "list of text"},
        {"name = \"Z\"\n[columns]\nid = [\"a\"\n", ""}};
    const Copy copy;
    for (const auto& [text, says] : mistakes) {
        copy.write("sites/dialects/zz.toml", text);
        const Error error = copy.failure();
        INFO(text);
        CHECK(error.code() == ErrorCode::study_syntax);
        CHECK(error.where().row >= 3);
        CHECK(error.where().file == (copy.root() / "sites/dialects/zz.toml").string());
        CHECK_THAT(error.detail(), Catch::Contains(says));
    }
    copy.write("sites/dialects/zz.toml", "[columns]\n");
    CHECK_THAT(copy.failure().where().column, Catch::Contains("name"));
}

TEST_CASE("one word with two meanings is refused, since words are read without knowing their source") {
    const Copy copy;
    copy.write("sites/dialects/zz.toml", "name = \"Z\"\n[values.status]\nclosed = [\"en ejecucion\"]\n");
    const Error error = copy.failure();
    CHECK(error.code() == ErrorCode::study_contradiction);
    CHECK(error.where().row == 3);
    CHECK_THAT(error.detail(), Catch::Contains("implementation") && Catch::Contains("closed"));
}

TEST_CASE("a class named twice, or a term among the codes, is refused") {
    const Copy copy;
    copy.write("incidents/classes.toml", "[codes]\nother = [\"01\"]\nsensitive = [\"01\"]\n");
    CHECK(copy.failure().code() == ErrorCode::study_contradiction);
    copy.write("incidents/classes.toml", "[codes]\nother = [\"robo\"]\n");
    CHECK(copy.failure().code() == ErrorCode::study_syntax);
}
