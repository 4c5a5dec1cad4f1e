// SPDX-License-Identifier: Apache-2.0
#include "layer/dialect_file.hpp"

#include "core/text.hpp"
#include "layer/data_file.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

namespace fs = std::filesystem;
using data::fail;
using data::folded;
using data::only_keys;
using data::table_at;
using data::texts;

RoleWords& role_of(const fs::path& file, const toml::node& at, DialectKind& kind, const std::string& name) {
    const auto found =
        std::find_if(kind.roles.begin(), kind.roles.end(), [&](const RoleWords& role) { return role.role == name; });
    if (found == kind.roles.end()) {
        fail(file, &at, name, "not a role of " + kind.name);
    }
    return *found;
}

std::int64_t line_of(const toml::node& node) {
    return static_cast<std::int64_t>(node.source().begin.line);
}

void check_word(const fs::path& file, const toml::node& at, const RoleWords& role, const std::string& word) {
    if (!role.allowed.empty() && std::find(role.allowed.begin(), role.allowed.end(), word) == role.allowed.end()) {
        fail(file, &at, role.role, "\"" + word + "\" is not a word of the schema");
    }
}

void read_words(const fs::path& file, const toml::node& node, RoleWords& role) {
    for (const auto& [ours, words] : table_at(file, node, role.role)) {
        const std::string word(ours.str());
        check_word(file, words, role, word);
        add_word(file, role, word, word, line_of(words));
        for (const std::string& theirs : texts(file, words, word)) {
            add_word(file, role, theirs, word, line_of(words));
        }
    }
}

void read_values(const fs::path& file, const toml::table& values, DialectKind& kind) {
    for (const auto& [name, node] : values) {
        read_words(file, node, role_of(file, node, kind, std::string(name.str())));
    }
}

/// Words that only this dialect's files use so.
void read_own_values(const fs::path& file, const toml::table& values, DialectKind& kind, Dialect& dialect) {
    if (dialect.general()) {
        fail(file, &values, "own_values", "only a dialect with a signature has words of its own",
             ErrorCode::study_contradiction);
    }
    for (const auto& [name, node] : values) {
        RoleWords own{std::string(name.str()), {}, {}};
        own.allowed = role_of(file, node, kind, own.role).allowed;
        read_words(file, node, own);
        dialect.own_words.push_back(std::move(own));
    }
}

/// One list of columns, or several of which any will do.
std::vector<std::vector<std::string>> read_signatures(const fs::path& file, const toml::node& node) {
    const toml::array* list = node.as_array();
    if (list == nullptr || list->empty() || !list->front().is_array()) {
        return {folded(texts(file, node, "signature"))};
    }
    std::vector<std::vector<std::string>> out;
    for (const toml::node& item : *list) {
        out.push_back(folded(texts(file, item, "signature")));
    }
    return out;
}

Sentence read_sentence(const fs::path& file, const toml::node& node, const std::string& key) {
    const toml::table& table = table_at(file, node, key);
    only_keys(file, table, {"es", "en"});
    return {data::required_text(file, table, "es"), data::required_text(file, table, "en")};
}

/// One character out of `allowed`.
char read_mark(const fs::path& file, const toml::node& node, const std::string& key, std::string_view allowed) {
    const std::string text = data::text(file, node, key);
    if (text.size() != 1 || allowed.find(text[0]) == allowed.npos) {
        fail(file, &node, key, "expected one character out of: " + std::string(allowed));
    }
    return text[0];
}

int read_header(const fs::path& file, const toml::node& node) {
    if (const auto* line = node.as_integer(); line != nullptr && line->get() >= 1 && line->get() <= 1000) {
        return static_cast<int>(line->get());
    }
    if (const auto* word = node.as_string(); word != nullptr && word->get() == "none") {
        return 0;
    }
    fail(file, &node, "header", "expected a line number, or \"none\"");
}

