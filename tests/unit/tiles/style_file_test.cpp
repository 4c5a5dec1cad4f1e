// SPDX-License-Identifier: Apache-2.0
#include "shipped_styles.hpp"

#include "core/error.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace presencia;
using namespace presencia::emit;
namespace fs = std::filesystem;

namespace {

const fs::path styles = test::styles_folder();

std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// The error of loading a style (gap unless named) after one change to its text.
Error error_after(const std::string& from, const std::string& to, const std::string& name = "gap.toml") {
    const support::TemporaryFolder own;
    const fs::path& folder = own.path();
    fs::copy_file(styles / "palettes.toml", folder / "palettes.toml");
    std::string text = text_of(styles / name);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream(folder / name) << text;
    try {
        load_style(folder / name);
    } catch (const Error& e) {
        return e;
    }
    FAIL("no error after '" << to << "'");
    throw std::logic_error("not reached");
}

/// One wrong line and what is said of it.
struct Wrong {
    std::string from, to;
    ErrorCode code;
    std::string key, detail, hint;
};

void check_wrong(const std::string& name, const std::vector<Wrong>& cases) {
    for (const Wrong& wrong : cases) {
        INFO(name << ": " << wrong.to);
        const Error e = error_after(wrong.from, wrong.to, name);
        CHECK(e.code() == wrong.code);
        CHECK(e.where().file.find(name) != std::string::npos);
        CHECK(e.where().row > 0);
        CHECK(e.where().column == wrong.key);
        CHECK(e.detail() == wrong.detail);
        CHECK(e.hint() == wrong.hint);
    }
}

}  // namespace

TEST_CASE("Every style that ships loads, in both languages, and names no place as dangerous") {
    std::set<std::string> found, named(std::begin(study::style_names), std::end(study::style_names));
    for (const auto& entry : fs::directory_iterator(styles)) {
        if (entry.path().extension() != ".toml" || entry.path().filename() == "palettes.toml") continue;
        const StyleTemplate style = load_style(entry.path());
        found.insert(style.name);
        REQUIRE(style.name == entry.path().stem().string());
        REQUIRE(!style.title.es.empty());
        REQUIRE(!style.title.en.empty());
        REQUIRE(style.borders.size() == 4);
        const std::string words = text_of(entry.path());
        for (const char* banned :
             {"peligro", "zona roja", "zonas rojas", "danger", "red zone", "worst", "peor", "hotspot", "high-crime",
              "violento", "violent ", "crítico", "critical", "insegur", "unsafe", "alarm"}) {
            INFO(style.name << ": " << banned);
            REQUIRE(words.find(banned) == std::string::npos);
        }
    }
    // What a study may name is what there is.
    REQUIRE(found == named);
}

TEST_CASE("The study file's page, the page on cartography and the help name every style that ships") {
    const std::string help[] = {text_of(fs::path(PRESENCIA_SOURCE_DIR) / "app" / "help" / "es" / "tiles.txt"),
                                text_of(fs::path(PRESENCIA_SOURCE_DIR) / "app" / "help" / "en" / "tiles.txt")};
    const std::string study_page = text_of(fs::path(PRESENCIA_SOURCE_DIR) / "docs" / "study.md");
    const std::string cartography = text_of(styles / "CARTOGRAPHY.md");
    for (const std::string_view name : study::style_names) {
        INFO(name);
        for (const std::string& text : help) CHECK(text.find(name) != std::string::npos);
        CHECK(study_page.find("`" + std::string(name) + "`") != std::string::npos);
        const bool of_a_family =
            name.starts_with("reach_") && cartography.find("`reach_<family>`") != std::string::npos;
        CHECK((of_a_family || cartography.find("`" + std::string(name) + "`") != std::string::npos));
    }
}

