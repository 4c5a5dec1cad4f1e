// SPDX-License-Identifier: Apache-2.0
#include "study/section.hpp"

#include "core/text.hpp"
#include "study/later_keys.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::study {

namespace {

Text unquoted() {
    return {"escríbalo sin comillas", "write it without quotes"};
}

}  // namespace

int line_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

Text type_name(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::string: return {"texto", "text"};
        case toml::node_type::integer: return {"un número entero", "a whole number"};
        case toml::node_type::floating_point: return {"un número", "a number"};
        case toml::node_type::boolean: return {"true o false", "true or false"};
        case toml::node_type::date: return {"una fecha", "a date"};
        case toml::node_type::time: return {"una hora", "a time of day"};
        case toml::node_type::date_time: return {"una fecha con hora", "a date with a time"};
        case toml::node_type::array: return {"una lista", "a list"};
        case toml::node_type::table: return {"una tabla", "a table"};
        case toml::node_type::none: break;
    }
    return {"nada", "nothing"};
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

void Section::reject(std::string_view key, ErrorCode code, const Text& detail, const Text& hint) const {
    problems_->add(code, line_of_key(key), path_of(key), detail, hint);
}

void Section::wrong_type(std::string_view key, const Text& expected, const toml::node& found, const Text& hint) const {
    const Text type = type_name(found);
    problems_->add(
        ErrorCode::study_wrong_type, line_of(found), path_of(key),
        {"se esperaba " + expected.es + " y hay " + type.es, "expected " + expected.en + ", found " + type.en}, hint);
}

void Section::unknown_word(std::string_view key, const std::string& found, std::span<const std::string> valid) const {
    reject(key, ErrorCode::study_bad_value, "\"" + text::clip(found, 60) + "\"", hint_for(found, valid));
}

void Section::require(std::string_view key, const Text& hint) {
    if (!has(key)) {
        problems_->add(ErrorCode::study_missing_key, line_, path_of(key), std::string(key), hint);
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
        const std::string quoted = written ? std::string(key) + " = \"" + *written + "\"" : std::string();
        wrong_type(
            key, {"texto", "text"}, *node,
            written ? Text("escríbalo entre comillas: " + quoted, "write it between quotes: " + quoted) : Text());
        return std::nullopt;
    }
    if (text::trim(value->get()).empty()) {
        reject(key, ErrorCode::study_bad_value, {"texto vacío", "empty text"},
               {"déle un valor o quite la clave", "give it a value, or leave the key out"});
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
        wrong_type(key, {"un número", "a number"}, *node,
                   node->is_string() ? Text("escríbalo sin comillas y con punto decimal",
                                            "write it without quotes, with a point as decimal mark")
                                     : Text());
        return std::nullopt;
    }
    if (!std::isfinite(*value)) {
        reject(key, ErrorCode::study_bad_value, {"no es un número finito", "not a finite number"},
               {"escriba un número, con punto decimal", "write a number, with a point as decimal mark"});
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
    wrong_type(key, {"un número entero", "a whole number"}, *node, node->is_string() ? unquoted() : Text());
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
    wrong_type(key, {"true o false", "true or false"}, *node, node->is_string() ? unquoted() : Text());
    return std::nullopt;
}

std::optional<Date> Section::date(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const std::string example = std::string(key) + " = 2013-01-31";
    const Text hint("escríbala como año-mes-día: " + example, "write it as year-month-day: " + example);
    if (const auto* day = node->as_date()) {
        const toml::date& d = day->get();
        if (const std::optional<Date> found = Date::from_ymd(d.year, d.month, d.day)) {
            return found;
        }
        reject(key, ErrorCode::date_invalid, {"los años van de 1 a 9999", "years run from 1 to 9999"}, hint);
        return std::nullopt;
    }
    const auto* value = node->as_string();
    if (value == nullptr) {
        wrong_type(key, {"una fecha", "a date"}, *node, hint);
        return std::nullopt;
    }
    const std::string& written = value->get();
    const std::optional<Date> found = written.size() == 10 ? Date::from_iso(written) : std::nullopt;
    if (!found) {
        const bool shaped = written.size() == 10 && written[4] == '-' && written[7] == '-';
        reject(key, shaped ? ErrorCode::date_invalid : ErrorCode::study_bad_value,
               "\"" + text::clip(written, 40) + "\"", hint);
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
        const std::string example = std::string(key) + " = [\"...\"]";
        wrong_type(key, {"una lista de textos", "a list of text"}, *node,
                   {"escríbala entre corchetes: " + example, "write it between brackets: " + example});
        return std::nullopt;
    }
    std::vector<std::string> out;
    for (const toml::node& item : *list) {
        const auto* value = item.as_string();
        if (value == nullptr) {
            wrong_type(key, {"una lista de textos", "a list of text"}, item,
                       {"escriba cada elemento entre comillas, para que queden los ceros a la izquierda",
                        "write each item between quotes, so that leading zeros stay"});
            return std::nullopt;
        }
        if (text::trim(value->get()).empty()) {
            reject(key, ErrorCode::study_bad_value, {"hay un elemento vacío", "an item is empty"});
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
    const std::string name(key);
    wrong_type(key, {"una tabla", "a table"}, *node,
               path_.empty() ? Text("escriba [" + name + "] una vez, con corchetes simples",
                                    "write [" + name + "] once, with single brackets")
                             : Text("escríbala entre llaves: " + name + " = { ... }",
                                    "write it between braces: " + name + " = { ... }"));
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
        const std::string header = "[[" + std::string(key) + "]]";
        wrong_type(key, {"una o más tablas", "one or more tables"}, *node,
                   {"escriba " + header + " con dos corchetes, una vez por fuente",
                    "write " + header + " with two brackets, once for each source"});
        return out;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const toml::node& item = *list->get(i);
        const std::string path = path_of(key) + "[" + std::to_string(i) + "]";
        if (const toml::table* found = item.as_table()) {
            out.emplace_back(*found, path, *problems_);
        } else {
            const Text type = type_name(item);
            problems_->add(ErrorCode::study_wrong_type, line_of(item), path,
                           {"se esperaba una tabla y hay " + type.es, "expected a table, found " + type.en});
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
        if (const std::optional<Text> hint = later_key(path_, name)) {
            problems_->add(ErrorCode::study_later_key, line, path_of(name), name, *hint);
        } else {
            problems_->add(ErrorCode::study_unknown_key, line, path_of(name), name, hint_for(name, asked_));
        }
    }
}

Text hint_for(std::string_view word, std::span<const std::string> valid) {
    // Of a word of two letters everything is two letters away.
    if (const std::string near = text::nearest(word, valid);
        !near.empty() && text::edit_distance(word, near) < word.size()) {
        return {"¿quiso decir `" + near + "`?", "did you mean `" + near + "`?"};
    }
    const std::string all = text::join(valid, ", ");
    return {"aquí valen: " + all, "valid here: " + all};
}

}  // namespace presencia::study
