// SPDX-License-Identifier: Apache-2.0
// Ten sources are compiled as one, which ten depends on their order: two files of a library must not give two helpers one name.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <istream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

namespace {

const fs::path sources_of_all = PRESENCIA_SOURCE_DIR;

/// What a file's unnamed namespaces define: "name" for a type or a constant, "name(parameters" for a function, as far as its first line goes, and a whole alias, which may be said twice.
std::set<std::string> helpers(std::istream& file) {
    static const std::regex type("(?:struct|class|enum class|union) (\\w+).*"), alias("using \\w+ = .*"), other("(?:template|using).*");
    static const std::regex definition("[^=({]*[\\s&*](\\w+)(?:\\[[^\\]]*\\])?\\s*([={(])(.*)");
    std::set<std::string> out;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("namespace {")) inside = true;
        if (line.starts_with("}  // namespace") && line.size() == 15) inside = false;
        if (!inside || line.empty() || line.find_first_of(" }/#") == 0 || line.starts_with("namespace")) continue;
        std::smatch found;
        if (std::regex_match(line, found, type)) {
            out.insert(found[1]);
        } else if (std::regex_match(line, alias)) {
            out.insert(line);
        } else if (!std::regex_match(line, other) && std::regex_match(line, found, definition)) {
            out.insert(found[2] == "(" ? found[1].str() + "(" + found[3].str() : found[1].str());
        }
    }
    return out;
}

/// The name that a helper takes from all others of its library.
std::string name_of(const std::string& helper) {
    if (helper.starts_with("using ")) return helper.substr(6, helper.find(' ', 6) - 6);
    return helper.substr(0, helper.find('('));
}

class Library {
public:
    /// The file that has a helper of this name already, where both cannot be; "" where they can.
    std::string add(const std::string& helper, const std::string& file) {
        const bool alias = helper.starts_with("using "), function = helper.find('(') != helper.npos && !alias;
        for (const auto& [other, home] : named_[name_of(helper)]) {
            const bool overload = function && other.find('(') != other.npos && !other.starts_with("using ") && other != helper;
            if (home != file && !overload && !(alias && other == helper)) return home;
        }
        named_[name_of(helper)].emplace(helper, file);
        return {};
    }

private:
    std::map<std::string, std::map<std::string, std::string>> named_;
};

/// engine/<stage>, app, tests/unit/<suite>, ...: files that are compiled into one library or program.
std::string library_of(const fs::path& file) {
    const fs::path way = file.lexically_relative(sources_of_all);
    auto part = way.begin();
    std::string out = part->string();
    if (out == "app") return out;
    out += "/" + (++part)->string();
    return out == "tests/unit" ? out + "/" + (++part)->string() : out;
}

}  // namespace

TEST_CASE("No two files of a library give two helpers one name") {
    std::map<std::string, Library> libraries;
    std::size_t all = 0;
    for (const char* folder : {"engine", "app", "tests"}) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(sources_of_all / folder)) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream file(entry.path());
            for (const std::string& helper : helpers(file)) {
                ++all;
                INFO(entry.path().string() << ": " << helper);
                CHECK(libraries[library_of(entry.path())].add(helper, entry.path().string()).empty());
            }
        }
    }
    CHECK(all > 1000);
}

TEST_CASE("The test of helpers' names sees twins and lets overloads be") {
    const auto of = [](const std::string& text) {
        std::istringstream file("namespace {\n" + text + "\n}  // namespace\n");
        return helpers(file);
    };
    CHECK(of("constexpr double width = 2.0;\nbool digit(char c) {\nusing Edge = int;\nstruct Row {\n    int inner(int x);\n};\n") == std::set<std::string>{"width", "digit(char c) {", "using Edge = int;", "Row"});
    Library library;
    CHECK(library.add("digit(char c) {", "a").empty());
    CHECK(library.add("digit(std::string_view text) {", "b").empty());
    CHECK(library.add("digit(char c) {", "b") == "a");
    CHECK(library.add("digit", "b") == "a");
    CHECK(library.add("using Json = nlohmann::json;", "a").empty());
    CHECK(library.add("using Json = nlohmann::json;", "b").empty());
    CHECK(library.add("using Json = int;", "b") == "a");
}
