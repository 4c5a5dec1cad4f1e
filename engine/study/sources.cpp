// SPDX-License-Identifier: Apache-2.0
#include "study/sources.hpp"

#include "core/text.hpp"
#include "study/coordinate_words.hpp"
#include "study/database_source.hpp"
#include "study/roles.hpp"
#include "study/source_path.hpp"
#include "study/wide.hpp"

#include <algorithm>

namespace presencia::study {

namespace {

namespace fs = std::filesystem;

/// Values to compare with, as text: `in = [1, "2"]`.
std::vector<std::string> read_values(Section& table, std::string_view key) {
    std::vector<std::string> out;
    const toml::node* node = table.find(key);
    if (node == nullptr) {
        return out;
    }
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        const std::string example = std::string(key) + " = [\"...\"]";
        table.wrong_type(key, {"una lista", "a list"}, *node,
                         {"escríbala entre corchetes: " + example, "write it between brackets: " + example});
        return out;
    }
    for (const toml::node& item : *list) {
        if (std::optional<std::string> value = scalar_text(item)) {
            out.push_back(std::move(*value));
        } else {
            table.wrong_type(key, {"una lista de valores", "a list of values"}, item);
        }
    }
    if (list->empty()) {
        table.reject(key, ErrorCode::study_bad_value, {"una lista vacía", "an empty list"},
                     {"quite `where` para usar todas las filas", "leave `where` out to keep every row"});
    }
    return out;
}

Where read_where(Section& section) {
    Where where;
    std::optional<Section> table = section.table("where");
    if (!table) {
        return where;
    }
    where.field = table->text("field").value_or("");
    where.in = read_values(*table, "in");
    where.not_in = read_values(*table, "not");
    table->require("field", {"la columna que se mira: where = { field = \"tipo\", not = [\"lago\"] }",
                             "the column to look at: where = { field = \"tipo\", not = [\"lago\"] }"});
    if (table->has("in") == table->has("not")) {
        section.reject("where", ErrorCode::study_contradiction,
                       table->has("in") ? Text("a la vez `in` y `not`", "both `in` and `not`")
                                        : Text("ni `in` ni `not`", "neither `in` nor `not`"),
                       {"escriba where = { field = \"tipo\", in = [...] }, o con not = [...]",
                        "write where = { field = \"tipo\", in = [...] }, or with not = [...]"});
    }
    table->finish();
    return where;
}

constexpr std::pair<std::string_view, std::string_view> encodings[] = {
    {"utf-8", "utf-8"},     {"UTF-8", "utf-8"},        {"cp1252", "cp1252"},      {"windows-1252", "cp1252"},
    {"latin-1", "cp1252"},  {"latin1", "cp1252"},      {"iso-8859-1", "cp1252"}, {"utf-16", "utf-16"},
    {"UTF-16", "utf-16"},   {"utf-16le", "utf-16le"}, {"utf-16be", "utf-16be"},   {"cp850", "cp850"},
    {"CP850", "cp850"},     {"ibm850", "cp850"}};

constexpr std::pair<std::string_view, char> decimal_marks[] = {{".", '.'}, {",", ','}};
constexpr std::pair<std::string_view, std::string_view> thousands_marks[] = {
    {".", "."}, {",", ","}, {" ", " "}, {"'", "'"}, {"none", "none"}};

/// `decimal`, and `decimal_comma`, which says the same.
char read_decimal(Section& section) {
    const std::optional<char> mark = section.word<char>("decimal", decimal_marks);
    const std::optional<bool> comma = section.flag("decimal_comma");
    if (!comma) {
        return mark.value_or('\0');
    }
    const char said = *comma ? ',' : '.';
    if (mark && *mark != said) {
        section.reject("decimal_comma", ErrorCode::study_contradiction,
                       {"`decimal` y `decimal_comma` dicen cosas distintas", "`decimal` and `decimal_comma` disagree"},
                       {"deje solo `decimal`", "keep `decimal` alone"});
    }
    return mark.value_or(said);
}

/// A blank is a mark like another, though no text elsewhere.
std::string read_thousands(Section& section) {
    const toml::node* node = section.find("thousands");
    const auto* mark = node == nullptr ? nullptr : node->as_string();
    if (mark != nullptr && (mark->get() == " " || mark->get() == "\u00a0")) return " ";
    return std::string(section.word<std::string_view>("thousands", thousands_marks).value_or(""));
}

constexpr std::int64_t last_header_line = 10'000;

/// Lines of `header = 5` or `header = [4, 5]`; empty where it says neither.
std::vector<int> header_lines(const toml::node& node) {
    std::vector<const toml::node*> parts{&node};
    if (const toml::array* both = node.as_array()) {
        parts.clear();
        for (const toml::node& part : *both) parts.push_back(&part);
        if (parts.size() != 2) return {};
    }
    std::vector<int> lines;
    for (const toml::node* part : parts) {
        const auto* line = part->as_integer();
        const bool below = line != nullptr && line->get() > (lines.empty() ? 0 : lines.back());
        if (!below || line->get() > last_header_line) return {};
        lines.push_back(static_cast<int>(line->get()));
    }
    return lines;
}

/// What was written, for a message: "[4, 2]", "\"x\"".
Text written_text(const toml::node& node) {
    if (const auto text = scalar_text(node)) return *text;
    const toml::array* const list = node.as_array();
    if (list == nullptr) return type_name(node);
    std::vector<std::string> parts;
    for (const toml::node& part : *list) parts.push_back(scalar_text(part).value_or("..."));
    return "[" + text::clip(text::join(parts, ", "), 40) + "]";
}

/// `header = 5`, `header = [4, 5]`, or `header = "none"` with `columns = [...]`.
Header read_header(Section& section) {
    Header header;
    header.columns = section.texts("columns").value_or(std::vector<std::string>{});
    const toml::node* node = section.find("header");
    const Text both{"escriba header = \"none\" y columns = [\"municipio\", ...], un nombre por columna",
                    "write header = \"none\" and columns = [\"municipality\", ...], a name a column"};
    const auto* word = node == nullptr ? nullptr : node->as_string();
    const bool none = word != nullptr && word->get() == "none";
    if (none == header.columns.empty()) {
        section.reject(none ? "header" : "columns", ErrorCode::study_contradiction,
                       none ? Text("`header = \"none\"` sin `columns`", "`header = \"none\"` without `columns`")
                            : Text("`columns` sin `header = \"none\"`", "`columns` without `header = \"none\"`"),
                       both);
        header.columns.clear();
        return header;
    }
    if (node == nullptr || none) {
        return header;
    }
    const std::vector<int> lines = header_lines(*node);
    if (lines.empty()) {
        section.reject("header", ErrorCode::study_bad_value, written_text(*node),
                       {"la línea del encabezado, de 1 a 10000; dos que se juntan, la de arriba primero: header = [3, 4]; o \"none\"",
                        "the header's line, from 1 to 10000; two that are joined, the upper one first: header = [3, 4]; or \"none\""});
        return header;
    }
    header.line = lines.back();
    header.upper = lines.size() == 2 ? lines.front() : 0;
    return header;
}

/// `totals = false`, `true` or words: `totals = ["TOTAL REPÚBLICA"]`.
Totals read_totals(Section& section) {
    Totals totals;
    const toml::node* node = section.find("totals");
    if (node == nullptr) {
        return totals;
    }
    if (const auto* flag = node->as_boolean()) {
        totals.kept = !flag->get();
    } else {
        totals.words = section.texts("totals").value_or(std::vector<std::string>{});
    }
    return totals;
}

/// Every key but `source` itself.
void read_reading(Section& section, Source& source) {
    source.layer = section.text("layer").value_or("");
    source.crs = section.text("crs").value_or("");
    source.encoding = std::string(section.word<std::string_view>("encoding", encodings).value_or(""));
    source.decimal = read_decimal(section);
    source.thousands = read_thousands(section);
    if (source.decimal != '\0' && source.thousands == std::string(1, source.decimal)) {
        section.reject("thousands", ErrorCode::study_contradiction,
                       {"la misma marca para decimales y miles", "one mark for decimals and thousands"});
    }
    source.header = read_header(section);
    source.totals = read_totals(section);
    source.missing = section.texts("missing");
    if (const toml::node* node = section.find("delimiter")) {
        const auto* mark = node->as_string();
        if (mark == nullptr || mark->get().size() != 1 ||
            std::string_view(",;\t|").find(mark->get()[0]) == std::string_view::npos) {
            const std::optional<std::string> written = scalar_text(*node);
            section.reject("delimiter", ErrorCode::study_bad_value, written ? Text(*written) : type_name(*node),
                           {"uno de \",\" \";\" \"|\" \"\\t\"", "one of \",\" \";\" \"|\" \"\\t\""});
        } else {
            source.delimiter = mark->get()[0];
        }
    }
    read_coordinate_words(section, source);
    source.where = read_where(section);
    source.dialect = section.text("dialect").value_or("");
    source.wide = read_wide(section);
}

}  // namespace

