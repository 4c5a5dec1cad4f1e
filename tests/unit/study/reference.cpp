// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "tests/unit/study/study_folder.hpp"

#include <map>
#include <sstream>

using namespace presencia;
using test::StudyFolder;

namespace {

std::string content(const std::string& name) {
    std::ifstream in(std::string(PRESENCIA_SOURCE_DIR) + "/" + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A study in which every table holds an unknown key: the reader answers with the keys that it knows there.
const std::string study_of_unknown_keys = R"(
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
[study]
name = "s"
from = 2013-01-01
to = 2013-12-31
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
[[municipalities]]
source = "municipalities.gpkg"
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
population = { source = "people.csv", year = { value = 2010, zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1 }, zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1 }
[[incidents]]
source = "homicides.csv"
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
x = { column = "x", zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1 }
y = "y"
where = { field = "f", in = ["a"], zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1 }
complete_for = [{ country = "HND", zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1 }]
[[sites]]
source = "courts.csv"
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
reach = { km = 5, zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1 }
[[population]]
source = "settlements.csv"
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
[at_risk]
top_share = 0.25
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
[reach]
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
[disclosure]
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
[output]
zzzzzzzzzzzzzzzzzzzzzzzzzzzz = 1
)";

/// Path of each table, and the keys that the reader knows there.
std::map<std::string, std::vector<std::string>> known_keys() {
    const StudyFolder folder;
    std::map<std::string, std::vector<std::string>> out;
    const std::string start = "valid here: ";
    for (const Error& error : folder.problems(study_of_unknown_keys)) {
        REQUIRE(error.code() == ErrorCode::study_unknown_key);
        REQUIRE(error.hint().starts_with(start));
        for (const std::string_view key : text::split(std::string_view(error.hint()).substr(start.size()), ',')) {
            out[error.where().column].emplace_back(text::trim(key));
        }
    }
    return out;
}

/// The part of docs/study.md under a heading, to the next of the same or a higher level.
std::string section_of(const std::string& docs, const std::string& heading) {
    const std::size_t start = docs.find("\n" + heading + "\n");
    REQUIRE(start != docs.npos);
    const std::string level = heading.substr(0, heading.find(' ') + 1);
    const std::size_t end = docs.find("\n" + level, start + heading.size());
    return docs.substr(start, end == docs.npos ? end : end - start);
}

}  // namespace

TEST_CASE("every key that the reader knows is described under its table in docs/study.md") {
    const std::string docs = content("docs/study.md");
    const std::string sources = section_of(docs, "## Sources");
    const auto keys = known_keys();
    REQUIRE(keys.size() == 16);
    for (const auto& [path, names] : keys) {
        const std::string table = path.substr(0, path.find_first_of(".["));
        const bool array = path.find('[') != path.npos;
        if (table == path && !array) {  // the file itself: the names of tables
            for (const std::string& name : names) {
                INFO(name);
                CHECK((docs.find("\n## `[" + name + "]`\n") != docs.npos ||
                       docs.find("\n## `[[" + name + "]]`\n") != docs.npos));
            }
            continue;
        }
        const std::string own = section_of(docs, array ? "## `[[" + table + "]]`" : "## `[" + table + "]`");
        for (const std::string& name : names) {
            INFO(path << ": " << name);
            const std::string quoted = "`" + name + "`";
            const bool said = own.find(quoted) != own.npos || own.find(name + " = ") != own.npos ||
                              sources.find(quoted) != sources.npos || sources.find(name + " = ") != sources.npos;
            CHECK(said);
        }
    }
}

TEST_CASE("every key that the reader knows is used by the study that uses all") {
    std::string full = content("tests/unit/study/full.toml");
    for (const auto& [path, names] : known_keys()) {
        for (const std::string& name : names) {
            INFO(path << ": " << name);
            // Three of the four rules stand in other tests: a study has one.
            const bool other_rule = name == "top_share" || name == "above" || name == "list";
            CHECK((other_rule || full.find(name + " = ") != full.npos || full.find("[" + name + "]") != full.npos));
        }
    }
}

TEST_CASE("the studies printed in docs/study.md are valid") {
    const StudyFolder folder;
    const std::string docs = content("docs/study.md");
    int studies = 0;
    for (std::size_t at = docs.find("```toml\n"); at != docs.npos; at = docs.find("```toml\n", at + 1)) {
        const std::string block = docs.substr(at + 8, docs.find("```", at + 8) - at - 8);
        if (block.find("[study]") != block.npos) {
            ++studies;
            CHECK(folder.problems(block).empty());
        } else if (block.starts_with("population")) {
            CHECK(folder
                      .problems(test::study_table + test::municipalities_table + block + test::incidents_table +
                                test::at_risk_table)
                      .empty());
        } else {
            CHECK(folder
                      .problems(test::study_table + test::municipalities_table + test::incidents_table + block +
                                test::at_risk_table)
                      .empty());
        }
    }
    CHECK(studies == 1);
}
