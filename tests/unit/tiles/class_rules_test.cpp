// SPDX-License-Identifier: Apache-2.0
#include "emit/class_rules.hpp"

#include "core/text.hpp"
#include "emit/filter_on_table.hpp"
#include "emit/maps.hpp"
#include "emit/qgis_style.hpp"
#include "emit/sld_style.hpp"
#include "shipped_styles.hpp"

#include <catch2/catch.hpp>
#include <cpl_minixml.h>

#include <algorithm>
#include <memory>
#include <random>

using namespace presencia;
using namespace presencia::emit;

namespace {

using Kind = ClassFilter::Kind;

/// Numbers of the table below: zero often, and now and then none, for any reason.
Cell some_number(std::mt19937& random) {
    const auto draw = random() % 20;
    if (draw < 4) return Cell(static_cast<Absence>(1 + random() % (absence_kinds - 1)));
    if (draw < 8) return Cell(0.0);
    return Cell(static_cast<double>(random() % 1000) / 1000.0);
}

Cell one_of(std::mt19937& random, const std::vector<const char*>& words) {
    return Cell(words[random() % words.size()]);
}

/// Many municipalities with every value, and every reason for its absence, that the shipped styles look at.
Table drawn_table() {
    using enum CellType;
    Table table;
    for (const char* name : {"rate_eb", "rate", "presence_low", "reached_by_0", "reached_by_0_high", "law_enforcement_reach", "judicial_reach", "social_reach", "educational_reach"}) {
        table.columns.push_back({name, real, name, name});
    }
    for (const char* name : {"families_present", "families_unknown"}) table.columns.push_back({name, integer, name, name});
    table.columns.push_back({"to_verify", boolean, "", ""});
    for (const char* name : {"law_enforcement_presence", "judicial_presence", "social_presence", "educational_presence", "gap_class", "confidence", "risk_level"}) table.columns.push_back({name, text, name, name});
    std::mt19937 random(7);
    for (int i = 0; i < 600; ++i) {
        std::vector<Cell> row;
        for (int k = 0; k < 9; ++k) row.push_back(some_number(random));
        if (random() % 2 == 0) row[4] = row[3];
        const auto present = static_cast<std::int64_t>(random() % 5);
        row.emplace_back(present);
        row.emplace_back(std::min<std::int64_t>(static_cast<std::int64_t>(random() % 2), 4 - present));
        row.emplace_back(random() % 3 == 0);
        for (int k = 0; k < 4; ++k) row.push_back(one_of(random, {"yes", "no", "unknown", "not_studied"}));
        row.push_back(one_of(random, {"gap", "gap_unknown", "partial", "reached", "not_at_risk", "risk_unknown", "suppressed"}));
        row.push_back(one_of(random, {"low", "medium", "high"}));
        row.emplace_back("municipality");
        const std::string reasons = no_value(table.columns, row);
        row.emplace_back(reasons);
        table.rows.push_back(std::move(row));
    }
    table.columns.push_back({"no_value", text, "", ""});
    return table;
}

/// A second reading of a filter, on a row of the table.
class Row {
public:
    Row(const Table& table, std::size_t row) : table_(table), row_(row) {}

    bool satisfies(const ClassFilter& filter) const {
        const auto holds = [&](const ClassFilter& part) { return satisfies(part); };
        switch (filter.kind) {
            case Kind::all: return std::all_of(filter.parts.begin(), filter.parts.end(), holds);
            case Kind::any: return std::any_of(filter.parts.begin(), filter.parts.end(), holds);
            case Kind::absent: return cell(filter.property).empty();
            case Kind::present: return !cell(filter.property).empty();
            case Kind::reason: return listed(filter.property + ":" + std::get<std::string>(filter.value), true);
            case Kind::no_reason: return !listed(filter.property + ":", false);
            default: return !cell(filter.property).empty() && compares(filter);
        }
    }

private:
    const Cell& cell(const std::string& property) const { return table_.at(row_, property); }

    bool listed(const std::string& entry, bool whole) const {
        const std::string reasons = cell("no_value").text();
        for (const std::string_view found : text::split(reasons, ' ')) {
            if (whole ? found == entry : found.starts_with(entry)) return true;
        }
        return false;
    }

    bool compares(const ClassFilter& filter) const {
        if (const std::string* word = std::get_if<std::string>(&filter.value)) return (cell(filter.property).text() == *word) == (filter.kind == Kind::equal);
        if (const bool* truth = std::get_if<bool>(&filter.value)) return (cell(filter.property).text() == (*truth ? "true" : "false")) == (filter.kind == Kind::equal);
        double right = 0.0;
        if (const double* number = std::get_if<double>(&filter.value)) {
            right = *number;
        } else {
            const auto& other = std::get<ReducedProperty>(filter.value);
            if (cell(other.property).empty()) return false;
            right = cell(other.property).number() - cell(other.property).number() * other.share;
        }
        const double left = cell(filter.property).number();
        switch (filter.kind) {
            case Kind::equal: return left == right;
            case Kind::not_equal: return left != right;
            case Kind::less: return left < right;
            case Kind::at_most: return left <= right;
            case Kind::more: return left > right;
            default: return left >= right;
        }
    }

