// SPDX-License-Identifier: Apache-2.0
#include "layer/dialects.hpp"

#include "core/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

namespace presencia::layer {

namespace {

namespace fs = std::filesystem;
using DisclosureClass = study::DisclosureClass;

constexpr std::string_view kind_names[] = {"municipalities", "incidents", "sites", "population"};

[[noreturn]] void fail(const fs::path& file, const toml::node* at, const std::string& key, const std::string& detail,
                       ErrorCode code = ErrorCode::study_syntax) {
    throw Error(code, {file.string(), at == nullptr ? 0 : static_cast<std::int64_t>(at->source().begin.line), key},
                detail, "layers/README.md describes the form of these files");
}

toml::table parse(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw Error(ErrorCode::file_missing, {file.string()}, {},
                    "presencia's own data: install it again, or name its folder");
    }
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    try {
        return toml::parse(bytes);
    } catch (const toml::parse_error& error) {
        throw Error(ErrorCode::study_syntax, {file.string(), static_cast<std::int64_t>(error.source().begin.line)},
                    std::string(error.description()));
    }
}

std::vector<std::string> texts(const fs::path& file, const toml::node& node, const std::string& key) {
    const toml::array* list = node.as_array();
    if (list == nullptr) {
        fail(file, &node, key, "expected a list of text");
    }
    std::vector<std::string> out;
    for (const toml::node& item : *list) {
        const auto* text = item.as_string();
        if (text == nullptr) {
            fail(file, &item, key, "expected a list of text");
        }
        out.push_back(text->get());
    }
    return out;
}

std::vector<std::string> folded(std::vector<std::string> words) {
    for (std::string& word : words) {
        word = text::fold(word);
    }
    return words;
}

std::string required_text(const fs::path& file, const toml::table& table, std::string_view key) {
    const auto* text = table.contains(key) ? table.get(key)->as_string() : nullptr;
    if (text == nullptr) {
        fail(file, &table, std::string(key), "expected text");
    }
    return text->get();
}

void only_keys(const fs::path& file, const toml::table& table, std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : table) {
        if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
            fail(file, &value, std::string(key.str()), "unknown key");
        }
    }
}

const toml::table& table_at(const fs::path& file, const toml::node& node, const std::string& key) {
    if (const toml::table* table = node.as_table()) {
        return *table;
    }
    fail(file, &node, key, "expected a table");
}

/// Adds a word. One word has one meaning, since words are understood without knowing which source they come from.
void add_word(const fs::path& file, const toml::node* at, Dialects::RoleWords& role, const std::string& theirs,
              const std::string& ours) {
    const std::string key = text::fold(theirs);
    for (const auto& [known, meaning] : role.values) {
        if (known == key && meaning != ours) {
            fail(file, at, role.role, "\"" + theirs + "\" is both " + meaning + " and " + ours,
                 ErrorCode::study_contradiction);
        }
        if (known == key) {
            return;
        }
    }
    role.values.emplace_back(key, ours);
}

std::vector<Dialects::RoleWords> read_schema(const fs::path& file) {
    std::vector<Dialects::RoleWords> roles;
    const toml::table table = parse(file);
    only_keys(file, table, {"role"});
    const toml::array* list = table.contains("role") ? table.get("role")->as_array() : nullptr;
    if (list == nullptr) {
        fail(file, &table, "role", "expected [[role]]");
    }
    for (const toml::node& item : *list) {
        const toml::table& entry = table_at(file, item, "role");
        only_keys(file, entry, {"name", "required", "unit", "values", "es", "en"});
        Dialects::RoleWords role;
        role.role = required_text(file, entry, "name");
        required_text(file, entry, "es");
        required_text(file, entry, "en");
        if (const toml::node* values = entry.get("values")) {
            role.allowed = texts(file, *values, "values");
        }
        for (const std::string& word : role.allowed) {
            add_word(file, &item, role, word, word);
        }
        roles.push_back(std::move(role));
    }
    return roles;
}