DialectRead read_reading(const fs::path& file, const toml::table& table) {
    only_keys(file, table,
              {"encoding", "delimiter", "decimal", "thousands", "header", "columns", "date_format", "pair", "missing"});
    DialectRead read;
    for (const auto& [name, node] : table) {
        const std::string key(name.str());
        if (key == "encoding") read.encoding = data::text(file, node, key);
        if (key == "delimiter") read.delimiter = read_mark(file, node, key, ",;|\t");
        if (key == "decimal") read.decimal = read_mark(file, node, key, ".,");
        if (key == "thousands") read.thousands = read_mark(file, node, key, ",. '");
        if (key == "header") read.header = read_header(file, node);
        if (key == "columns") read.columns = texts(file, node, key);
        if (key == "date_format") read.date_format = data::text(file, node, key);
        if (key == "pair") read.pair = data::text(file, node, key);
        if (key == "missing") read.missing = texts(file, node, key);
    }
    if (read.headerless() == read.columns.empty()) {
        fail(file, &table, "columns", "`header = \"none\"` and `columns` go together", ErrorCode::study_contradiction);
    }
    if (read.pair && *read.pair != "lat_lon" && *read.pair != "lon_lat") {
        fail(file, table.get("pair"), "pair", "expected \"lat_lon\" or \"lon_lat\"");
    }
    if (read.decimal && read.decimal == read.thousands) {
        fail(file, &table, "thousands", "the same mark twice", ErrorCode::study_contradiction);
    }
    return read;
}

DialectWide read_wide(const fs::path& file, const toml::table& table, DialectKind& kind) {
    only_keys(file, table, {"columns", "value", "leave_out"});
    DialectWide wide;
    const std::string columns = data::required_text(file, table, "columns");
    if (columns != "years" && columns != "months") {
        fail(file, table.get("columns"), "columns", "expected \"years\" or \"months\"");
    }
    wide.columns = columns == "years" ? Unfolded::years : Unfolded::months;
    wide.value = data::required_text(file, table, "value");
    role_of(file, *table.get("value"), kind, wide.value);
    if (const toml::node* left_out = table.get("leave_out")) {
        wide.leave_out = folded(texts(file, *left_out, "leave_out"));
    }
    return wide;
}

/// Every filter's column stands in every signature, or among the columns of a file without header: a file without it
/// must not be taken unfiltered.
DialectFilter read_filter(const fs::path& file, const std::string& column, const toml::node& node,
                          const Dialect& dialect) {
    DialectFilter filter{text::fold(column), {}, {}};
    if (const toml::table* table = node.as_table()) {
        only_keys(file, *table, {"not"});
        const toml::node* words = table->get("not");
        filter.not_in = words == nullptr ? std::vector<std::string>{} : texts(file, *words, "not");
    } else {
        filter.in = texts(file, node, column);
    }
    if (filter.in.empty() && filter.not_in.empty()) {
        fail(file, &node, column, "expected a list of words, or { not = [...] }");
    }
    const auto names_it = [&](const std::vector<std::string>& signature) {
        return std::find(signature.begin(), signature.end(), filter.column) != signature.end();
    };
    const bool always_there = dialect.read.headerless() ? names_it(folded(dialect.read.columns))
                                                        : !dialect.signatures.empty();
    if (!always_there || !std::all_of(dialect.signatures.begin(), dialect.signatures.end(), names_it)) {
        fail(file, &node, column, "a column of [where] belongs to the signature", ErrorCode::study_contradiction);
    }
    return filter;
}

void read_roles(const fs::path& file, const toml::table& table, DialectKind& kind, Dialect& dialect) {
    if (const toml::node* columns = table.get("columns")) {
        for (const auto& [role, spellings] : table_at(file, *columns, "columns")) {
            const std::string name(role.str());
            role_of(file, spellings, kind, name);
            dialect.roles.push_back({name, folded(texts(file, spellings, name))});
        }
    }
    if (const toml::node* constants = table.get("constants")) {
        for (const auto& [role, node] : table_at(file, *constants, "constants")) {
            const std::string name(role.str());
            const std::string value = data::text(file, node, name);
            check_word(file, node, role_of(file, node, kind, name), value);
            const bool twice = std::any_of(dialect.roles.begin(), dialect.roles.end(),
                                           [&](const RoleColumns& entry) { return entry.role == name; });
            if (twice) {
                fail(file, &node, name, "both a column and a constant", ErrorCode::study_contradiction);
            }
            dialect.constants.emplace_back(name, value);
        }
    }
}

