// SPDX-License-Identifier: Apache-2.0
#include "emit/map_values.hpp"

#include "core/error.hpp"
#include "emit/maps.hpp"
#include "emit/result_tables.hpp"
#include "emit/store.hpp"
#include "shipped_styles.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

using namespace presencia;
using namespace presencia::emit;

namespace {

/// Three municipalities: one with values, one that is withheld, one of which little is known.
Table three() {
    using enum CellType;
    Table table;
    for (const auto& [name, type] : std::vector<std::pair<const char*, CellType>>{{"gap_class", text},
                                                                                  {"rate_eb", real},
                                                                                  {"incidents", integer},
                                                                                  {"at_risk", boolean},
                                                                                  {"families_present", integer},
                                                                                  {"families_unknown", integer},
                                                                                  {"presence_low", real},
                                                                                  {"to_verify", boolean},
                                                                                  {"reached_by_0", real},
                                                                                  {"reached_by_0_high", real},
                                                                                  {"judicial_reach", real},
                                                                                  {"judicial_presence", text},
                                                                                  {"risk_level", text}}) {
        table.columns.push_back({name, type, name, name});
    }
    table.rows.push_back({Cell("gap"), Cell(12.5), Cell(std::int64_t{7}), Cell(true), Cell(std::int64_t{2}),
                          Cell(std::int64_t{1}), Cell(0.25), Cell(false), Cell(100.0), Cell(100.0 + 1e-10), Cell(0.5),
                          Cell("unknown"), Cell("municipality")});
    const Cell withheld(Absence::suppressed);
    table.rows.push_back({Cell("suppressed"), withheld, withheld, withheld, Cell(std::int64_t{4}),
                          Cell(std::int64_t{0}), Cell(0.9), Cell(true), Cell(80.0), Cell(0.0), Cell(1.0), Cell("yes"),
                          Cell("municipality")});
    table.rows.push_back({Cell("risk_unknown"), Cell(Absence::no_population), Cell(Absence::no_record),
                          Cell(Absence::no_record), Cell(std::int64_t{0}), Cell(std::int64_t{0}),
                          Cell(Absence::not_studied), Cell(false), Cell(Absence::no_population),
                          Cell(Absence::no_population), Cell(Absence::not_studied), Cell("not_studied"), Cell("municipality")});
    return table;
}

/// A folder with the palettes and one style, while it is in scope.
struct OwnStyle {
    OwnStyle(const std::string& name, const std::string& text)
        : path(folder.path() / (name + ".toml")) {
        std::filesystem::copy_file(test::styles_folder() / "palettes.toml", folder.path() / "palettes.toml");
        std::ofstream(path) << text;
    }

    support::TemporaryFolder folder;
    std::filesystem::path path;
};

Error error_of(const StyleTemplate& style) {
    try {
        map_values(style, three());
    } catch (const Error& e) {
        return e;
    }
    FAIL("no error");
    throw std::logic_error("not reached");
}

}  // namespace

TEST_CASE("A style's classes come from the property that it names, absences with their reason") {
    const std::vector<MapValue> need = map_values(test::shipped_style("need"), three());
    REQUIRE(need.size() == 3);
    CHECK(*need[0].number == 12.5);
    CHECK(need[1].number.absence() == Absence::suppressed);
    CHECK(need[2].number.absence() == Absence::no_population);

    const std::vector<MapValue> gap = map_values(test::shipped_style("gap"), three());
    CHECK(gap[0].category == "gap");
    CHECK(gap[1].category == "suppressed");
    CHECK(gap[2].category == "risk_unknown");
}

TEST_CASE("Where the rule counts, need shows counts") {
    const std::vector<MapValue> need = map_values(with_counts(test::shipped_style("need")), three());
    CHECK(*need[0].number == 7.0);
    CHECK(need[2].number.absence() == Absence::no_record);
    const StyledMap map =
        styled_map(test::styles_folder() / "need.toml", three(), {Language::en, true, {"a note"}, 5, 6});
    CHECK(map.property == "incidents");
    CHECK(map.map.subtitle == "Incidents in the period: counts, not rates");
    CHECK(map.map.notes == std::vector<std::string>{"a note"});
    CHECK(map.plan.min_zoom == 5);
    CHECK(styled_map(test::styles_folder() / "need.toml", three(), {}).property == "rate_eb");

    const StyledMap crossed =
        styled_map(test::styles_folder() / "need_by_reach.toml", three(), {Language::en, true, {}, 4, 5});
    CHECK(crossed.map.square->up.property == "incidents");
    CHECK(crossed.map.square->right.property == "presence_low");
    CHECK(crossed.map.subtitle.find("counts, not rates") != std::string::npos);
}