Dialects::RoleWords& role_of(const fs::path& file, const toml::node& at, Dialects::Kind& kind,
                             const std::string& name) {
    const auto found = std::find_if(kind.roles.begin(), kind.roles.end(),
                                    [&](const Dialects::RoleWords& role) { return role.role == name; });
    if (found == kind.roles.end()) {
        fail(file, &at, name, "not a role of " + kind.name);
    }
    return *found;
}

void read_values(const fs::path& file, const toml::table& values, Dialects::Kind& kind) {
    for (const auto& [name, node] : values) {
        Dialects::RoleWords& role = role_of(file, node, kind, std::string(name.str()));
        for (const auto& [ours, words] : table_at(file, node, role.role)) {
            const std::string word(ours.str());
            if (!role.allowed.empty() &&
                std::find(role.allowed.begin(), role.allowed.end(), word) == role.allowed.end()) {
                fail(file, &words, role.role, "\"" + word + "\" is not a word of the schema");
            }
            add_word(file, &words, role, word, word);
            for (const std::string& theirs : texts(file, words, word)) {
                add_word(file, &words, role, theirs, word);
            }
        }
    }
}

void read_dialect(const fs::path& file, Dialects::Kind& kind) {
    const toml::table table = parse(file);
    only_keys(file, table, {"name", "origin", "signature", "columns", "values"});
    Dialects::Dialect dialect;
    dialect.name = required_text(file, table, "name");
    if (const toml::node* signature = table.get("signature")) {
        dialect.signature = folded(texts(file, *signature, "signature"));
    }
    if (const toml::node* columns = table.get("columns")) {
        for (const auto& [role, spellings] : table_at(file, *columns, "columns")) {
            const std::string name(role.str());
            role_of(file, spellings, kind, name);
            dialect.roles.push_back({name, folded(texts(file, spellings, name))});
        }
    }
    if (const toml::node* values = table.get("values")) {
        read_values(file, table_at(file, *values, "values"), kind);
    }
    kind.dialects.push_back(std::move(dialect));
}

/// generic.toml, then the others by name.
std::vector<fs::path> dialect_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (at->path().extension() == ".toml" && at->path().filename() != "generic.toml") {
            files.push_back(at->path());
        }
    }
    std::sort(files.begin(), files.end());
    files.insert(files.begin(), folder / "generic.toml");
    return files;
}

Dialects::Kind read_kind(const fs::path& root, std::string_view name) {
    const fs::path folder = root / name;
    Dialects::Kind kind{std::string(name), read_schema(folder / "schema.toml"), {}};
    for (const fs::path& file : dialect_files(folder / "dialects")) {
        read_dialect(file, kind);
    }
    read_dialect(root / "countries.toml", kind);
    return kind;
}

constexpr std::pair<std::string_view, DisclosureClass> class_names[] = {{"homicide", DisclosureClass::homicide},
                                                                        {"sensitive", DisclosureClass::sensitive},
                                                                        {"other", DisclosureClass::other}};

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::pair<std::string, DisclosureClass>> read_classes(const fs::path& file) {
    std::vector<std::pair<std::string, DisclosureClass>> out;
    std::set<std::string> seen;
    const toml::table table = parse(file);
    only_keys(file, table, {"codes", "terms"});
    for (const auto& [part, node] : table) {
        const bool codes = part.str() == "codes";
        const toml::table& lists = table_at(file, node, std::string(part.str()));
        only_keys(file, lists, {"homicide", "sensitive", "other"});
        for (const auto& [name, disclosure] : class_names) {
            const toml::node* list = lists.get(name);
            for (const std::string& word :
                 list == nullptr ? std::vector<std::string>{} : texts(file, *list, std::string(name))) {
                const std::string key = text::fold(word);
                if (all_digits(key) != codes) {
                    fail(file, list, std::string(name), "\"" + word + "\" stands in the wrong table");
                }
                if (!seen.insert(key).second) {
                    fail(file, list, std::string(name), "\"" + word + "\" twice", ErrorCode::study_contradiction);
                }
                out.emplace_back(key, disclosure);
            }
        }
    }
    return out;
}

