// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path root = PRESENCIA_SOURCE_DIR;

std::string read(const fs::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<fs::path> sources() {
    std::vector<fs::path> found;
    for (const char* folder : {"engine", "app", "tests"}) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string extension = entry.path().extension().string();
            if (extension == ".cpp" || extension == ".hpp") found.push_back(entry.path());
        }
    }
    return found;
}

}  // namespace

TEST_CASE("Every source file names its licence on the first line and stays under 500 lines") {
    const std::vector<fs::path> files = sources();
    CHECK(files.size() > 100);
    for (const fs::path& path : files) {
        INFO(path.string());
        const std::string text = read(path);
        CHECK(text.starts_with("// SPDX-License-Identifier: Apache-2.0\n"));
        CHECK(std::count(text.begin(), text.end(), '\n') <= 500);
    }
}

TEST_CASE("The Earth's constants have one home") {
    const std::regex radius("63(71|78)[0-9]{3}");
    for (const fs::path& path : sources()) {
        if (path.filename() == "earth.hpp" || path.string().find("/tests/") != std::string::npos) continue;
        INFO(path.string());
        CHECK_FALSE(std::regex_search(read(path), radius));
    }
}

TEST_CASE("Nothing is left for later in the sources") {
    const std::regex mark(std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    for (const fs::path& path : sources()) {
        INFO(path.string());
        CHECK_FALSE(std::regex_search(read(path), mark));
    }
}

TEST_CASE("Every source file of the engine belongs to a target") {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / "engine")) {
        const std::string extension = entry.path().extension().string();
        if (extension != ".cpp") continue;
        const fs::path stage = root / "engine" / entry.path().lexically_relative(root / "engine").begin()->string();
        std::string lists = read(stage / "CMakeLists.txt");
        for (const fs::directory_entry& part : fs::directory_iterator(stage)) {
            if (fs::exists(part.path() / "sources.cmake")) lists += read(part.path() / "sources.cmake");
        }
        INFO(entry.path().string());
        CHECK(lists.find(entry.path().lexically_relative(stage).generic_string()) != std::string::npos);
    }
}
