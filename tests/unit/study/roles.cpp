// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/study/study_folder.hpp"

using namespace presencia;
using namespace presencia::study;
using test::StudyFolder;

namespace {

const std::string sites = test::smallest_study + "[[sites]]\nsource = \"courts.csv\"\n";

SiteSource site(const std::string& line) {
    const StudyFolder folder;
    return folder.read(sites + line + "\n").sites.front();
}

}  // namespace

TEST_CASE("a role is a column, several columns to put together, or a constant") {
    CHECK(site("staff = \"agentes\"").staff.columns == std::vector<std::string>{"agentes"});
    CHECK(site("id = [\"depto\", \"numero\"]").id.columns == std::vector<std::string>{"depto", "numero"});
    CHECK(site("staff = { value = 12 }").staff.constant == "12");
    CHECK(site("staff = { value = 12.5 }").staff.constant == "12.5");
    CHECK(site("start = { value = 2010-06-01 }").start.constant == "2010-06-01");
    CHECK(site("sensitive = { value = true }").sensitive.constant == "true");
    CHECK(site("staff = { column = \"agentes\" }").staff.columns == std::vector<std::string>{"agentes"});
    CHECK(site("id = { column = [\"depto\", \"numero\"] }").id.columns.size() == 2);
}

TEST_CASE("a role that is not named is left to the dialects") {
    const Role staff = site("").staff;
    CHECK_FALSE(staff.given());
    CHECK(staff.line == 0);
    CHECK(site("staff = \"agentes\"").staff.line == 14);
}

TEST_CASE("for class, family, kind and objective a plain value is the constant and a column is a table") {
    CHECK(site("family = \"social\"").family.constant == "social");
    CHECK(site("family = { value = \"social\" }").family.constant == "social");
    CHECK(site("objective = \"4\"").objective.constant == "4");
    CHECK(site("kind = { column = \"tipo\" }").kind.columns == std::vector<std::string>{"tipo"});
}

TEST_CASE("a column may hold several values, and words of its own") {
    const Role family = site(
                            "family = { column = \"tipo\", separator = \"|\", map = { PNC = \"law_enforcement\", "
                            "\"Juzgado de Paz\" = \"judicial\" } }")
                            .family;
    CHECK(family.separator == "|");
    CHECK(family.values.at("PNC") == "law_enforcement");
    CHECK(family.values.at("Juzgado de Paz") == "judicial");
    CHECK(site("objective = { column = \"o\", separator = \" \", map = { A = 4 } }").objective.values.at("A") == "4");
    CHECK(site("objective = { column = \"o\", separator = \" \" }").objective.separator == " ");
}

TEST_CASE("a role that cannot be read says what a role is") {
    const StudyFolder folder;
    const std::vector<std::pair<std::string, ErrorCode>> cases{
        {"staff = { value = 1, column = \"a\" }", ErrorCode::study_contradiction},
        {"staff = { value = 1, map = { a = \"b\" } }", ErrorCode::study_contradiction},
        {"staff = {}", ErrorCode::study_missing_key},
        {"staff = { map = { a = \"b\" } }", ErrorCode::study_missing_key},
        {"staff = []", ErrorCode::study_bad_value},
        {"staff = [1]", ErrorCode::study_wrong_type},
        {"staff = { value = [1] }", ErrorCode::study_wrong_type},
        {"staff = true", ErrorCode::study_wrong_type},
        {"staff = { column = 1 }", ErrorCode::study_wrong_type},
        {"staff = \"  \"", ErrorCode::study_bad_value},
        {"staff = { column = \"a\", map = \"b\" }", ErrorCode::study_wrong_type},
        {"staff = { column = \"a\", map = { b = [] } }", ErrorCode::study_wrong_type},
        {"staff = { column = \"a\", separator = \"\" }", ErrorCode::study_wrong_type},
        {"staff = { column = \"a\", separator = 1 }", ErrorCode::study_wrong_type}};
    for (const auto& [line, code] : cases) {
        INFO(line);
        const Error error = folder.only_problem(sites + line + "\n");
        CHECK(error.code() == code);
        CHECK(error.where().row == 14);
        CHECK_THAT(error.where().column, Catch::StartsWith("sites[0].staff"));
    }
}
