// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/study/study_folder.hpp"

using namespace presencia;
using test::StudyFolder;

namespace {

void check(const Error& error, ErrorCode code, int line, const std::string& key, const std::string& hint) {
    CHECK(error.code() == code);
    CHECK(error.where().row == line);
    CHECK(error.where().column == key);
    CHECK_THAT(error.hint(), Catch::Contains(hint));
    CHECK(error.exit_status() == 3);
}

}  // namespace

TEST_CASE("an unknown key names its line and the nearest valid key") {
    const StudyFolder folder;
    const Error error =
        folder.only_problem("[study]\nname = \"s\"\nfrom = 2013-01-01\nto = 2013-12-31\nlenguage = \"es\"\n" +
                            test::municipalities_table + test::incidents_table + test::at_risk_table);
    check(error, ErrorCode::study_unknown_key, 5, "study.lenguage", "did you mean `language`?");
    CHECK(error.where().file == (folder.root() / "study.toml").string());
}

TEST_CASE("an unknown key of a layer carries the layer's position in its path") {
    const StudyFolder folder;
    const Error error = folder.only_problem(
        test::smallest_study +
        "[[sites]]\nsource = \"courts.csv\"\n[[sites]]\nsource = \"police_posts.csv\"\nfamilly = \"social\"\n");
    check(error, ErrorCode::study_unknown_key, 16, "sites[1].familly", "did you mean `family`?");
}

TEST_CASE("an unknown key that resembles no other lists the valid ones") {
    const StudyFolder folder;
    const Error error = folder.only_problem(test::smallest_study + "[reach]\nzzzzzzzzzzz = 1\n");
    check(error, ErrorCode::study_unknown_key, 13, "reach.zzzzzzzzzzz", "valid here: target, index");
}

TEST_CASE("a short key resembles no other by being short") {
    const StudyFolder folder;
    check(folder.only_problem(test::smallest_study + "[[population]]\nsource = \"settlements.csv\"\nid = \"id\"\n"),
          ErrorCode::study_unknown_key, 14, "population[0].id", "valid here: source, ");
}

TEST_CASE("an unknown table is an unknown key") {
    const StudyFolder folder;
    check(folder.only_problem(test::smallest_study + "[outputs]\nzoom = [4, 10]\n"), ErrorCode::study_unknown_key, 12,
          "outputs", "did you mean `output`?");
}

TEST_CASE("unknown keys are found inside inline tables") {
    const StudyFolder folder;
    check(folder.only_problem(test::smallest_study +
                              "[[sites]]\nsource = \"courts.csv\"\nreach = { km = 5, metres = 3 }\n"),
          ErrorCode::study_unknown_key, 14, "sites[0].reach.metres", "valid here");
    check(folder.only_problem(test::smallest_study +
                              "[[sites]]\nsource = \"courts.csv\"\nfamily = { colum = \"tipo\", column = \"t\" }\n"),
          ErrorCode::study_unknown_key, 14, "sites[0].family.colum", "`column`");
    check(folder.only_problem(
              test::smallest_study +
              "[[sites]]\nsource = \"courts.csv\"\nwhere = { field = \"a\", not = [\"b\"], notin = [\"c\"] }\n"),
          ErrorCode::study_unknown_key, 14, "sites[0].where.notin", "`not`");
}

TEST_CASE("a key of a later version says so and names what works today") {
    const StudyFolder folder;
    const Error minutes =
        folder.only_problem(test::smallest_study + "[[sites]]\nsource = \"courts.csv\"\nreach = { minutes = 60 }\n");
    check(minutes, ErrorCode::study_later_key, 14, "sites[0].reach.minutes", "reach = { km = ... }");
    CHECK_THAT(minutes.message(Language::en), Catch::Contains("not in this version"));
    for (const std::string table : {"site", "clusters", "whatif", "partners", "trends", "compare", "corridors"}) {
        const Error error = folder.only_problem(test::smallest_study + "[" + table + "]\nk = 1\n");
        check(error, ErrorCode::study_later_key, 12, table, "leave it out");
    }
}

