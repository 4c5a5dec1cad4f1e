// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/study/study_folder.hpp"

using namespace presencia;
using test::StudyFolder;

namespace {

struct Case {
    std::string line;  ///< appended as line 12 or 14
    ErrorCode code;
    std::string key;
    std::string says;  ///< in detail or hint
};

void check_all(const std::string& before, int line, const std::vector<Case>& cases) {
    const StudyFolder folder;
    for (const Case& bad : cases) {
        const Error error = folder.only_problem(before + bad.line + "\n");
        INFO(bad.line << "\n" << error.message(Language::en));
        CHECK(error.code() == bad.code);
        CHECK(error.where().row == line);
        CHECK(error.where().column == bad.key);
        CHECK_THAT(error.detail() + " | " + error.hint(), Catch::Contains(bad.says));
    }
}

using enum ErrorCode;

}  // namespace

TEST_CASE("a value of the wrong type says what was expected, what was found and where") {
    check_all(test::study_table, 5, {});
    const StudyFolder folder;
    const Error error = folder.only_problem("[study]\nname = 5\nfrom = 2013-01-01\nto = 2013-12-31\n" +
                                            test::municipalities_table + test::incidents_table + test::at_risk_table);
    CHECK(error.code() == study_wrong_type);
    CHECK(error.where().row == 2);
    CHECK(error.where().column == "study.name");
    CHECK(error.detail() == "expected text, found a whole number");
    CHECK(error.hint() == "write it between quotes: name = \"5\"");
}

TEST_CASE("values of [reach] are held to their type and range") {
    check_all(test::smallest_study + "[reach]\n", 13,
              {{"target = \"0.8\"", study_wrong_type, "reach.target", "expected a number, found text"},
               {"target = 0", study_bad_value, "reach.target", "above 0 and up to 1"},
               {"target = 1.2", study_bad_value, "reach.target", "1.2"},
               {"target = nan", study_bad_value, "reach.target", "finite"},
               {"index = \"means\"", study_bad_value, "reach.index", "did you mean `mean`?"},
               {"index = \"arithmetic\"", study_bad_value, "reach.index", "valid here: mean, geometric, minimum"}});
}

TEST_CASE("values of [output] are held to their type and range") {
    check_all(test::smallest_study + "[output]\n", 13,
              {{"zoom = [10, 4]", study_contradiction, "output.zoom", "zoom = [4, 10]"},
               {"zoom = [4]", study_wrong_type, "output.zoom", "two whole numbers"},
               {"zoom = [4, 10.5]", study_wrong_type, "output.zoom", "two whole numbers"},
               {"zoom = 4", study_wrong_type, "output.zoom", "found a whole number"},
               {"zoom = [-1, 4]", study_bad_value, "output.zoom", "0 to 18"},
               {"zoom = [4, 30]", study_bad_value, "output.zoom", "0 to 18"},
               {"styles = \"gap\"", study_wrong_type, "output.styles", "styles = [\"...\"]"},
               {"styles = [\"gab\"]", study_bad_value, "output.styles", "did you mean `gap`?"},
               {"styles = [\"reach_judical\"]", study_bad_value, "output.styles", "did you mean `reach_judicial`?"},
               {"styles = [\"zzzzzzzzzzzzz\"]", study_bad_value, "output.styles", "need_by_reach"},
               {"styles = [\"gap\", \"gap\"]", study_bad_value, "output.styles", "twice"},
               {"max_reject_share = 5", study_bad_value, "output.max_reject_share", "from 0 to 1"},
               {"max_reject_share = true", study_wrong_type, "output.max_reject_share", "found true or false"}});
}

TEST_CASE("values of [disclosure] are held to their type and range") {
    check_all(test::smallest_study + "[disclosure]\n", 13,
              {{"min_count = 0", study_bad_value, "disclosure.min_count", "never lowers"},
               {"min_count = 2.5", study_wrong_type, "disclosure.min_count", "whole number"},
               {"min_count = \"5\"", study_wrong_type, "disclosure.min_count", "without quotes"}});
}

TEST_CASE("values of [at_risk] are held to their type and range") {
    check_all(test::study_table + test::municipalities_table + test::incidents_table + "[at_risk]\n", 11,
              {{"top_share = 0", study_bad_value, "at_risk.top_share", "above 0 and up to 1"},
               {"top_share = 25", study_bad_value, "at_risk.top_share", "such as 0.25"},
               {"top_share = \"25 %\"", study_wrong_type, "at_risk.top_share", "expected a number"},
               {"top_burden = 1.01", study_bad_value, "at_risk.top_burden", "above 0 and up to 1"},
               {"above = -1", study_bad_value, "at_risk.above", "never negative"},
               {"above = inf", study_bad_value, "at_risk.above", "finite"},
               {"list = [\"0101\"]", study_wrong_type, "at_risk.list", "expected text, found a list"},
               {"list = \"priorty.csv\"", file_missing, "at_risk.list", "did you mean `priority.csv`?"}});
    check_all(test::smallest_study, 12,
              {{"measure = \"rates\"", study_bad_value, "at_risk.measure", "did you mean `rate`?"},
               {"scope = \"region\"", study_bad_value, "at_risk.scope", "valid here: study, country"},
               {"pool = \"contry\"", study_bad_value, "at_risk.pool", "did you mean `country`?"},
               {"compare = \"priority.cvs\"", file_missing, "at_risk.compare", "did you mean `priority.csv`?"}});
}