TEST_CASE("Risk that is known of departments alone is hatched, on maps that show it and there only") {
    const auto hatched = [](const char* style, const char* level) {
        Table table = three();
        for (std::vector<Cell>& row : table.rows) row[table.column("risk_level")] = Cell(level);
        const StyledMap map = styled_map(test::styles_folder() / (std::string(style) + ".toml"), table, {});
        const auto inherited = [](const TileClass& look) { return look.pattern == Pattern::hatch_back && look.pattern_colour != look.fill; };
        CHECK_FALSE(inherited(map.map.classes[static_cast<std::size_t>(map.map.class_of[1])]));  // withheld is withheld
        return inherited(map.map.classes[static_cast<std::size_t>(map.map.class_of[0])]);
    };
    CHECK(hatched("need", "department"));
    CHECK_FALSE(hatched("need", "municipality"));
    CHECK(hatched("gap", "department"));
    CHECK_FALSE(hatched("gap", "municipality"));
    CHECK_FALSE(hatched("reach_judicial", "department"));
}

TEST_CASE("Counts are no per cent, and a style that names none shows what it always shows") {
    StyleTemplate style = test::shipped_style("need");
    style.measure.percent = true;
    CHECK_FALSE(with_counts(style).measure.percent);
    CHECK(with_counts(test::shipped_style("reach_social")).measure.property.name == "social_reach");
    CHECK(with_counts(test::shipped_style("reach_social")).measure.percent);
    CHECK(with_counts(test::shipped_style("gap")).measure.property.name == "gap_class");
}

TEST_CASE("A category that may be more is said with a plus") {
    const std::vector<MapValue> values = map_values(test::shipped_style("concurrence"), three());
    CHECK(values[0].category == "2+");
    CHECK(values[1].category == "4");
    CHECK(values[2].category == "0");
}

TEST_CASE("What records do not settle is marked by another property, or by the other bound") {
    const std::vector<MapValue> reach = map_values(test::shipped_style("reach_judicial"), three());
    CHECK(reach[0].unsettled);
    CHECK_FALSE(reach[1].unsettled);
    CHECK_FALSE(reach[2].unsettled);
    CHECK(reach[2].number.absence() == Absence::not_studied);

    const std::vector<MapValue> people = map_values(test::shipped_style("unreached_people"), three());
    CHECK_FALSE(people[0].unsettled);  // the bounds are one but for rounding
    CHECK(people[1].unsettled);
    CHECK_FALSE(people[2].unsettled);

    const std::vector<MapValue> crossed = map_values(test::shipped_style("need_by_reach"), three());
    CHECK_FALSE(crossed[0].unsettled);
    CHECK(crossed[1].unsettled);
    CHECK(*crossed[0].right == 0.25);
    CHECK(crossed[2].right.absence() == Absence::not_studied);
}

TEST_CASE("A property that there is not is an error that names the nearest, with the style's file and line") {
    StyleTemplate style = test::shipped_style("need");
    style.measure.property.name = "rate_ebb";
    const Error e = error_of(style);
    CHECK(e.code() == ErrorCode::study_bad_value);
    CHECK(e.where().file.find("need.toml") != std::string::npos);
    CHECK(e.where().row == 6);
    CHECK(e.where().column == "measure");
    CHECK(e.detail() == "rate_ebb");
    CHECK(e.hint() == "rate_eb");

    StyleTemplate people = test::shipped_style("unreached_people");
    people.unsettled->other_bound.name = "reached_by_0_hihg";
    CHECK(error_of(people).where().column == "unsettled.other_bound");
    CHECK(error_of(people).hint() == "reached_by_0_high");

    StyleTemplate crossed = test::shipped_style("need_by_reach");
    crossed.bivariate->right.measure.property.name = "presense_low";
    CHECK(error_of(crossed).where().column == "right.measure");
}