Source read_source(Section& section, const InputFolder& folder) {
    Source source;
    source.line = section.line();
    section.require("source",
                    {"el archivo de entrada, relativo al estudio", "the input file, relative to the study file"});
    source.shown = section.text("source").value_or("");
    if (names_database(source.shown)) {
        read_database(section, source, folder.allowed);
    } else {
        refuse_database_keys(section);
        if (!source.shown.empty()) resolve_source(section, "source", source, folder);
    }
    read_reading(section, source);
    if (auto crosswalk = read_named_file(section, "crosswalk", folder)) {
        source.crosswalk.push_back(std::move(*crosswalk));
    }
    return source;
}

std::optional<Source> read_named_file(Section& section, std::string_view key, const InputFolder& folder) {
    const toml::node* node = section.find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (node->is_table()) {
        Section table = *section.table(key);
        Source source = read_source(table, folder);
        table.finish();
        return source;
    }
    Source source;
    source.line = line_of(*node);
    source.shown = section.text(key).value_or("");
    if (!source.shown.empty()) {
        resolve_source(section, key, source, folder);
    }
    return source;
}

std::vector<Completeness> read_complete_for(Section& section) {
    std::vector<Completeness> out;
    const toml::node* node = section.find("complete_for");
    if (node == nullptr) {
        return out;
    }
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        section.wrong_type("complete_for", {"una lista", "a list"}, *node,
                           {"escriba complete_for = [\"HND\"]", "write complete_for = [\"HND\"]"});
        return out;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const toml::node& item = *list->get(i);
        const std::string path = section.path_of("complete_for") + "[" + std::to_string(i) + "]";
        Completeness entry;
        if (const auto* country = item.as_string()) {
            entry.country = country->get();
        } else if (const toml::table* found = item.as_table()) {
            Section table(*found, path, section.problems());
            table.require("country", country_hint());
            entry.country = table.text("country").value_or("");
            entry.when = {table.date("from").value_or(Date{}), table.date("to").value_or(Date{})};
            entry.except = table.texts("except").value_or(std::vector<std::string>{});
            table.finish();
            if (entry.when.from.defined() && entry.when.to.defined() && entry.when.to < entry.when.from) {
                table.reject("to", ErrorCode::study_contradiction,
                             {"`to` es anterior a `from`", "`to` is before `from`"});
            }
        } else {
            const Text type = type_name(item);
            section.problems().add(ErrorCode::study_wrong_type, line_of(item), path,
                                   {"se esperaba un código de país o una tabla y hay " + type.es,
                                    "expected a country code or a table, found " + type.en});
            continue;
        }
        if (!country_shaped(entry.country) && (item.is_string() || !entry.country.empty())) {
            section.problems().add(ErrorCode::study_bad_value, line_of(item), path,
                                   "\"" + text::clip(entry.country, 40) + "\"", country_hint());
        }
        out.push_back(std::move(entry));
    }
    return out;
}