    const Table& table_;
    std::size_t row_;
};

struct CloseXml {
    void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};

/// As GDAL's reader takes it; nothing where it is not well formed.
std::unique_ptr<CPLXMLNode, CloseXml> read_xml(const std::string& text) {
    return std::unique_ptr<CPLXMLNode, CloseXml>(CPLParseXMLString(text.c_str()));
}

std::size_t times(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
}

StyledMap shipped_map(std::string_view name, const Table& table) {
    return styled_map(test::styles_folder() / (std::string(name) + ".toml"), table, {Language::en, false, {}, 4, 5});
}

}  // namespace

TEST_CASE("Every municipality satisfies the rule of its class and no other, in every style") {
    const Table table = drawn_table();
    for (const std::string_view name : study::style_names) {
        INFO(name);
        const StyledMap styled = shipped_map(name, table);
        REQUIRE(styled.rules.size() == styled.map.classes.size());
        for (std::size_t m = 0; m < table.rows.size(); ++m) {
            for (std::size_t k = 0; k < styled.rules.size(); ++k) {
                INFO(qgis_expression(styled.rules[k]));
                REQUIRE(Row(table, m).satisfies(styled.rules[k]) == (styled.map.class_of[m] == static_cast<int>(k)));
            }
        }
    }
}

TEST_CASE("Where no_value gives a reason for every absence, no rule asks whether something is null") {
    Table table = drawn_table();
    for (auto& row : table.rows) {
        for (Cell& cell : row) {
            if (cell.empty() && cell.absence == Absence::not_studied) cell = Cell(Absence::unknown);
        }
        row.pop_back();
        const std::string reasons = no_value({table.columns.begin(), table.columns.end() - 1}, row);
        row.emplace_back(reasons);
    }
    for (const std::string_view name : study::style_names) {
        INFO(name);
        const StyledMap styled = shipped_map(name, table);
        CHECK(times(sld_style(styled), "PropertyIsNull") == 0);
        for (std::size_t m = 0; m < table.rows.size(); ++m) {
            for (std::size_t k = 0; k < styled.rules.size(); ++k) REQUIRE(Row(table, m).satisfies(styled.rules[k]) == (styled.map.class_of[m] == static_cast<int>(k)));
        }
    }
    CHECK(qgis_expression(shipped_map("need", table).rules[5]) == "\"rate_eb\" = 0 AND ' ' || \"no_value\" NOT LIKE '% rate_eb:%'");
}

TEST_CASE("What holds for all or for none of the municipalities is left out of a rule") {
    Table table;
    table.columns = {{"whole", CellType::real, "", ""}, {"low", CellType::real, "", ""}, {"high", CellType::real, "", ""}, {"no_value", CellType::text, "", ""}};
    table.rows = {{Cell(1.0), Cell(2.0), Cell(2.0), Cell("")}, {Cell(3.0), Cell(Absence::suppressed), Cell(4.0), Cell("low:suppressed")}};
    const ClassFilter more = compared("whole", Kind::more, 2.0);
    CHECK(qgis_expression(on_table(all_of({more, is_present("whole")}), table)) == "\"whole\" > 2");
    CHECK(qgis_expression(on_table(any_of({more, is_absent("whole")}), table)) == "\"whole\" > 2");
    CHECK(qgis_expression(on_table(any_of({more, compared("low", Kind::less, ReducedProperty{"high", 1e-9})}), table)) == "\"whole\" > 2");
    CHECK(qgis_expression(on_table(is_absent("low"), table)) == "' ' || \"no_value\" || ' ' LIKE '% low:suppressed %'");
    CHECK(qgis_expression(on_table(is_present("low"), table)) == "' ' || \"no_value\" NOT LIKE '% low:%'");
    // Nothing satisfies it: it stays what it is, for a rule without a condition would draw everything.
    CHECK(qgis_expression(on_table(is_absent("whole"), table)) == "\"whole\" IS NULL");
}

TEST_CASE("Styles for QGIS and SLD are well formed and hold one rule a class") {
    const Table table = drawn_table();
    for (const std::string_view name : study::style_names) {
        INFO(name);
        const StyledMap styled = shipped_map(name, table);
        const std::string qml = qgis_style(styled), sld = sld_style(styled);
        CHECK(read_xml(qml));
        CHECK(read_xml(sld));
        CHECK(times(qml, "<rule ") == styled.map.classes.size());
        CHECK(times(qml, "<symbol ") == styled.map.classes.size());
        CHECK(times(sld, "<Rule>") == styled.map.classes.size());
        CHECK(times(sld, "<ogc:Filter>") == styled.map.classes.size());
        CHECK(sld.find("ElseFilter") == sld.npos);
    }
}

