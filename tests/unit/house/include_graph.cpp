// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// The flow of data, top to bottom: a stage includes only itself and the stages before it.
const std::vector<std::string> stages = {"core", "study", "geo", "source", "layer", "join", "need", "reach", "gap", "emit", "serve", "run"};

/// Third-party headers that have one home each.
struct Home {
    std::regex header;
    std::set<std::string> folders;
};
const std::vector<Home> homes = {
    {std::regex("geos_c\\.h|proj\\.h|geodesic\\.h|boost/geometry.*"), {"geo"}},
    {std::regex("gdal.*|ogr.*|cpl_.*"), {"source", "emit"}},
    {std::regex("boost/asio.*|boost/beast.*"), {"serve"}},
    {std::regex("toml\\+\\+/.*|toml\\.hpp"), {"study", "layer", "emit"}},
    {std::regex("expat\\.h"), {"source"}},
    {std::regex("openssl/.*"), {"core"}},
    {std::regex("sqlite3\\.h|libdeflate\\.h"), {"emit"}},
    {std::regex("cairo.*|ft2build\\.h"), {"emit"}},
    {std::regex("CLI/.*"), {"app"}},
};

/// What is wrong with one include of a file in `folder`; "" where nothing is.
std::string fault(const std::string& folder, const std::string& included, bool quoted) {
    if (quoted) {
        const std::string target = included.substr(0, included.find('/'));
        const auto from = std::find(stages.begin(), stages.end(), folder);
        const auto to = std::find(stages.begin(), stages.end(), target);
        if (to == stages.end()) return "quoted include that is no stage of the engine";
        if (from != stages.end() && to > from) return "looks up the stream of data";
        return {};
    }
    for (const Home& home : homes) {
        if (std::regex_match(included, home.header) && home.folders.count(folder) == 0) return "third-party header outside its home";
    }
    return {};
}

std::vector<std::string> faults_below(const fs::path& root, int& includes) {
    static const std::regex line_pattern("\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
    std::vector<std::string> faults;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
        const std::string extension = entry.path().extension().string();
        if (extension != ".cpp" && extension != ".hpp") continue;
        const std::string folder = entry.path().lexically_relative(root).begin()->string();
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            std::smatch match;
            if (!std::regex_match(line, match, line_pattern)) continue;
            ++includes;
            const std::string wrong = fault(folder, match[2], match[1] == "\"");
            if (!wrong.empty()) faults.push_back(entry.path().string() + ": " + match[2].str() + ": " + wrong);
        }
    }
    return faults;
}

}  // namespace

TEST_CASE("Every include of the engine follows the flow of data and keeps third parties in their homes") {
    int includes = 0;
    const std::vector<std::string> faults = faults_below(fs::path(PRESENCIA_SOURCE_DIR) / "engine", includes);
    for (const std::string& one : faults) {
        UNSCOPED_INFO(one);
    }
    CHECK(faults.empty());
    CHECK(includes > 300);
}

TEST_CASE("The graph test sees an upward include and a header outside its home") {
    CHECK(fault("geo", "gap/result.hpp", true) == "looks up the stream of data");
    CHECK(fault("gap", "geo/shapes.hpp", true).empty());
    CHECK(fault("reach", "proj.h", false) == "third-party header outside its home");
    CHECK(fault("geo", "proj.h", false).empty());
    CHECK(fault("need", "gdal.h", false) == "third-party header outside its home");
    CHECK(fault("need", "vector", false).empty());
}