TEST_CASE("incidents by department need units that are finer") {
    const StudyFolder folder;
    const std::string incidents = "[[incidents]]\nsource = \"homicides.csv\"\nlevel = \"department\"\n";
    CHECK(folder.problems(test::study_table + test::municipalities_table + incidents + test::at_risk_table).empty());
    const Error error = folder.only_problem(test::study_table + test::municipalities_table + "level = \"department\"\n" + incidents + test::at_risk_table);
    check(error, ErrorCode::study_contradiction, 10, "incidents[0].level", "leave level out");
}

TEST_CASE("a study without a rule of risk is told that there is no default, with three lines to copy") {
    const StudyFolder folder;
    const Error error = folder.only_problem(test::study_table + test::municipalities_table + test::incidents_table);
    check(error, ErrorCode::study_missing_key, 9, "at_risk", "required: there is no default rule");
    CHECK_THAT(error.hint(), Catch::Contains("[at_risk]") && Catch::Contains("measure   = \"rate_eb\"") &&
                                 Catch::Contains("top_share = 0.25"));
}

TEST_CASE("the rule that the hint proposes is a valid rule") {
    const StudyFolder folder;
    const std::string hint =
        folder.only_problem(test::study_table + test::municipalities_table + test::incidents_table).hint();
    const std::string rule = hint.substr(hint.find("[at_risk]"));
    CHECK(
        folder.problems(test::study_table + test::municipalities_table + test::incidents_table + rule + "\n").empty());
}

TEST_CASE("name, from and to of the study are required, each on the line of its table") {
    const StudyFolder folder;
    const std::string rest = test::municipalities_table + test::incidents_table + test::at_risk_table;
    check(folder.only_problem("\n[study]\nfrom = 2013-01-01\nto = 2013-12-31\n" + rest), ErrorCode::study_missing_key,
          2, "study.name", "short name");
    check(folder.only_problem("[study]\nname = \"s\"\nto = 2013-12-31\n" + rest), ErrorCode::study_missing_key, 1,
          "study.from", "from = 2013-01-01");
    check(folder.only_problem("[study]\nname = \"s\"\nfrom = 2013-01-01\n" + rest), ErrorCode::study_missing_key, 1,
          "study.to", "to = 2013-12-31");
}

TEST_CASE("a study without [study] or without municipalities is told where they would stand") {
    const StudyFolder folder;
    check(folder.only_problem(test::municipalities_table + test::incidents_table + test::at_risk_table),
          ErrorCode::study_missing_key, 7, "study", "[study]");
    check(folder.only_problem(test::study_table + test::incidents_table + test::at_risk_table),
          ErrorCode::study_missing_key, 9, "municipalities", "[[municipalities]]");
}

TEST_CASE("an empty study file lacks all that is required") {
    const StudyFolder folder;
    const std::vector<Error> problems = folder.problems("");
    REQUIRE(problems.size() == 3);
    for (const Error& error : problems) {
        CHECK(error.code() == ErrorCode::study_missing_key);
        CHECK(error.where().row == 1);
    }
}

TEST_CASE("a layer without a source is told so on the line of its table") {
    const StudyFolder folder;
    check(folder.only_problem(test::smallest_study + "[[sites]]\nname = \"police\"\n"), ErrorCode::study_missing_key,
          12, "sites[0].source", "input file");
}

TEST_CASE("with several incident layers the rule must say which") {
    const StudyFolder folder;
    const Error error = folder.only_problem(test::smallest_study + "[[incidents]]\nsource = \"theft.csv\"\n");
    check(error, ErrorCode::study_missing_key, 10, "at_risk.incidents", "incidents = \"homicides\"");
    CHECK_THAT(error.hint(), Catch::Contains("homicides, theft"));
}

TEST_CASE("with a column of classes the rule must say which") {
    const StudyFolder folder;
    const Error error = folder.only_problem(
        test::study_table + test::municipalities_table +
        "[[incidents]]\nsource = \"homicides.csv\"\nclass = { column = \"delito\" }\n" + test::at_risk_table);
    check(error, ErrorCode::study_missing_key, 10, "at_risk.incidents", "\"homicides/0101\"");
}