TEST_CASE("Numeric classes are open below and closed above, zero and absences are rules of their own") {
    const StyledMap need = shipped_map("need", drawn_table());
    const std::vector<double>& bounds = need.map.bounds;
    REQUIRE(bounds.size() == 4);
    CHECK(qgis_expression(need.rules[0]) == "\"rate_eb\" > " + text::format_significant(bounds[3]));
    CHECK(qgis_expression(need.rules[1]) == "\"rate_eb\" > " + text::format_significant(bounds[2]) + " AND \"rate_eb\" <= " + text::format_significant(bounds[3]));
    CHECK(qgis_expression(need.rules[4]) == "\"rate_eb\" <= " + text::format_significant(bounds[0]) + " AND \"rate_eb\" <> 0");
    CHECK(qgis_expression(need.rules[5]) == "\"rate_eb\" = 0 AND \"rate_eb\" IS NOT NULL");
    CHECK(qgis_expression(need.rules[6]) == "\"rate_eb\" IS NULL AND ' ' || \"no_value\" || ' ' LIKE '% rate_eb:no_record %'");
}

TEST_CASE("Names, words and labels with the signs of XML and of expressions stay themselves") {
    StyledMap styled;
    styled.map.style_name = "a<b";
    styled.map.title = "Más & \"más\"";
    styled.map.classes.push_back({"o'brien", "<5 & 'more' \"so\"", {1, 2, 3}, Pattern::hatch, {4, 5, 6}, false, 1});
    styled.rules.push_back(compared("say \"it\"", Kind::equal, std::string("O'Brien \\ <&>")));
    CHECK(qgis_expression(styled.rules[0]) == R"("say ""it""" = 'O''Brien \\ <&>')");
    const auto qml = read_xml(qgis_style(styled));
    REQUIRE(qml);
    const CPLXMLNode* rule = CPLSearchXMLNode(qml.get(), "=qgis");
    REQUIRE(rule != nullptr);
    CHECK(std::string(CPLGetXMLValue(rule, "renderer-v2.rules.rule.label", "")) == "<5 & 'more' \"so\"");
    CHECK(std::string(CPLGetXMLValue(rule, "renderer-v2.rules.rule.filter", "")) == qgis_expression(styled.rules[0]));
    const auto sld = read_xml(sld_style(styled));
    REQUIRE(sld);
    const CPLXMLNode* style = CPLGetXMLNode(CPLSearchXMLNode(sld.get(), "=StyledLayerDescriptor"), "NamedLayer.UserStyle");
    REQUIRE(style != nullptr);
    CHECK(std::string(CPLGetXMLValue(style, "Title", "")) == styled.map.title);
    CHECK(std::string(CPLGetXMLValue(style, "FeatureTypeStyle.Rule.Title", "")) == styled.map.classes[0].label);
    CHECK(std::string(CPLGetXMLValue(style, "FeatureTypeStyle.Rule.ogc:Filter.ogc:PropertyIsEqualTo.ogc:Literal", "")) == "O'Brien \\ <&>");
}

TEST_CASE("A reason is found as a whole entry, with wildcards that a GeoPackage follows") {
    const std::string filter = ogc_filter(is_absent_for("rate", Absence::suppressed));
    CHECK(filter.find("<ogc:Literal>rate:suppressed%</ogc:Literal>") != filter.npos);
    CHECK(filter.find("<ogc:Literal>% rate:suppressed%</ogc:Literal>") != filter.npos);
    CHECK(times(filter, "wildCard=\"%\" singleChar=\"_\"") == 2);
}

TEST_CASE("A bound of more than six digits is a sum of literals that gives it exactly") {
    for (const double value : {12.3456789, 123456789.0, -0.123456789012, 1.0 / 3.0, 0.5, 0.0, 1e-9}) {
        const std::string filter = ogc_filter(compared("x", Kind::more, value));
        const auto xml = read_xml(filter);
        REQUIRE(xml);
        double sum = 0.0;
        const std::string open = "<ogc:Literal>";
        for (std::size_t at = filter.find(open); at != filter.npos; at = filter.find(open, at + 1)) {
            const std::string digits = filter.substr(at + open.size(), filter.find('<', at + open.size()) - at - open.size());
            CHECK(digits.size() <= std::string("-1.23456e-00").size());
            sum += *text::parse_double(digits);
        }
        CHECK(sum == value);
    }
}
