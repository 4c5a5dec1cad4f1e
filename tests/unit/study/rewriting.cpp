// SPDX-License-Identifier: Apache-2.0
#include "study/rewrite_study.hpp"

#include <catch2/catch.hpp>

using presencia::study::rewrite_study;
using presencia::study::SourceChange;

namespace {

SourceChange change_of(std::string table, std::size_t index, std::string source) {
    SourceChange change;
    change.table = std::move(table);
    change.index = index;
    change.source = std::move(source);
    return change;
}

}  // namespace

TEST_CASE("a study with another file keeps its comments, its layout and its other keys") {
    const std::string text =
        "# año 2013\n[[incidents]]\nsource = \"dañado.csv\"  # de la policía\nname = \"homicidios\"\n\n[at_risk]\ntop_share = 0.25\n";
    CHECK(rewrite_study(text, {change_of("incidents", 0, "limpio.csv")}) ==
          "# año 2013\n[[incidents]]\nsource = \"limpio.csv\"  # de la policía\nname = \"homicidios\"\n\n[at_risk]\ntop_share = 0.25\n");
}

TEST_CASE("keys that speak of the old file go with their line and comment, and new ones follow the source") {
    SourceChange change = change_of("sites", 1, "copy.csv");
    change.removed = {"encoding", "where"};
    change.texts = {{"delimiter", ","}};
    change.columns = {{"x", "lon"}, {"family", "tipo"}};
    change.constants = {{"country", "HND"}, {"kind", "service"}};
    const std::string text =
        "[[sites]]\nsource = \"a.csv\"\nencoding = \"cp1252\"\n[[sites]]\nsource = \"b.csv\"\nencoding = \"cp1252\" # Ñ\nwhere = { field = \"t\", in = [\"é\"] }\nx = \"longitud\"\n";
    CHECK(rewrite_study(text, {change}) ==
          "[[sites]]\nsource = \"a.csv\"\nencoding = \"cp1252\"\n[[sites]]\nsource = \"copy.csv\"\ndelimiter = \",\"\nfamily = { column = \"tipo\" }\ncountry = { value = \"HND\" }\nkind = \"service\"\nx = \"longitud\"\n");
}

TEST_CASE("a table of people within boundaries and a list named by its file alone are rewritten where they stand") {
    SourceChange people = change_of("municipalities", 0, "people.csv");
    people.inner = {"population"};
    people.columns = {{"code", "cod"}};
    SourceChange list = change_of("at_risk", 0, "list.csv");
    list.inner = {"list"};
    list.texts = {{"encoding", "utf-8"}};
    const std::string text = "[[municipalities]]\nsource = \"m.gpkg\"\npopulation = { source = \"p.xlsx\", year = 2010 }\n[at_risk]\nlist = \"l.csv\"\nmeasure = \"count\"\n";
    CHECK(rewrite_study(text, {people, list}) ==
          "[[municipalities]]\nsource = \"m.gpkg\"\npopulation = { code = \"cod\", source = \"people.csv\", year = 2010 }\n[at_risk]\nlist = { encoding = \"utf-8\", source = \"list.csv\" }\nmeasure = \"count\"\n");
}
