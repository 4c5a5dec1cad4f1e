// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/study/study_folder.hpp"

#include <sys/stat.h>

using namespace presencia;
using namespace presencia::study;
using test::StudyFolder;
namespace fs = std::filesystem;

namespace {

Error first_problem(const fs::path& file) {
    const std::vector<Error> problems = check_study(file, Language::en);
    REQUIRE(problems.size() == 1);
    return problems.front();
}

}  // namespace

TEST_CASE("a study file that is not there, is a folder or a pipe is refused without waiting") {
    const StudyFolder folder;
    CHECK(first_problem(folder.root() / "nada.toml").code() == ErrorCode::file_missing);
    CHECK(first_problem(folder.root()).code() == ErrorCode::file_not_regular);
    const fs::path pipe = folder.root() / "pipe.toml";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(first_problem(pipe).code() == ErrorCode::file_not_regular);
    CHECK_THROWS_AS(read_study(folder.root() / "nada.toml"), Error);
}

TEST_CASE("a study file that is not TOML names the line") {
    const StudyFolder folder;
    const Error error = folder.only_problem("[study]\nname = honduras\n");
    CHECK(error.code() == ErrorCode::study_syntax);
    CHECK(error.where().row == 2);
    CHECK_THAT(error.hint(), Catch::Contains("between quotes"));
    CHECK(folder.only_problem("[study]\nname = \"a\"\nname = \"b\"\n").where().row == 3);
}

TEST_CASE("a Windows path in double quotes is explained") {
    const StudyFolder folder;
    const Error error = folder.only_problem("[study]\nname = \"C:\\data\\estudio\"\n");
    CHECK(error.code() == ErrorCode::study_syntax);
    CHECK_THAT(error.hint(), Catch::Contains("single quotes"));
}

TEST_CASE("a study file in another encoding names the line of the first foreign byte") {
    const StudyFolder folder;
    const Error latin = folder.only_problem("[study]\nname = \"s\"\ntitle = \"Atl\xE1ntida\"\n");
    CHECK(latin.code() == ErrorCode::file_encoding);
    CHECK(latin.where().row == 3);
    CHECK(latin.hint() == "save the study file as UTF-8");
    CHECK(folder.only_problem(std::string("\xFF\xFE[\0s\0", 6)).code() == ErrorCode::file_encoding);
}

TEST_CASE("a study file of more than a megabyte, or nested without end, is refused") {
    const StudyFolder folder;
    CHECK(folder.only_problem(std::string((1u << 20) + 1, '#')).code() == ErrorCode::file_limit);
    CHECK(folder.only_problem("a = " + std::string(100'000, '[')).code() == ErrorCode::study_syntax);
}

TEST_CASE("a source that is not there names its line and the nearest file of that folder") {
    const StudyFolder folder;
    const Error error = folder.only_problem(test::study_table + "[[municipalities]]\nsource = \"municipality.gpkg\"\n" +
                                            test::incidents_table + test::at_risk_table);
    CHECK(error.code() == ErrorCode::file_missing);
    CHECK(error.where().row == 6);
    CHECK(error.where().column == "municipalities[0].source");
    CHECK(error.detail() == "municipality.gpkg");
    CHECK(error.hint() == "did you mean `municipalities.gpkg`?");
}

TEST_CASE("the nearest file is looked for in the folder that the study names") {
    const StudyFolder folder;
    const std::string before = test::smallest_study + "[[sites]]\n";
    CHECK(folder.only_problem(before + "source = \"data/school.geojson\"\n").hint() ==
          "did you mean `data/schools.geojson`?");
    CHECK(folder.only_problem(before + "source = \"datos/schools.geojson\"\n").hint() ==
          "there is no folder datos beside the study file");
    CHECK(folder.only_problem(before + "source = \"nothing_like_this.xyz\"\n").hint() ==
          "paths are relative to the study file");
}

TEST_CASE("names that reach beyond plain files of this machine are refused, whether they exist or not") {
    const StudyFolder folder;
    const std::vector<std::string> names{"/vsicurl/http://example.org/a.csv",
                                         "/vsizip/a.zip/b.csv",
                                         "a.csv/vsimem/x",
                                         "//vsizip/a.zip/b.csv",
                                         "GPKG:/vsizip/a.zip/b",
                                         "https://example.org/a.csv",
                                         "{\\\"type\\\":\\\"FeatureCollection\\\"}",
                                         "data/../vsizip/{a.zip}/x",
                                         "a\\u0000b.csv",
                                         "a\\nb.csv"};
    for (const std::string& name : names) {
        const Error error =
            folder.only_problem(test::smallest_study + "[[sites]]\nname = \"n\"\nsource = \"" + name + "\"\n");
        INFO(name);
        CHECK(error.code() == ErrorCode::file_name_refused);
        CHECK(error.where().row == 14);
        CHECK(error.where().column == "sites[0].source");
    }
}

TEST_CASE("a source must be a file: a folder or a pipe is refused") {
    const StudyFolder folder;
    REQUIRE(mkfifo((folder.root() / "pipe.csv").c_str(), 0600) == 0);
    for (const std::string name : {"data", "pipe.csv"}) {
        CHECK(folder.only_problem(test::smallest_study + "[[sites]]\nsource = \"" + name + "\"\n").code() ==
              ErrorCode::file_not_regular);
    }
}

TEST_CASE("files named by a rule of risk are held to the same") {
    const StudyFolder folder;
    const std::string before = test::study_table + test::municipalities_table + test::incidents_table + "[at_risk]\n";
    CHECK(folder.only_problem(before + "list = \"/vsistdin/\"\n").code() == ErrorCode::file_name_refused);
    CHECK(folder.only_problem(before + "list = { source = \"prioriti.csv\" }\n").where().column ==
          "at_risk.list.source");
}

TEST_CASE("two layers of one name are told apart by the writer, not by the program") {
    const StudyFolder folder;
    const Error error = folder.only_problem(test::smallest_study +
                                            "[[sites]]\nsource = \"courts.csv\"\n[[sites]]\nsource = \"courts.csv\"\n");
    CHECK(error.code() == ErrorCode::study_contradiction);
    CHECK(error.where().row == 14);
    CHECK(error.where().column == "sites[1].name");
    CHECK_THAT(error.hint(), Catch::Contains("name = "));
    CHECK(folder.only_problem(test::smallest_study + "[[sites]]\nname = \"HOMICIDES\"\nsource = \"courts.csv\"\n")
              .code() == ErrorCode::study_contradiction);
}

TEST_CASE("a plain name may begin like a virtual file system: VSI is also a kind of violence") {
    const StudyFolder folder;
    std::ofstream(folder.root() / "vsi_2013.csv") << "x\n";
    std::ofstream(folder.root() / "data" / "vsi_2013.csv") << "x\n";
    CHECK(folder.problems(test::smallest_study + "[[sites]]\nsource = \"vsi_2013.csv\"\n").empty());
    CHECK(folder.problems(test::smallest_study + "[[sites]]\nsource = \"data/vsi_2013.csv\"\n").empty());
}

TEST_CASE("an absolute path may be named, and its nearest file is shown with it") {
    const StudyFolder folder;
    const std::string courts = (folder.root() / "courts.csv").string();
    CHECK(folder.problems(test::smallest_study + "[[sites]]\nsource = \"" + courts + "\"\n").empty());
    const Error error = folder.only_problem(test::smallest_study + "[[sites]]\nsource = \"" + courts + "x\"\n");
    CHECK(error.hint() == "did you mean `courts.csv`?");
}