TEST_CASE("values of a site layer are held to their type and range") {
    check_all(test::smallest_study + "[[sites]]\nsource = \"courts.csv\"\n", 14,
              {{"family = \"police\"", study_bad_value, "sites[0].family",
                "valid here: law_enforcement, judicial, social, educational, border, oversight"},
               {"family = \"judicia\"", study_bad_value, "sites[0].family", "did you mean `judicial`?"},
               {"family = { column = \"t\", map = { A = \"socail\" } }", study_bad_value, "sites[0].family",
                "did you mean `social`?"},
               {"family = [\"social\"]", study_wrong_type, "sites[0].family", "expected text or { column = ... }"},
               {"kind = \"program\"", study_bad_value, "sites[0].kind", "did you mean `programme`?"},
               {"objective = 6", study_bad_value, "sites[0].objective", "1 to 5"},
               {"objective = 4.0", study_wrong_type, "sites[0].objective", "found a number"},
               {"reach = 5", study_wrong_type, "sites[0].reach", "reach = { ... }"},
               {"reach = { km = 0 }", study_bad_value, "sites[0].reach.km", "above 0"},
               {"reach = { km = -5.0 }", study_bad_value, "sites[0].reach.km", "above 0"},
               {"reach = { km = 5000 }", study_bad_value, "sites[0].reach.km", "up to 1000"},
               {"reach = { km = \"5\" }", study_wrong_type, "sites[0].reach.km", "without quotes"},
               {"reach = {}", study_missing_key, "sites[0].reach", "reach = { km = 5 }"},
               {"reach = { polygon = false }", study_missing_key, "sites[0].reach", "km, polygon or municipality"},
               {"snap_m = -1", study_bad_value, "sites[0].snap_m", "metres"},
               {"cross_border = \"yes\"", study_wrong_type, "sites[0].cross_border", "true or false"},
               {"x = \"lon\"", study_contradiction, "sites[0].x", "`x` without `y`"},
               {"name = \"a/b\"", study_bad_value, "sites[0].name", "file name"},
               {"name = \"homicides\"", study_contradiction, "sites[0].name", "also incidents[0]"},
               {"name = \"\"", study_bad_value, "sites[0].name", "empty text"}});
}

TEST_CASE("what is said of completeness is held to its shape") {
    check_all(test::smallest_study + "[[sites]]\nsource = \"courts.csv\"\n", 14,
              {{"complete_for = \"HND\"", study_wrong_type, "sites[0].complete_for", "complete_for = [\"HND\"]"},
               {"complete_for = [\"HN\"]", study_bad_value, "sites[0].complete_for[0]", "three letters"},
               {"complete_for = [\"HND\", \"gtm\"]", study_bad_value, "sites[0].complete_for[1]", "three letters"},
               {"complete_for = [3]", study_wrong_type, "sites[0].complete_for[0]", "found a whole number"},
               {"complete_for = [{ from = 2013-01-01 }]", study_missing_key, "sites[0].complete_for[0].country",
                "three letters"},
               {"complete_for = [{ country = \"GTM\", from = 2013-02-01, to = 2013-01-01 }]", study_contradiction,
                "sites[0].complete_for[0].to", "`to` is before `from`"},
               {"complete_for = [{ country = \"GTM\", except = [1230] }]", study_wrong_type,
                "sites[0].complete_for[0].except", "leading zeros"},
               {"complete_for = [{ country = \"GTM\", until = 2013-01-01 }]", study_unknown_key,
                "sites[0].complete_for[0].until", "valid here"}});
}

