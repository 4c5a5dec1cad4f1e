// SPDX-License-Identifier: Apache-2.0
#include "study/roles.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::study {

namespace {

constexpr std::string_view forms = "a column name, a list of column names, { value = ... } or { column = ... }";

/// One name or a list of names.
std::vector<std::string> read_columns(Section& table, std::string_view key) {
    const toml::node* node = table.find(key);
    if (node != nullptr && node->is_array()) {
        if (node->as_array()->empty()) {
            table.reject(key, ErrorCode::study_bad_value, "no column named");
        }
        return table.texts(key).value_or(std::vector<std::string>{});
    }
    const std::optional<std::string> name = table.text(key);
    return name ? std::vector<std::string>{*name} : std::vector<std::string>{};
}

std::optional<std::string> read_value(Section& table) {
    const toml::node* node = table.find("value");
    if (node == nullptr) {
        return std::nullopt;
    }
    if (node->is_string()) {
        return table.text("value");
    }
    std::optional<std::string> written = scalar_text(*node);
    if (!written) {
        table.reject("value", ErrorCode::study_wrong_type, "expected one value, found " + std::string(type_name(*node)));
    }
    return written;
}

std::map<std::string, std::string> read_map(Section& table) {
    std::map<std::string, std::string> out;
    const toml::node* node = table.find("map");
    if (node == nullptr) {
        return out;
    }
    const toml::table* words = node->as_table();
    if (words == nullptr) {
        table.reject("map", ErrorCode::study_wrong_type, "expected a table, found " + std::string(type_name(*node)),
                     "write map = { \"word in the file\" = \"word of presencia\" }");
        return out;
    }
    for (const auto& [word, meaning] : *words) {
        const std::optional<std::string> ours = scalar_text(meaning);
        if (!ours || ours->empty()) {
            table.problems().add(ErrorCode::study_wrong_type, line_of(meaning), table.path_of("map") + "." + std::string(word.str()),
                                 "expected text, found " + std::string(ours ? "empty text" : type_name(meaning)));
            continue;
        }
        out.emplace(std::string(word.str()), *ours);
    }
    return out;
}

Role read_table(Section& table) {
    Role role;
    role.columns = read_columns(table, "column");
    role.constant = read_value(table);
    role.values = read_map(table);
    if (table.has("separator")) {
        const toml::node* node = table.find("separator");
        // Not text(): a blank is a separator like another.
        if (const auto* mark = node->as_string(); mark != nullptr && !mark->get().empty()) {
            role.separator = mark->get();
        } else {
            table.reject("separator", ErrorCode::study_wrong_type, "expected text of one or more characters, found " + std::string(type_name(*node)));
        }
    }
    table.finish();
    if (table.has("value") && (table.has("column") || table.has("separator") || table.has("map"))) {
        table.problems().add(ErrorCode::study_contradiction, table.line(), table.path(), "a value and a column",
                             "`value` is the same for every row and stands alone");
        return {};
    }
    if (!table.has("value") && !table.has("column")) {
        table.problems().add(ErrorCode::study_missing_key, table.line(), table.path(), "column or value", "a role is " + std::string(forms));
    }
    return role;
}

}  // namespace

Role read_role(Section& section, std::string_view key, Plain plain) {
    const toml::node* node = section.find(key);
    Role role;
    if (node == nullptr) {
        return role;
    }
    if (node->is_table()) {
        Section table = *section.table(key);
        role = read_table(table);
    } else if (node->is_array() && plain == Plain::column) {
        role.columns = read_columns(section, key);
    } else if (plain == Plain::constant) {
        if (node->is_string()) {
            role.constant = section.text(key);
        } else if (node->is_integer()) {
            role.constant = scalar_text(*node);
        } else {
            section.reject(key, ErrorCode::study_wrong_type, "expected text or { column = ... }, found " + std::string(type_name(*node)));
        }
    } else if (node->is_string()) {
        role.columns = read_columns(section, key);
    } else {
        const std::optional<std::string> written = scalar_text(*node);
        section.reject(key, ErrorCode::study_wrong_type, "expected " + std::string(forms) + ", found " + std::string(type_name(*node)),
                       written ? "the same value for every row is " + std::string(key) + " = { value = " + *written + " }" : "");
    }
    if (role.given()) {
        role.line = line_of(*node);
    }
    return role;
}

void check_words(const Section& section, std::string_view key, const Role& role, const std::function<bool(const std::string&)>& accepts,
                 const std::function<std::string(const std::string&)>& hint) {
    if (role.constant && !accepts(*role.constant)) {
        section.reject(key, ErrorCode::study_bad_value, "\"" + text::clip(*role.constant, 60) + "\"", hint(*role.constant));
    }
    for (const auto& [word, ours] : role.values) {
        if (!accepts(ours)) {
            section.reject(key, ErrorCode::study_bad_value, "map: \"" + text::clip(word, 40) + "\" = \"" + text::clip(ours, 40) + "\"", hint(ours));
        }
    }
}

void check_country(const Section& section, std::string_view key, const Role& role) {
    check_words(section, key, role, country_shaped, [](const std::string&) { return std::string(country_hint); });
}

bool country_shaped(std::string_view code) {
    return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void read_year(Section& section, Role& column, std::optional<int>& year) {
    const toml::node* node = section.find("year");
    if (node == nullptr) {
        return;
    }
    std::optional<std::int64_t> wanted;
    if (node->is_table()) {
        Section table = *section.table("year");
        column.columns = read_columns(table, "column");
        wanted = table.integer("value");
        table.require("value", "which year to keep: year = { column = \"anio\", value = 2010 }");
        table.finish();
        column.line = column.given() ? table.line() : 0;
    } else if (node->is_string()) {
        section.reject("year", ErrorCode::study_missing_key, "value",
                       "which year to keep: year = { column = \"" + section.text("year").value_or("anio") + "\", value = 2010 }");
        return;
    } else {
        wanted = section.integer("year");
    }
    if (wanted && (*wanted < 1 || *wanted > 9999)) {
        section.reject("year", ErrorCode::study_bad_value, std::to_string(*wanted), "years run from 1 to 9999");
    } else if (wanted) {
        year = static_cast<int>(*wanted);
    }
}

}  // namespace presencia::study
