// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/style_file.hpp"

#include "core/error.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

using namespace presencia;
using namespace presencia::emit;
namespace fs = std::filesystem;

namespace {

const fs::path styles = fs::path(PRESENCIA_SOURCE_DIR) / "styles";

std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// The error of loading gap.toml after one change to its text.
Error error_after(const std::string& from, const std::string& to) {
    const fs::path folder = fs::temp_directory_path() / ("presencia_styles_" + std::to_string(getpid()));
    fs::create_directories(folder);
    fs::copy_file(styles / "palettes.toml", folder / "palettes.toml", fs::copy_options::overwrite_existing);
    std::string text = text_of(styles / "gap.toml");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream(folder / "gap.toml") << text;
    try {
        load_style(folder / "gap.toml");
    } catch (const Error& e) {
        fs::remove_all(folder);
        return e;
    }
    fs::remove_all(folder);
    FAIL("no error after '" << to << "'");
    throw std::logic_error("not reached");
}

}  // namespace

TEST_CASE("Every style that ships loads, in both languages, and names no place as dangerous") {
    int loaded = 0;
    for (const auto& entry : fs::directory_iterator(styles)) {
        if (entry.path().extension() != ".toml" || entry.path().filename() == "palettes.toml") continue;
        const StyleTemplate style = load_style(entry.path());
        ++loaded;
        REQUIRE(style.name == entry.path().stem().string());
        REQUIRE(!style.title.es.empty());
        REQUIRE(!style.title.en.empty());
        REQUIRE(style.borders.size() == 4);
        const std::string words = text_of(entry.path());
        for (const char* banned :
             {"peligro", "zona roja", "danger", "red zone", "worst", "peor", "hotspot", "high-crime"}) {
            REQUIRE(words.find(banned) == std::string::npos);
        }
    }
    REQUIRE(loaded >= 3);
}

TEST_CASE("Every reason of absence has a class on every map") {
    const StyleTemplate style = load_style(styles / "need.toml");
    const auto special = [&](Absence a) { return style.specials[style.special_of[static_cast<std::size_t>(a)]].id; };
    REQUIRE(special(Absence::no_record) == "no_record");
    REQUIRE(special(Absence::unknown) == "unknown");
    REQUIRE(special(Absence::no_population) == "unknown");
    REQUIRE(special(Absence::suppressed) == "suppressed");
    REQUIRE(special(Absence::not_applicable) == "not_applicable");
}

TEST_CASE("An error in a style names the file, the line and the key") {
    const Error unknown = error_after("kind = \"category\"", "kind = \"category\"\nsubtitel = \"x\"");
    REQUIRE(unknown.code() == ErrorCode::study_unknown_key);
    REQUIRE(unknown.where().column == "subtitel");
    REQUIRE(unknown.where().row == 6);
    REQUIRE(unknown.where().file.find("gap.toml") != std::string::npos);
    REQUIRE(unknown.hint() == "subtitle");

    const Error colour = error_after("fill = \"#3f2069\"", "fill = \"violet\"");
    REQUIRE(colour.code() == ErrorCode::study_bad_value);
    REQUIRE(colour.where().column == "class.fill");
    REQUIRE(colour.where().row > 10);

    REQUIRE(error_after("fill = \"#3f2069\"\n", "").code() == ErrorCode::study_missing_key);
    REQUIRE(error_after("pattern = \"hatch\"", "pattern = \"stripes\"").code() == ErrorCode::study_bad_value);
    REQUIRE(error_after("id = \"partial\"", "id = \"gap\"").code() == ErrorCode::study_bad_value);
    REQUIRE(error_after("kind = \"category\"", "kind = \"jenks\"").code() == ErrorCode::study_bad_value);
    REQUIRE(error_after("special = [\"suppressed\"", "special = [\"supressed\"").hint() == "suppressed");
    REQUIRE(error_after("when_used = true", "when_used = 1").code() == ErrorCode::study_wrong_type);
    REQUIRE(error_after("name = \"gap\"", "name = gap").code() == ErrorCode::study_syntax);
}

TEST_CASE("A style that is not there is said to be missing") {
    try {
        load_style(styles / "no_such_style.toml");
        FAIL("no error");
    } catch (const Error& e) {
        REQUIRE(e.code() == ErrorCode::file_missing);
    }
}

TEST_CASE("Widths between two stops are in between") {
    const ZoomStops stops{{4, 0.0}, {8, 2.0}};
    REQUIRE(at_zoom(stops, 2) == 0.0);
    REQUIRE(at_zoom(stops, 5) == Approx(0.5));
    REQUIRE(at_zoom(stops, 8) == 2.0);
    REQUIRE(at_zoom(stops, 12) == 2.0);
    REQUIRE(at_zoom({}, 5) == 0.0);
}