TEST_CASE("Maps of reach are the same but for the family") {
    const auto family = [](const char* name) { return load_style(styles / (std::string("reach_") + name + ".toml")); };
    const StyleTemplate first = family("judicial");
    for (const char* name : {"law_enforcement", "social", "educational"}) {
        const StyleTemplate style = family(name);
        CHECK(style.measure.property.name == std::string(name) + "_reach");
        CHECK(style.unsettled->where.name == std::string(name) + "_presence");
        CHECK(style.measure.breaks.manual == first.measure.breaks.manual);
        CHECK(style.ramp == first.ramp);
    }
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
    REQUIRE(error_after("measure = \"gap_class\"\n", "").code() == ErrorCode::study_missing_key);
    // Its name names files: nothing but the name of its own file.
    REQUIRE(error_after("name = \"gap\"", "name = \"../gap\"").hint() == "gap");
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

TEST_CASE("What is wrong in the classes of a style is said with file, line, key and what would be right") {
    using enum ErrorCode;
    const std::string methods = "quantile | equal | jenks | head_tail | stddev | box | pretty | manual";
    check_wrong(
        "need.toml",
        {{"method = \"quantile\"", "method = \"quantiles\"", study_bad_value, "method", "quantiles", "quantile"},
         {"method = \"quantile\"", "method = \"k\"", study_bad_value, "method", "k", methods},
         {"method = \"quantile\"", "metod = \"quantile\"", study_unknown_key, "metod", "", "method"},
         {"method = \"quantile\"", "", study_missing_key, "method", "method", ""},
         {"measure = \"rate_eb\"\n", "", study_missing_key, "measure", "measure", ""},
         {"measure = \"rate_eb\"", "measure = 3", study_wrong_type, "measure", "text", ""},
         {"\"quantile\"", "\"quantile\"\nclasses = 6", study_bad_value, "classes", "6 classes > 5 colours", ""},
         {"\"quantile\"", "\"quantile\"\nclasses = 0", study_bad_value, "classes", "0", "1 .. 12"},
         {"\"quantile\"", "\"quantile\"\nclasses = 4.5", study_wrong_type, "classes", "1, 2, 3 ...", ""},
         {"\"quantile\"", "\"quantile\"\nbreaks = [1]", study_bad_value, "breaks", "method = \"quantile\"",
          "method = \"manual\""},
         {"\"quantile\"", "\"box\"", study_bad_value, "method", "6 classes > 5 colours", ""},
         {"\"quantile\"", "\"box\"\nclasses = 5", study_bad_value, "classes", "5", "6"},
         {"ramp = \"need_5\"", "ramp = \"need_9\"", study_bad_value, "ramp", "need_9", "need_5"},
         {"ramp = \"need_5\"", "ramp = [\"red\"]", study_bad_value, "ramp", "red", "\"#rrggbb\""},
         {"ramp = \"need_5\"", "ramp = []", study_bad_value, "ramp", "[]", "[\"#rrggbb\", ...]"},
         {"[zero]", "[zeros]", study_unknown_key, "zeros", "", "zero"},
         {"[counts]\nmeasure", "[counts]\nmesure", study_unknown_key, "counts.mesure", "", "measure"}});
}

TEST_CASE("Bounds that do not rise are an error, and so is a number of classes that they do not make") {
    using enum ErrorCode;
    const std::string form = "[1.5 < 20 < ...]";
    const std::string name = "reach_social.toml", line = "breaks = [0.2, 0.5, 0.8]";
    check_wrong(name,
                {{line, "breaks = [0.2, 0.8, 0.5]", study_bad_value, "breaks", "0.8, 0.5", form},
                 {line, "breaks = [0.2, 0.2]", study_bad_value, "breaks", "0.2, 0.2", form},
                 {line, "breaks = []", study_bad_value, "breaks", "[]", "[1.5, 20, ...]"},
                 {line, "breaks = [0.2, nan]", study_bad_value, "breaks", "inf | nan", "[1.5, 20, ...]"},
                 {line, "breaks = [\"0.2\"]", study_wrong_type, "breaks", "[1.5, 20, ...]", ""},
                 {line, "breaks = 0.2", study_wrong_type, "breaks", "[1.5, 20, ...]", ""},
                 {line, "", study_missing_key, "breaks", "breaks", ""},
                 {line, "breaks = [0.2, 0.4, 0.6, 0.8]", study_bad_value, "breaks", "5 classes > 4 colours", ""},
                 {line, line + "\nclasses = 5", study_bad_value, "classes", "5", "4"},
                 {"percent = true", "percent = 1", study_wrong_type, "percent", "true | false", ""},
                 {"is = \"unknown\"\n", "", study_missing_key, "unsettled.is", "unsettled.is", ""},
                 {"is = \"unknown\"", "is = 0.5", study_wrong_type, "unsettled.is", "\"...\" | true | false | 1", ""}});
    const Error e = error_after(line, "breaks = [0.2, 0.8, 0.5]", name);
    CHECK(e.where().row == 10);
}

TEST_CASE("What is wrong in a style of two measures is said with the axis") {
    using enum ErrorCode;
    check_wrong("need_by_reach.toml",
                {{"[\"#2c6863\", \"#414468\", \"#3f2069\"],", "", study_bad_value, "colours", "3 + 3", "3 x 3"},
                 {", \"#3f2069\"]", "]", study_bad_value, "colours", "2 + 3 + 3", "3 x 3"},
                 {"[up]\nmeasure", "[up]\nmeasur", study_unknown_key, "up.measur", "", "measure"},
                 {"[right]\nmeasure = \"presence_low\"\n", "[right]\n", study_missing_key, "right.measure",
                  "right.measure", ""},
                 {"method = \"quantile\"", "method = \"quantile\"\nclasses = 4", study_bad_value, "up.classes",
                  "4 classes > 3 colours", ""},
                 {"breaks = [0.33, 0.67]", "breaks = [0.67, 0.33]", study_bad_value, "right.breaks", "0.67, 0.33",
                  "[1.5 < 20 < ...]"},
                 {"falling = true ", "falling = \"yes\" ", study_wrong_type, "right.falling", "true | false", ""},
                 {"[up.counts]", "[right.counts]", study_unknown_key, "right.counts", "", "up.counts"},
                 {"where = \"to_verify\"", "wher = \"to_verify\"", study_unknown_key, "unsettled.wher", "", "where"}});
}
