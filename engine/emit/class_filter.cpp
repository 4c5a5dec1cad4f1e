// SPDX-License-Identifier: Apache-2.0
#include "emit/class_filter.hpp"

#include "core/text.hpp"
#include "emit/tiles/xml_text.hpp"

#include <fmt/format.h>

#include <utility>

namespace presencia::emit {

namespace {

using Kind = ClassFilter::Kind;

/// The fewest digits that give the same number back, whatever the locale: values are compared with them.
std::string number_text(double value) {
    return fmt::format("{}", value);
}

std::string doubled(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote || (c == '\\' && quote == '\'')) out += c;
        out += c;
    }
    return out + quote;
}

std::string qgis_name(std::string_view property) {
    return doubled(property, '"');
}

std::string_view qgis_sign(Kind kind) {
    switch (kind) {
        case Kind::equal: return "=";
        case Kind::not_equal: return "<>";
        case Kind::less: return "<";
        case Kind::at_most: return "<=";
        case Kind::more: return ">";
        default: return ">=";
    }
}

std::string qgis_value(const ClassFilter::Value& value) {
    struct Print {
        std::string operator()(double number) const { return number_text(number); }
        std::string operator()(bool truth) const { return truth ? "true" : "false"; }
        std::string operator()(const std::string& text) const { return doubled(text, '\''); }
        std::string operator()(const ReducedProperty& other) const { return fmt::format("{0} - {0} * {1}", qgis_name(other.property), number_text(other.share)); }
    };
    return std::visit(Print{}, value);
}

std::string qgis_joined(const ClassFilter& filter) {
    std::string out;
    for (const ClassFilter& part : filter.parts) {
        if (!out.empty()) out += filter.kind == Kind::all ? " AND " : " OR ";
        const bool apart = part.kind == Kind::all || part.kind == Kind::any;
        out += apart ? "(" + qgis_expression(part) + ")" : qgis_expression(part);
    }
    return out;
}

std::string_view ogc_element(Kind kind) {
    switch (kind) {
        case Kind::equal: return "PropertyIsEqualTo";
        case Kind::not_equal: return "PropertyIsNotEqualTo";
        case Kind::less: return "PropertyIsLessThan";
        case Kind::at_most: return "PropertyIsLessThanOrEqualTo";
        case Kind::more: return "PropertyIsGreaterThan";
        case Kind::at_least: return "PropertyIsGreaterThanOrEqualTo";
        case Kind::any: return "Or";
        default: return "And";
    }
}

std::string ogc_inside(std::string_view element, std::string_view content) {
    return fmt::format("<ogc:{0}>{1}</ogc:{0}>", element, content);
}

std::string ogc_name(std::string_view property) {
    return ogc_inside("PropertyName", xml_text(property));
}

/// A number that QGIS reads whole: it keeps six digits of each literal of a filter (3.22 to today), so that one with more is given as a sum. The sum is exact.
std::string ogc_number(double value) {
    constexpr int most_parts = 4;
    std::string out;
    double sum = 0.0;
    for (int part = 0; part < most_parts && (part == 0 || sum != value); ++part) {
        const std::string digits = fmt::format("{:.6g}", value - sum);
        const std::string literal = ogc_inside("Literal", digits);
        out = part == 0 ? literal : ogc_inside("Add", out + literal);
        sum += text::parse_double(digits).value_or(0.0);
    }
    return out;
}

std::string ogc_value(const ClassFilter::Value& value) {
    struct Print {
        std::string operator()(double number) const { return ogc_number(number); }
        std::string operator()(bool truth) const { return ogc_inside("Literal", truth ? "true" : "false"); }
        std::string operator()(const std::string& text) const { return ogc_inside("Literal", xml_text(text)); }
        std::string operator()(const ReducedProperty& other) const {
            const std::string name = ogc_name(other.property);
            return ogc_inside("Sub", name + ogc_inside("Mul", name + ogc_number(other.share)));
        }
    };
    return std::visit(Print{}, value);
}

/// An entry of `no_value` that begins like this: the first one, or one behind a blank. So `rate` is not taken for the end of another name, nor for the beginning of `rate_eb`.
/// The wildcards are those of SQL: for others QGIS writes escapes, which a GeoPackage does not follow when the filter is handed to it. `_` stands for itself among any signs; no two properties differ there alone.
std::string ogc_entry(const std::string& begins) {
    constexpr std::string_view like = R"(<ogc:PropertyIsLike wildCard="%" singleChar="_" escape="!">{}{}</ogc:PropertyIsLike>)";
    const std::string name = ogc_name("no_value");
    return ogc_inside("Or", fmt::format(like, name, ogc_inside("Literal", xml_text(begins) + "%")) + fmt::format(like, name, ogc_inside("Literal", "% " + xml_text(begins) + "%")));
}

std::string ogc_condition(const ClassFilter& filter) {
    std::string inner;
    switch (filter.kind) {
        case Kind::absent: return ogc_inside("PropertyIsNull", ogc_name(filter.property));
        case Kind::present: return ogc_inside("Not", ogc_inside("PropertyIsNull", ogc_name(filter.property)));
        // No reason is the beginning of another one.
        case Kind::reason: return ogc_entry(filter.property + ":" + std::get<std::string>(filter.value));
        case Kind::no_reason: return ogc_inside("Not", ogc_entry(filter.property + ":"));
        case Kind::all:
        case Kind::any:
            for (const ClassFilter& part : filter.parts) inner += ogc_condition(part);
            return ogc_inside(ogc_element(filter.kind), inner);
        default: return ogc_inside(ogc_element(filter.kind), ogc_name(filter.property) + ogc_value(filter.value));
    }
}

ClassFilter joined(Kind kind, std::vector<ClassFilter> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return {kind, {}, {}, std::move(parts)};
}

}  // namespace

ClassFilter compared(std::string property, Kind how, ClassFilter::Value value) {
    return {how, std::move(property), std::move(value), {}};
}

ClassFilter is_absent(std::string property) {
    return {Kind::absent, std::move(property), {}, {}};
}

ClassFilter is_present(std::string property) {
    return {Kind::present, std::move(property), {}, {}};
}

ClassFilter is_absent_for(const std::string& property, Absence why) {
    if (why == Absence::not_studied) return {Kind::no_reason, property, {}, {}};
    return {Kind::reason, property, std::string(to_string(why)), {}};
}

ClassFilter all_of(std::vector<ClassFilter> parts) {
    return joined(Kind::all, std::move(parts));
}

ClassFilter any_of(std::vector<ClassFilter> parts) {
    return joined(Kind::any, std::move(parts));
}

std::string qgis_expression(const ClassFilter& filter) {
    switch (filter.kind) {
        case Kind::absent: return qgis_name(filter.property) + " IS NULL";
        case Kind::present: return qgis_name(filter.property) + " IS NOT NULL";
        case Kind::reason: return fmt::format("' ' || \"no_value\" || ' ' LIKE {}", doubled("% " + filter.property + ":" + std::get<std::string>(filter.value) + " %", '\''));
        case Kind::no_reason: return fmt::format("' ' || \"no_value\" NOT LIKE {}", doubled("% " + filter.property + ":%", '\''));
        case Kind::all:
        case Kind::any: return qgis_joined(filter);
        default: return fmt::format("{} {} {}", qgis_name(filter.property), qgis_sign(filter.kind), qgis_value(filter.value));
    }
}

std::string ogc_filter(const ClassFilter& filter) {
    return ogc_inside("Filter", ogc_condition(filter));
}

}  // namespace presencia::emit
