// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/study/study_folder.hpp"

using namespace presencia;
using namespace presencia::study;
using test::StudyFolder;

namespace {

std::string with(const std::string& line) {
    return test::study_table + test::municipalities_table + test::incidents_table + line + "\n" + test::at_risk_table;
}

}  // namespace

TEST_CASE("a wide table is unfolded by all its years, by all its months, by the columns named, or not at all") {
    const StudyFolder folder;
    CHECK(folder.read(with("wide = { columns = \"years\" }")).incidents[0].source.wide.is == Wide::Is::years);
    CHECK(folder.read(with("wide = { columns = \"months\" }")).incidents[0].source.wide.is == Wide::Is::months);
    CHECK(folder.read(with("wide = { columns = [\"2011\"] }")).incidents[0].source.wide.columns == std::vector<std::string>{"2011"});
    CHECK(folder.read(with("wide = false")).incidents[0].source.wide.is == Wide::Is::off);
    CHECK(folder.read(with("")).incidents[0].source.wide.is == Wide::Is::found);
}

TEST_CASE("what is no form of a wide table is refused with the forms that are") {
    const StudyFolder folder;
    for (const std::string line : {"wide = true", "wide = \"years\"", "wide = {}", "wide = { columns = \"weeks\" }", "wide = { columns = [] }",
                                   "wide = { columns = \"years\", left_out = [\"TOTAL\"] }"}) {
        INFO(line);
        const std::vector<Error> problems = folder.problems(with(line));
        REQUIRE_FALSE(problems.empty());
        CHECK_THAT(problems[0].where().column, Catch::Contains("incidents[0].wide"));
    }
}