TEST_CASE("a rule that names no layer of the study is told the nearest") {
    const StudyFolder folder;
    const Error error = folder.only_problem(test::smallest_study + "incidents = \"homicide\"\n");
    check(error, ErrorCode::study_bad_value, 12, "at_risk.incidents", "did you mean `homicides`?");
    check(folder.only_problem(test::smallest_study + "incidents = [\"homicides\", \"homicides\"]\n"),
          ErrorCode::study_bad_value, 12, "at_risk.incidents", "counted twice");
    check(folder.only_problem(test::smallest_study + "incidents = []\n"), ErrorCode::study_bad_value, 12,
          "at_risk.incidents", "");
    check(folder.only_problem(test::smallest_study + "incidents = [1]\n"), ErrorCode::study_wrong_type, 12,
          "at_risk.incidents", "quotes");
    check(folder.only_problem(test::smallest_study + "incidents = \"homicides/\"\n"), ErrorCode::study_bad_value, 12,
          "at_risk.incidents", "\"homicides/0101\"");
}

TEST_CASE("a rule on incidents needs incidents") {
    const StudyFolder folder;
    check(folder.only_problem(test::study_table + test::municipalities_table + test::at_risk_table),
          ErrorCode::study_missing_key, 7, "incidents", "add a layer");
}

TEST_CASE("a rule of risk is exactly one of four") {
    const StudyFolder folder;
    check(folder.only_problem(test::smallest_study + "above = 30.0\n"), ErrorCode::study_contradiction, 12,
          "at_risk.above", "one rule only");
    check(folder.only_problem(test::smallest_study + "list = \"priority.csv\"\n"), ErrorCode::study_contradiction, 12,
          "at_risk.list", "compare");
    check(folder.only_problem(test::study_table + test::municipalities_table + test::incidents_table +
                              "[at_risk]\nmeasure = \"rate\"\n"),
          ErrorCode::study_missing_key, 10, "at_risk", "top_share = 0.25");
}

TEST_CASE("every problem is reported at once, in the order of the lines, and reading stops at the first") {
    const StudyFolder folder;
    const std::string text = "[study]\nnaem = \"s\"\nfrom = 2013-01-01\nto = \"x\"\n" + test::municipalities_table +
                             "cod = \"c\"\n[[incidents]]\nsource = \"nada.csv\"\n";
    const std::vector<Error> problems = folder.problems(text);
    std::vector<std::int64_t> lines;
    for (const Error& error : problems) {
        lines.push_back(error.where().row);
    }
    CHECK(lines == std::vector<std::int64_t>{1, 2, 4, 7, 9, 9});
    try {
        study::read_study(folder.write(text), Language::en);
        FAIL("a study with problems was read");
    } catch (const Error& error) {
        CHECK(error.message(Language::en) == problems.front().message(Language::en));
    }
}

TEST_CASE("a study is answered in its own language, Spanish where it does not say, and in another where asked") {
    const StudyFolder folder;
    const std::string rest = "nme = 1\n" + test::municipalities_table + test::incidents_table + test::at_risk_table;
    const auto hint = [&](const std::string& text) { return study::check_study(folder.write(text)).front().hint(); };
    CHECK(hint(test::study_table + rest) == "¿quiso decir `name`?");
    CHECK(hint(test::study_table + "language = \"es\"\n" + rest) == "¿quiso decir `name`?");
    CHECK(hint(test::study_table + "language = \"en\"\n" + rest) == "did you mean `name`?");
    CHECK(study::check_study(folder.write(test::study_table + rest), Language::en).front().hint() ==
          "did you mean `name`?");
    CHECK(hint("[study]\nname = x\nlanguage = \"en\"\n") ==
          "text goes between quotes, dates do not: from = 2013-01-01");
    CHECK(hint("[study]\nname = x\n") == "los textos van entre comillas, las fechas no: from = 2013-01-01");
    CHECK_THAT(hint(test::study_table + test::municipalities_table + test::incidents_table),
               Catch::StartsWith("obligatoria: no hay una regla"));
}