TEST_CASE("Words and verdicts cannot be classed as numbers, and the error says which kind of style shows them") {
    StyleTemplate style = test::shipped_style("need");
    style.measure.property.name = "gap_class";
    CHECK(error_of(style).detail() == "gap_class: text");
    CHECK(error_of(style).hint() == "kind = \"category\"");
    style.measure.property.name = "at_risk";
    CHECK(error_of(style).detail() == "at_risk: true | false");
}

TEST_CASE("A style of one's own on any property works like those that ship") {
    const OwnStyle own("risk", R"(
name = "risk"
kind = "category"
measure = "at_risk"
title = { es = "Según la regla", en = "By the rule" }
subtitle = { es = "En riesgo", en = "At risk" }
[[class]]
id = "true"
label = { es = "Sí", en = "Yes" }
fill = "#694b9b"
[[class]]
id = "false"
label = { es = "No", en = "No" }
fill = "#eae7de"
)");
    const StyledMap map = styled_map(own.path, three(), {});
    const auto id = [&](std::size_t i) { return map.map.classes[static_cast<std::size_t>(map.map.class_of[i])].id; };
    CHECK(id(0) == "true");
    CHECK(id(1) == "suppressed");
    CHECK(id(2) == "no_record");
}

TEST_CASE("The style that the page on cartography shows as an example draws a map") {
    std::ifstream page(test::styles_folder() / "CARTOGRAPHY.md");
    std::ostringstream all;
    all << page.rdbuf();
    const std::string text = all.str();
    const auto begin = text.find("```toml\n");
    REQUIRE(begin != std::string::npos);
    const OwnStyle own("seats_social", text.substr(begin + 8, text.find("```", begin + 8) - begin - 8));
    Table table;
    table.columns.push_back({"social_people_per_site", CellType::real, "", ""});
    for (const double people : {900.0, 4200.0, 15000.0}) table.rows.push_back({Cell(people)});
    const StyledMap map = styled_map(own.path, table, {Language::en, false, {}, 4, 4});
    CHECK(map.map.bounds == std::vector<double>{5000, 10000});
    CHECK(map.map.classes.front().label == "More than 10,000");
}

TEST_CASE("A style may use every method, with the ramps that ship") {
    Table table;
    table.columns = {{"rate_eb", CellType::real, "", ""}, {"risk_level", CellType::text, "", ""}};
    for (const double rate : {0.0, 2.0, 3.0, 5.0, 8.0, 9.0, 11.0, 14.0, 90.0}) table.rows.push_back({Cell(rate), Cell("municipality")});
    for (const char* method : {"quantile", "equal", "jenks", "head_tail", "stddev", "box", "pretty", "manual"}) {
        INFO(method);
        const std::string breaks = std::string(method) == "manual" ? "breaks = [5, 10]\n" : "";
        const OwnStyle own(
            "rates", std::string("name = \"rates\"\nkind = \"classed\"\nmeasure = \"rate_eb\"\nmethod = \"") + method +
                         "\"\n" + breaks + R"(ramp = "need_6"
title = { es = "Tasa", en = "Rate" }
subtitle = { es = "Por 100 000", en = "Per 100,000" }
)");
        const StyledMap map = styled_map(own.path, table, {});
        REQUIRE_FALSE(map.map.bounds.empty());
        CHECK(map.map.classes.size() == map.map.bounds.size() + 1);
        CHECK(map.map.class_of.front() == static_cast<int>(map.map.bounds.size()));  // the lowest is listed last
        CHECK(map.map.class_of.back() == 0);
        CHECK(to_hex(map.map.classes.front().fill) == "#3f2069");
    }
}

TEST_CASE("Every style that ships finds its properties in a result, even in one that knows nothing") {
    study::Study study;
    study.title = "Nothing";
    study.period = {*Date::from_iso("2013-01-01"), *Date::from_iso("2013-12-31")};
    study.as_of = study.period.to;
    const layer::MunicipalityTable municipalities;
    const gap::DisclosureReport disclosure;
    gap::Result result;
    for (const std::size_t n : {0u, 1u}) {
        result.municipalities.resize(n);
        const Published published{study, municipalities, result, disclosure, {}, {}, {}, {}, 0, {}, {}, false, {}};
        for (const std::string_view name : study::style_names) {
            INFO(name << ", " << n << " municipalities");
            const StyledMap map = styled_map(test::styles_folder() / (std::string(name) + ".toml"), municipality_table(published), map_context(study_facts(published)));
            CHECK(map.map.style_name == name);
            CHECK(map.map.class_of.size() == n);
        }
    }
}
