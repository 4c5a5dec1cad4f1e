// SPDX-License-Identifier: Apache-2.0
#include "study/roles.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::study {

namespace {

Text role_forms() {
    return {"una columna, una lista de columnas, { value = ... } o { column = ... }",
            "a column name, a list of column names, { value = ... } or { column = ... }"};
}

/// One name or a list of names.
std::vector<std::string> read_columns(Section& table, std::string_view key) {
    const toml::node* node = table.find(key);
    if (node != nullptr && node->is_array()) {
        if (node->as_array()->empty()) {
            table.reject(key, ErrorCode::study_bad_value, {"no nombra ninguna columna", "no column named"});
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
        table.wrong_type("value", {"un solo valor", "one value"}, *node);
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
        table.wrong_type("map", {"una tabla", "a table"}, *node,
                         {"escriba map = { \"palabra del archivo\" = \"palabra de presencia\" }",
                          "write map = { \"word in the file\" = \"word of presencia\" }"});
        return out;
    }
    for (const auto& [word, meaning] : *words) {
        const std::optional<std::string> ours = scalar_text(meaning);
        if (!ours || ours->empty()) {
            const Text found = ours ? Text("texto vacío", "empty text") : type_name(meaning);
            table.problems().add(ErrorCode::study_wrong_type, line_of(meaning),
                                 table.path_of("map") + "." + std::string(word.str()),
                                 {"se esperaba texto y hay " + found.es, "expected text, found " + found.en});
            continue;
        }
        out.emplace(std::string(word.str()), *ours);
    }
    return out;
}

Text year_hint(const std::string& column) {
    const std::string example = "year = { column = \"" + column + "\", value = 2010 }";
    return {"qué año se usa: " + example, "which year to keep: " + example};
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
            table.wrong_type("separator", {"un texto de uno o más caracteres", "text of one or more characters"},
                             *node);
        }
    }
    table.finish();
    if (table.has("value") && (table.has("column") || table.has("separator") || table.has("map"))) {
        table.problems().add(
            ErrorCode::study_contradiction, table.line(), table.path(),
            {"un valor y una columna", "a value and a column"},
            {"`value` es igual para todas las filas y va solo", "`value` is the same for every row and stands alone"});
        return {};
    }
    if (!table.has("value") && !table.has("column")) {
        table.problems().add(ErrorCode::study_missing_key, table.line(), table.path(),
                             {"column o value", "column or value"},
                             {"un papel es " + role_forms().es, "a role is " + role_forms().en});
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
            section.wrong_type(key, {"texto o { column = ... }", "text or { column = ... }"}, *node);
        }
    } else if (node->is_string()) {
        role.columns = read_columns(section, key);
    } else {
        const std::optional<std::string> written = scalar_text(*node);
        const std::string constant = written ? std::string(key) + " = { value = " + *written + " }" : std::string();
        section.wrong_type(key, role_forms(), *node,
                           written ? Text("el mismo valor para todas las filas es " + constant,
                                          "the same value for every row is " + constant)
                                   : Text());
    }
    if (role.given()) {
        role.line = line_of(*node);
    }
    return role;
}

void check_words(const Section& section, std::string_view key, const Role& role,
                 const std::function<bool(const std::string&)>& accepts,
                 const std::function<Text(const std::string&)>& hint) {
    if (role.constant && !accepts(*role.constant)) {
        section.reject(key, ErrorCode::study_bad_value, "\"" + text::clip(*role.constant, 60) + "\"",
                       hint(*role.constant));
    }
    for (const auto& [word, ours] : role.values) {
        if (!accepts(ours)) {
            section.reject(key, ErrorCode::study_bad_value,
                           "map: \"" + text::clip(word, 40) + "\" = \"" + text::clip(ours, 40) + "\"", hint(ours));
        }
    }
}

void check_country(const Section& section, std::string_view key, const Role& role) {
    check_words(section, key, role, country_shaped, [](const std::string&) { return country_hint(); });
}

Text country_hint() {
    return {"escriba las tres letras de ISO 3166-1, como \"HND\"",
            "write the three letters of ISO 3166-1, such as \"HND\""};
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
        table.require("value", year_hint("anio"));
        table.finish();
        column.line = column.given() ? table.line() : 0;
    } else if (node->is_string()) {
        section.reject("year", ErrorCode::study_missing_key, "value", year_hint(section.text("year").value_or("anio")));
        return;
    } else {
        wanted = section.integer("year");
    }
    if (wanted && (*wanted < 1 || *wanted > 9999)) {
        section.reject("year", ErrorCode::study_bad_value, std::to_string(*wanted),
                       {"los años van de 1 a 9999", "years run from 1 to 9999"});
    } else if (wanted) {
        year = static_cast<int>(*wanted);
    }
}

}  // namespace presencia::study