TEST_CASE("values of an incident layer are held to their type and range") {
    check_all(test::study_table + test::municipalities_table + test::at_risk_table +
                  "[[incidents]]\nsource = \"homicides.csv\"\n",
              11,
              {{"disclosure = \"secret\"", study_bad_value, "incidents[0].disclosure",
                "valid here: homicide, sensitive, other"},
               {"level = \"village\"", study_bad_value, "incidents[0].level", "valid here: municipality, department"},
               {"country = { value = \"Honduras\" }", study_bad_value, "incidents[0].country", "three letters"},
               {"year = 2013", study_wrong_type, "incidents[0].year", "year = { value = 2013 }"},
               {"date_format = 1", study_wrong_type, "incidents[0].date_format", "expected text"},
               {"snap_m = 1e9", study_bad_value, "incidents[0].snap_m", "100000"},
               {"delimiter = \"tab\"", study_bad_value, "incidents[0].delimiter", "one of"},
               {"encoding = \"utf8\"", study_bad_value, "incidents[0].encoding", "did you mean `utf-8`?"},
               {"decimal = \";\"", study_bad_value, "incidents[0].decimal", "valid here: ., ,"},
               {"thousands = \"_\"", study_bad_value, "incidents[0].thousands", "none"},
               {"thousands = \",\"\ndecimal = \",\"", study_contradiction, "incidents[0].thousands", ""},
               {"header = 0", study_bad_value, "incidents[0].header", "from 1 to 10000"},
               {"header = [3]", study_bad_value, "incidents[0].header", "header = [3, 4]"},
               {"header = [3, 4, 5]", study_bad_value, "incidents[0].header", "header = [3, 4]"},
               {"header = [4, 3]", study_bad_value, "incidents[0].header", "the upper one first"},
               {"header = [3, \"4\"]", study_bad_value, "incidents[0].header", "header = [3, 4]"},
               {"header = [0, 1]", study_bad_value, "incidents[0].header", "from 1 to 10000"},
               {"header = [10000, 10001]", study_bad_value, "incidents[0].header", "from 1 to 10000"},
               {"header = \"none\"", study_contradiction, "incidents[0].header", "columns = ["},
               {"columns = [\"a\"]", study_contradiction, "incidents[0].columns", "header = \"none\""},
               {"totals = 1", study_wrong_type, "incidents[0].totals", "a list"},
               {"missing = [\"S/D\", 99]", study_wrong_type, "incidents[0].missing", "between quotes"},
               {"decimal_comma = 1", study_wrong_type, "incidents[0].decimal_comma", "true or false"},
               {"where = { field = \"a\", in = [\"b\"], not = [\"c\"] }", study_contradiction, "incidents[0].where",
                "both `in` and `not`"},
               {"where = { field = \"a\" }", study_contradiction, "incidents[0].where", "neither `in` nor `not`"},
               {"where = { in = [\"b\"] }", study_missing_key, "incidents[0].where.field", "the column to look at"},
               {"where = { field = \"a\", in = \"b\" }", study_wrong_type, "incidents[0].where.in", "in = [\"...\"]"},
               {"where = { field = \"a\", in = [] }", study_bad_value, "incidents[0].where.in", "empty list"},
               {"where = \"a = b\"", study_wrong_type, "incidents[0].where", "expected a table"}});
    check_all(test::study_table + test::municipalities_table + test::at_risk_table +
                  "[[incidents]]\nsource = \"homicides.csv\"\nweight = \"v\"\n",
              12, {{"count = \"c\"", study_contradiction, "incidents[0].count", "both `count` and `weight`"}});
    check_all(test::study_table + test::municipalities_table + test::at_risk_table +
                  "[[incidents]]\nsource = \"homicides.csv\"\ndate = \"d\"\n",
              12, {{"month = \"m\"", study_contradiction, "incidents[0].month", "both `date` and `month`"}});
}

TEST_CASE("values of municipalities and population are held to their type and range") {
    check_all(
        test::study_table + test::incidents_table + test::at_risk_table +
            "[[municipalities]]\nsource = \"municipalities.gpkg\"\n",
        12,
        {{"country = { value = \"HN\" }", study_bad_value, "municipalities[0].country", "such as \"HND\""},
         {"country = { column = \"c\", map = { HN = \"Hnd\" } }", study_bad_value, "municipalities[0].country",
          "three letters"},
         {"code = { value = \"0101\" }", study_bad_value, "municipalities[0].code", "name the column"},
         {"merge_parts = \"true\"", study_wrong_type, "municipalities[0].merge_parts", "without quotes"},
         {"level = \"barrio\"", study_bad_value, "municipalities[0].level",
          "department, municipality, community, grid"},
         {"population = { source = \"peeple.csv\" }", file_missing, "municipalities[0].population.source",
          "did you mean `people.csv`?"},
         {"population = { source = \"people.csv\", year = \"anio\" }", study_missing_key,
          "municipalities[0].population.year", "value = 2010"},
         {"population = 9000", study_wrong_type, "municipalities[0].population", "population = { value = 9000 }"}});
    check_all(test::smallest_study + "[[municipalities]]\nsource = \"municipalities.gpkg\"\n", 14,
              {{"level = \"grid\"", study_contradiction, "municipalities[1].level", "one level"}});
    check_all(test::smallest_study + "[[population]]\nsource = \"settlements.csv\"\n", 14,
              {{"min_points = 0", study_bad_value, "population[0].min_points", "one point or more"},
               {"year = 20100", study_bad_value, "population[0].year", "1 to 9999"},
               {"year = { column = \"anio\" }", study_missing_key, "population[0].year.value", "which year"},
               {"people = 3", study_wrong_type, "population[0].people", "people = { value = 3 }"}});
}

