// SPDX-License-Identifier: Apache-2.0
#include "study/section.hpp"

#include "core/text.hpp"
#include "study/later_keys.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace presencia::study {

int line_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

std::string_view type_name(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::string: return "text";
        case toml::node_type::integer: return "a whole number";
        case toml::node_type::floating_point: return "a number";
        case toml::node_type::boolean: return "true or false";
        case toml::node_type::date: return "a date";
        case toml::node_type::time: return "a time of day";
        case toml::node_type::date_time: return "a date with a time";
        case toml::node_type::array: return "a list";
        case toml::node_type::table: return "a table";
        case toml::node_type::none: break;
    }
    return "nothing";
}

std::optional<std::string> scalar_text(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
    if (const auto* decimal = node.as_floating_point()) return text::format_significant(decimal->get(), 17);
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    if (const auto* day = node.as_date()) {
        const toml::date& d = day->get();
        const std::optional<Date> date = Date::from_ymd(d.year, d.month, d.day);
        return date ? std::optional(date->iso()) : std::nullopt;
    }
    return std::nullopt;
}

Section::Section(const toml::table& table, std::string path, Problems& problems)
    : table_(&table), path_(std::move(path)), line_(line_of(table)), problems_(&problems) {}

std::string Section::path_of(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

const toml::node* Section::find(std::string_view key) {
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) {
        asked_.emplace_back(key);
    }
    return table_->get(key);
}

int Section::line_of_key(std::string_view key) const {
    const toml::node* node = table_->get(key);
    return node == nullptr ? line_ : line_of(*node);
}

void Section::reject(std::string_view key, ErrorCode code, std::string detail, std::string hint) const {
    problems_->add(code, line_of_key(key), path_of(key), std::move(detail), std::move(hint));
}

void Section::wrong_type(std::string_view key, std::string_view expected, const toml::node& found, std::string hint) const {
    problems_->add(ErrorCode::study_wrong_type, line_of(found), path_of(key),
                   "expected " + std::string(expected) + ", found " + std::string(type_name(found)), std::move(hint));
}

void Section::unknown_word(std::string_view key, const std::string& found, std::span<const std::string> valid) const {
    reject(key, ErrorCode::study_bad_value, "\"" + text::clip(found, 60) + "\"", hint_for(found, valid));
}

void Section::require(std::string_view key, std::string_view hint) {
    if (!has(key)) {
        problems_->add(ErrorCode::study_missing_key, line_, path_of(key), std::string(key), std::string(hint));
    }
}

std::optional<std::string> Section::text(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto* value = node->as_string();
    if (value == nullptr) {
        const std::optional<std::string> written = scalar_text(*node);
        wrong_type(key, "text", *node, written ? "write it between quotes: " + std::string(key) + " = \"" + *written + "\"" : "");
        return std::nullopt;
    }
    if (text::trim(value->get()).empty()) {
        reject(key, ErrorCode::study_bad_value, "empty text", "give it a value, or leave the key out");
        return std::nullopt;
    }
    return value->get();
}

std::optional<double> Section::number(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const std::optional<double> value = node->is_number() ? node->value<double>() : std::nullopt;
    if (!value) {
        wrong_type(key, "a number", *node, node->is_string() ? "write it without quotes, with a point as decimal mark" : "");
        return std::nullopt;
    }
    if (!std::isfinite(*value)) {
        reject(key, ErrorCode::study_bad_value, "not a finite number");
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> Section::integer(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (const auto* value = node->as_integer()) {
        return value->get();
    }
    wrong_type(key, "a whole number", *node, node->is_string() ? "write it without quotes" : "");
    return std::nullopt;
}

std::optional<bool> Section::flag(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (const auto* value = node->as_boolean()) {
        return value->get();
    }
    wrong_type(key, "true or false", *node, node->is_string() ? "write it without quotes" : "");
    return std::nullopt;
}

std::optional<Date> Section::date(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const std::string hint = "write it as year-month-day: " + std::string(key) + " = 2013-01-31";
    if (const auto* day = node->as_date()) {
        const toml::date& d = day->get();
        if (const std::optional<Date> found = Date::from_ymd(d.year, d.month, d.day)) {
            return found;
        }
        reject(key, ErrorCode::date_invalid, "years run from 1 to 9999", hint);
        return std::nullopt;
    }
    const auto* value = node->as_string();
    if (value == nullptr) {
        wrong_type(key, "a date", *node, hint);
        return std::nullopt;
    }
    const std::string& written = value->get();
    const std::optional<Date> found = written.size() == 10 ? Date::from_iso(written) : std::nullopt;
    if (!found) {
        const bool shaped = written.size() == 10 && written[4] == '-' && written[7] == '-';
        reject(key, shaped ? ErrorCode::date_invalid : ErrorCode::study_bad_value, "\"" + text::clip(written, 40) + "\"", hint);
    }
    return found;
}

std::optional<std::vector<std::string>> Section::texts(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        wrong_type(key, "a list of text", *node, "write it between brackets: " + std::string(key) + " = [\"...\"]");
        return std::nullopt;
    }
    std::vector<std::string> out;
    for (const toml::node& item : *list) {
        const auto* value = item.as_string();
        if (value == nullptr) {
            wrong_type(key, "a list of text", item, "write each item between quotes, so that leading zeros stay");
            return std::nullopt;
        }
        if (text::trim(value->get()).empty()) {
            reject(key, ErrorCode::study_bad_value, "an item is empty");
            return std::nullopt;
        }
        out.push_back(value->get());
    }
    return out;
}

std::optional<Section> Section::table(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (const toml::table* found = node->as_table()) {
        return Section(*found, path_of(key), *problems_);
    }
    wrong_type(key, "a table", *node,
               path_.empty() ? "write [" + std::string(key) + "] once, with single brackets" : "write it between braces: " + std::string(key) + " = { ... }");
    return std::nullopt;
}

std::vector<Section> Section::tables(std::string_view key) {
    std::vector<Section> out;
    const toml::node* node = find(key);
    if (node == nullptr) {
        return out;
    }
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        wrong_type(key, "one or more tables", *node, "write [[" + std::string(key) + "]] with two brackets, once for each source");
        return out;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const toml::node& item = *list->get(i);
        const std::string path = path_of(key) + "[" + std::to_string(i) + "]";
        if (const toml::table* found = item.as_table()) {
            out.emplace_back(*found, path, *problems_);
        } else {
            problems_->add(ErrorCode::study_wrong_type, line_of(item), path, "expected a table, found " + std::string(type_name(item)));
        }
    }
    return out;
}

void Section::finish() const {
    for (const auto& [key, value] : *table_) {
        const std::string name(key.str());
        if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) {
            continue;
        }
        const int line = key.source().begin ? static_cast<int>(key.source().begin.line) : line_of(value);
        if (const std::optional<std::string_view> hint = later_key(path_, name)) {
            problems_->add(ErrorCode::study_later_key, line, path_of(name), name, std::string(*hint));
        } else {
            problems_->add(ErrorCode::study_unknown_key, line, path_of(name), name, hint_for(name, asked_));
        }
    }
}

std::string hint_for(std::string_view word, std::span<const std::string> valid) {
    if (const std::string near = text::nearest(word, valid); !near.empty()) {
        return "did you mean `" + near + "`?";
    }
    return "valid here: " + text::join(valid, ", ");
}

}  // namespace presencia::study