DisclosureClass class_of_code(const std::vector<std::pair<std::string, DisclosureClass>>& classes,
                              std::string_view code) {
    // ICCS codes have 2, 4, 5 or 6 digits; any other length has lost a zero, and 101 would read as section 10.
    if (code.size() < 2 || code.size() == 3 || code.size() > 6) {
        return DisclosureClass::sensitive;
    }
    std::size_t longest = 0;
    DisclosureClass disclosure = DisclosureClass::sensitive;
    for (const auto& [prefix, candidate] : classes) {
        if (prefix.size() > longest && all_digits(prefix) && code.starts_with(prefix)) {
            longest = prefix.size();
            disclosure = candidate;
        }
    }
    return disclosure;
}

bool speaks_for(const Dialects::Dialect& dialect, const std::vector<std::string>& columns) {
    return std::all_of(dialect.signature.begin(), dialect.signature.end(), [&](const std::string& column) {
        return std::find(columns.begin(), columns.end(), column) != columns.end();
    });
}

}  // namespace

Dialects::Dialects(const std::filesystem::path& root) {
    for (const std::string_view name : kind_names) {
        kinds_.push_back(read_kind(root, name));
    }
    classes_ = read_classes(root / "incidents" / "classes.toml");
}

const Dialects::Kind* Dialects::kind(std::string_view name) const {
    const auto found = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& kind) { return kind.name == name; });
    return found == kinds_.end() ? nullptr : &*found;
}

std::optional<std::string> Dialects::column_for(std::string_view kind_name, std::string_view role,
                                                const std::vector<std::string>& columns) const {
    const Kind* found = kind(kind_name);
    if (found == nullptr) {
        return std::nullopt;
    }
    const std::vector<std::string> keys = folded(columns);
    for (const bool known_source : {true, false}) {
        for (const Dialect& dialect : found->dialects) {
            if (dialect.signature.empty() == known_source || !speaks_for(dialect, keys)) {
                continue;
            }
            const auto spelt = std::find_if(dialect.roles.begin(), dialect.roles.end(),
                                            [&](const RoleColumns& entry) { return entry.role == role; });
            if (spelt == dialect.roles.end()) {
                continue;
            }
            if (spelt->columns.empty()) {
                return std::nullopt;
            }
            for (const std::string& spelling : spelt->columns) {
                if (const auto at = std::find(keys.begin(), keys.end(), spelling); at != keys.end()) {
                    return columns[static_cast<std::size_t>(at - keys.begin())];
                }
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> Dialects::value_for(std::string_view kind_name, std::string_view role,
                                               std::string_view word) const {
    const Kind* found = kind(kind_name);
    const std::string key = text::fold(word);
    if (found == nullptr || key.empty()) {
        return std::nullopt;
    }
    for (const RoleWords& entry : found->roles) {
        if (entry.role != role) {
            continue;
        }
        for (const auto& [theirs, ours] : entry.values) {
            if (theirs == key) {
                return ours;
            }
        }
    }
    return std::nullopt;
}

study::DisclosureClass Dialects::disclosure_class(std::string_view incident_class) const {
    const std::string_view trimmed = text::trim(incident_class);
    if (all_digits(trimmed)) {
        return class_of_code(classes_, trimmed);
    }
    const std::string key = text::fold(trimmed);
    const auto found =
        std::find_if(classes_.begin(), classes_.end(), [&](const auto& entry) { return entry.first == key; });
    if (found != classes_.end()) {
        return found->second;
    }
    const std::optional<std::string> code = value_for("incidents", "incident_class", trimmed);
    return code ? class_of_code(classes_, *code) : DisclosureClass::sensitive;
}

std::vector<std::string> Dialects::recognised(std::string_view kind_name,
                                              const std::vector<std::string>& columns) const {
    std::vector<std::string> names;
    const std::vector<std::string> keys = folded(columns);
    if (const Kind* found = kind(kind_name)) {
        for (const Dialect& dialect : found->dialects) {
            if (!dialect.signature.empty() && speaks_for(dialect, keys)) {
                names.push_back(dialect.name);
            }
        }
    }
    return names;
}

std::vector<std::string> Dialects::roles(std::string_view kind_name) const {
    std::vector<std::string> names;
    if (const Kind* found = kind(kind_name)) {
        for (const RoleWords& role : found->roles) {
            names.push_back(role.role);
        }
    }
    return names;
}

}  // namespace presencia::layer