TEST_CASE("a date that the calendar does not have, or in another order, is refused") {
    const StudyFolder folder;
    const std::string rest = test::municipalities_table + test::incidents_table + test::at_risk_table;
    const auto with_to = [&](const std::string& to) {
        return "[study]\nname = \"s\"\nfrom = 2011-01-01\nto = " + to + "\n" + rest;
    };
    const Error no_such_day = folder.only_problem(with_to("\"2011-02-31\""));
    CHECK(no_such_day.code() == date_invalid);
    CHECK(no_such_day.where().row == 4);
    CHECK(no_such_day.where().column == "study.to");
    const Error other_order = folder.only_problem(with_to("\"31/12/2011\""));
    CHECK(other_order.code() == study_bad_value);
    CHECK_THAT(other_order.hint(), Catch::Contains("year-month-day"));
    const Error bare = folder.only_problem(with_to("2011-02-31"));
    CHECK(bare.code() == study_syntax);
    CHECK(bare.where().row == 4);
    const Error year = folder.only_problem(with_to("2011"));
    CHECK(year.code() == study_wrong_type);
    CHECK(year.detail() == "expected a date, found a whole number");
    const Error hour = folder.only_problem(with_to("2011-12-31T00:00:00"));
    CHECK(hour.code() == study_wrong_type);
    CHECK(hour.detail() == "expected a date, found a date with a time");
}

TEST_CASE("a period that ends before it begins contradicts itself") {
    const StudyFolder folder;
    const Error error = folder.only_problem("[study]\nname = \"s\"\nfrom = 2013-01-01\nto = 2012-12-31\n" +
                                            test::municipalities_table + test::incidents_table + test::at_risk_table);
    CHECK(error.code() == study_contradiction);
    CHECK(error.where().row == 4);
    CHECK_THAT(error.detail(), Catch::Contains("2012-12-31 is before"));
}

TEST_CASE("a profile or language that does not exist is refused: a misspelt profile never loosens one") {
    const StudyFolder folder;
    const std::string rest = test::municipalities_table + test::incidents_table + test::at_risk_table;
    const Error profile = folder.only_problem(
        "[study]\nname = \"s\"\nfrom = 2013-01-01\nto = 2013-12-31\nprofile = \"Restricted\"\n" + rest);
    CHECK(profile.code() == study_bad_value);
    CHECK(profile.hint() == "did you mean `restricted`?");
    const Error language =
        folder.only_problem("[study]\nname = \"s\"\nfrom = 2013-01-01\nto = 2013-12-31\nlanguage = \"fr\"\n" + rest);
    CHECK(language.code() == study_bad_value);
    CHECK(language.where().row == 5);
}

TEST_CASE("tables and lists of tables are told apart by their brackets") {
    const StudyFolder folder;
    const Error single =
        folder.only_problem(test::study_table + "[municipalities]\nsource = \"municipalities.gpkg\"\n" +
                            test::incidents_table + test::at_risk_table);
    CHECK(single.code() == study_wrong_type);
    CHECK(single.where().row == 5);
    CHECK_THAT(single.hint(), Catch::Contains("[[municipalities]]"));
    const Error twice = folder.only_problem(test::study_table + test::municipalities_table + test::incidents_table +
                                            "[[at_risk]]\ntop_share = 0.25\n");
    CHECK(twice.code() == study_wrong_type);
    CHECK(twice.where().row == 10);
    CHECK_THAT(twice.hint(), Catch::Contains("[at_risk]"));
}

TEST_CASE("a name or title of a study that would fill its pages is refused beyond 255 bytes") {
    const StudyFolder folder;
    const auto study = [&](const std::string& name, const std::string& title) {
        return "[study]\nname = \"" + name + "\"\ntitle = \"" + title + "\"\nfrom = 2013-01-01\nto = 2013-12-31\nlanguage = \"en\"\n" + test::municipalities_table + test::incidents_table + test::at_risk_table;
    };
    const std::string just(255, 'a'), longer(256, 'a');
    CHECK(folder.problems(study(just, just)).empty());
    for (const auto& [text, key] : {std::pair(study(longer, just), "study.name"), std::pair(study(just, longer), "study.title")}) {
        const Error error = folder.only_problem(text);
        CHECK(error.code() == study_bad_value);
        CHECK(error.where().column == key);
        CHECK(error.hint().find("255 bytes") != std::string::npos);
    }
}