/// What cells begin with: our word = the source's phrases. One that is of two words tells neither.
void read_beginnings(const fs::path& file, const toml::node& node, const RoleWords& role, LikelyRole& likely) {
    for (const auto& [ours, phrases] : table_at(file, node, "begins")) {
        const std::string word(ours.str());
        check_word(file, phrases, role, word);
        for (const std::string& phrase : folded(texts(file, phrases, word))) {
            const bool twice = std::any_of(likely.begins.begin(), likely.begins.end(), [&](const auto& entry) { return entry.first == phrase; });
            if (phrase.empty() || twice) fail(file, &phrases, word, "\"" + phrase + "\" is empty or stands twice", ErrorCode::study_contradiction);
            likely.begins.emplace_back(phrase, word);
        }
    }
    std::stable_sort(likely.begins.begin(), likely.begins.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

/// Likely spellings guess at any file: only a dialect that speaks for every source may have them.
void read_likely(const fs::path& file, const toml::table& table, DialectKind& kind, Dialect& dialect) {
    if (!dialect.general()) {
        fail(file, &table, "likely", "only a dialect without a signature has likely spellings", ErrorCode::study_contradiction);
    }
    for (const auto& [name, node] : table) {
        LikelyRole likely;
        likely.role = role_of(file, node, kind, std::string(name.str())).role;
        const toml::table& entry = table_at(file, node, likely.role);
        only_keys(file, entry, {"columns", "around", "year", "begins", "never"});
        if (const toml::node* columns = entry.get("columns")) likely.columns = folded(texts(file, *columns, "columns"));
        if (const toml::node* around = entry.get("around")) likely.around = folded(texts(file, *around, "around"));
        if (const toml::node* year = entry.get("year")) {
            if (!year->is_boolean()) fail(file, year, "year", "expected true or false");
            likely.year = year->as_boolean()->get();
        }
        if (const toml::node* begins = entry.get("begins")) read_beginnings(file, *begins, role_of(file, node, kind, likely.role), likely);
        if (const toml::node* never = entry.get("never")) likely.never = folded(texts(file, *never, "never"));
        dialect.likely.push_back(std::move(likely));
    }
}

}  // namespace

void add_word(const fs::path& file, RoleWords& role, const std::string& theirs, const std::string& ours,
              std::int64_t line) {
    const std::string key = text::fold(theirs);
    const auto known = std::find_if(role.values.begin(), role.values.end(),
                                    [&](const auto& entry) { return entry.first == key; });
    if (known == role.values.end()) {
        role.values.emplace_back(key, ours);
    } else if (known->second != ours) {
        throw Error(ErrorCode::study_contradiction, {file.string(), line, role.role},
                    "\"" + theirs + "\" is both " + known->second + " and " + ours,
                    "layers/README.md describes the form of these files");
    }
}

void read_dialect(const fs::path& file, DialectKind& kind) {
    const toml::table table = data::parse(file);
    only_keys(file, table,
              {"name", "origin", "signature", "files", "note", "warning", "read", "wide", "several_places", "where", "constants",
               "columns", "likely", "values", "own_values"});
    Dialect dialect;
    dialect.name = data::required_text(file, table, "name");
    dialect.stem = file.stem().string();
    if (const toml::node* signature = table.get("signature")) {
        dialect.signatures = read_signatures(file, *signature);
    }
    if (const toml::node* files = table.get("files")) {
        dialect.files = texts(file, *files, "files");
    }
    if (const toml::node* note = table.get("note")) {
        dialect.note = read_sentence(file, *note, "note");
    }
    if (const toml::node* warning = table.get("warning")) {
        dialect.warning = read_sentence(file, *warning, "warning");
    }
    if (const toml::node* read = table.get("read")) {
        dialect.read = read_reading(file, table_at(file, *read, "read"));
    }
    if (const toml::node* wide = table.get("wide")) {
        dialect.wide = read_wide(file, table_at(file, *wide, "wide"), kind);
    }
    if (const toml::node* several = table.get("several_places")) {
        if (!several->is_boolean() || kind.name != "sites") fail(file, several, "several_places", "true or false, of sites");
        dialect.several_places = several->as_boolean()->get();
    }
    if (const toml::node* where = table.get("where")) {
        for (const auto& [column, node] : table_at(file, *where, "where")) {
            dialect.where.push_back(read_filter(file, std::string(column.str()), node, dialect));
        }
    }
    read_roles(file, table, kind, dialect);
    if (const toml::node* likely = table.get("likely")) {
        read_likely(file, table_at(file, *likely, "likely"), kind, dialect);
    }
    if (const toml::node* values = table.get("values")) {
        read_values(file, table_at(file, *values, "values"), kind);
    }
    if (const toml::node* values = table.get("own_values")) {
        read_own_values(file, table_at(file, *values, "own_values"), kind, dialect);
    }
    kind.dialects.push_back(std::move(dialect));
}

}  // namespace presencia::layer
