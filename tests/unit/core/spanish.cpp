// SPDX-License-Identifier: Apache-2.0
#include "core/spanish.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace presencia;

namespace {

std::string all_sources(const std::filesystem::path& root) {
    std::string out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.path().extension() != ".cpp" || entry.path().filename() == "spanish.cpp") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        out.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return out;
}

/// As it stands between quotes in C++.
std::string quoted(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '"' ? std::string("\\\"") : std::string(1, c);
    return out;
}

std::size_t gaps(std::string_view sentence) {
    std::size_t out = 0;
    for (std::size_t at = sentence.find("{}"); at != sentence.npos; at = sentence.find("{}", at + 2)) ++out;
    return out;
}

}  // namespace

TEST_CASE("what files and outputs say is said in Spanish too, with the names that it holds") {
    CHECK(in_language("add --overwrite to replace it, or choose another name with -o", Language::es) == "agregue --overwrite para reemplazarlo, o elija otro nombre con -o");
    CHECK(in_language("name one: layer = \"Hoja1\"", Language::es) == "nombre una: layer = \"Hoja1\"");
    CHECK(in_language("3 bands", Language::es) == "3 bandas");
    CHECK(in_language("3 bands", Language::en) == "3 bands");
    CHECK(in_language("No such file or directory", Language::es) == "No such file or directory");
}

TEST_CASE("every sentence that is translated is said somewhere, once, and keeps what it holds") {
    const std::string sources = all_sources(std::filesystem::path(PRESENCIA_SOURCE_DIR) / "engine");
    std::set<std::string_view> known;
    for (const auto& [en, es] : spanish_sentences()) {
        INFO(en);
        CHECK(known.insert(en).second);
        CHECK_FALSE(es.empty());
        CHECK(gaps(en) == gaps(es));
        CHECK(gaps(en) <= 1);
        const std::string_view fixed = en.starts_with("JSON: ") ? en.substr(6) : en;
        const std::size_t gap = fixed.find("{}");
        CHECK(sources.find(quoted(fixed.substr(0, gap))) != std::string::npos);
        if (gap != fixed.npos) CHECK(sources.find(quoted(fixed.substr(gap + 2))) != std::string::npos);
    }
}