std::string read_layer_name(Section& section, const Source& source) {
    const std::optional<std::string> given = section.text("name");
    const std::string& table = source.database ? source.database->table : source.shown;
    std::string name = given             ? *given
                       : source.database ? table.substr(table.find('.') + 1)
                                         : source.path.stem().string();
    if (!given && source.database && !source.database->query.empty()) {
        section.require("name", {"una consulta no tiene nombre: name = \"...\"", "a query has no name: name = \"...\""});
    }
    const bool usable = name.size() <= 80 && name != "." && name != ".." && text::valid_utf8(name) &&
                        name.find_first_of("/\\:*?\"<>|") == name.npos &&
                        (name.empty() || (name.front() != '.' && name.front() != '-')) &&
                        std::none_of(name.begin(), name.end(),
                                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (!usable) {
        section.reject("name", ErrorCode::study_bad_value, "\"" + text::clip(name, 60) + "\"",
                       {"un nombre llega a ser nombre de archivo: letras, cifras, espacios, `_` y `-`, 80 a lo más",
                        "a name becomes a file name: letters, digits, blanks, `_` and `-`, at most 80"});
    }
    return name;
}

double read_snap(Section& section, double otherwise) {
    const std::optional<double> metres = section.number("snap_m");
    if (metres && (*metres < 0.0 || *metres > 100'000.0)) {
        section.reject("snap_m", ErrorCode::study_bad_value, text::format_significant(*metres),
                       {"metros, de 0 a 100000", "metres, from 0 to 100000"});
        return otherwise;
    }
    return metres.value_or(otherwise);
}

}  // namespace presencia::study
