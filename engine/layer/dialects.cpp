// SPDX-License-Identifier: Apache-2.0
#include "layer/dialects.hpp"

#include "core/date.hpp"
#include "core/text.hpp"
#include "layer/data_file.hpp"
#include "layer/dialect_file.hpp"
#include "layer/hxl.hpp"
#include "layer/likely_columns.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <system_error>

namespace presencia::layer {

namespace {

namespace fs = std::filesystem;
using DisclosureClass = study::DisclosureClass;
using data::fail;
using data::folded;
using data::only_keys;
using data::required_text;
using data::table_at;
using data::texts;

constexpr std::string_view kind_names[] = {"municipalities", "incidents", "sites", "population"};

std::vector<RoleWords> read_schema(const fs::path& file) {
    std::vector<RoleWords> roles;
    const toml::table table = data::parse(file);
    only_keys(file, table, {"role"});
    const toml::array* list = table.contains("role") ? table.get("role")->as_array() : nullptr;
    if (list == nullptr) {
        fail(file, &table, "role", "expected [[role]]");
    }
    for (const toml::node& item : *list) {
        const toml::table& entry = table_at(file, item, "role");
        only_keys(file, entry, {"name", "required", "unit", "values", "es", "en"});
        RoleWords role;
        role.role = required_text(file, entry, "name");
        required_text(file, entry, "es");
        required_text(file, entry, "en");
        if (const toml::node* values = entry.get("values")) {
            role.allowed = texts(file, *values, "values");
        }
        for (const std::string& word : role.allowed) {
            add_word(file, role, word, word, static_cast<std::int64_t>(item.source().begin.line));
        }
        roles.push_back(std::move(role));
    }
    return roles;
}

/// The TOML files of a folder by name, but for the generic one; none where there is no folder.
std::vector<fs::path> dialect_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (at->path().extension() == ".toml" && at->path().filename() != "generic.toml") {
            files.push_back(at->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

DialectKind read_kind(const fs::path& root, const fs::path& users, std::string_view name) {
    const fs::path folder = root / name;
    DialectKind kind{std::string(name), read_schema(folder / "schema.toml"), {}};
    if (!users.empty()) {
        for (const fs::path& file : dialect_files(users / name)) {
            read_dialect(file, kind);
        }
    }
    read_dialect(folder / "dialects" / "generic.toml", kind);
    for (const fs::path& file : dialect_files(folder / "dialects")) {
        read_dialect(file, kind);
    }
    read_dialect(root / "countries.toml", kind);
    return kind;
}

constexpr std::pair<std::string_view, DisclosureClass> class_names[] = {{"homicide", DisclosureClass::homicide},
                                                                        {"sensitive", DisclosureClass::sensitive},
                                                                        {"other", DisclosureClass::other}};

std::vector<std::pair<std::string, DisclosureClass>> read_classes(const fs::path& file) {
    std::vector<std::pair<std::string, DisclosureClass>> out;
    std::set<std::string> seen;
    const toml::table table = data::parse(file);
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
                if (text::all_digits(key) != codes) {
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
        if (prefix.size() > longest && text::all_digits(prefix) && code.starts_with(prefix)) {
            longest = prefix.size();
            disclosure = candidate;
        }
    }
    return disclosure;
}

/// Columns of the longest signature that is wholly among `columns`; 0 where none is.
std::size_t columns_recognised(const Dialect& dialect, const std::vector<std::string>& columns) {
    std::size_t most = 0;
    for (const std::vector<std::string>& signature : dialect.signatures) {
        const bool all = std::all_of(signature.begin(), signature.end(), [&](const std::string& column) {
            return std::find(columns.begin(), columns.end(), column) != columns.end();
        });
        most = all ? std::max(most, signature.size()) : most;
    }
    return most;
}

/// `*` stands for any text, `?` for one byte.
bool fits_pattern(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) {
        return text.empty();
    }
    if (pattern.front() == '*') {
        return fits_pattern(text, pattern.substr(1)) || (!text.empty() && fits_pattern(text.substr(1), pattern));
    }
    return !text.empty() && (pattern.front() == '?' || pattern.front() == text.front()) &&
           fits_pattern(text.substr(1), pattern.substr(1));
}

bool number_within(const std::string& cell, double most) {
    const auto number = text::parse_double(text::trim(cell));
    return number && std::abs(*number) <= most;
}

/// Whether the first row of a file without header may be one of the dialect's.
bool looks_like(const Dialect& dialect, const std::vector<std::string>& cells) {
    const std::vector<std::string> names = folded(dialect.read.columns);
    const auto fits = [&](std::string_view role, const auto& test) {
        const auto column = column_in(dialect, role, names);
        return !column || test(cells[*column]);
    };
    const bool placed = column_in(dialect, "x", names) && column_in(dialect, "y", names);
    return placed && fits("x", [](const std::string& cell) { return number_within(cell, 180.0); }) &&
           fits("y", [](const std::string& cell) { return number_within(cell, 90.0); }) &&
           fits("year", [](const std::string& cell) { return number_within(cell, 9999.0); }) &&
           fits("date", [](const std::string& cell) {
               return Date::from_iso(std::string_view(cell).substr(0, std::min<std::size_t>(cell.size(), 10))).has_value();
           });
}

}  // namespace

std::optional<std::size_t> column_in(const Dialect& dialect, std::string_view role,
                                     const std::vector<std::string>& columns) {
    const auto spelt = std::find_if(dialect.roles.begin(), dialect.roles.end(),
                                    [&](const RoleColumns& entry) { return entry.role == role; });
    if (spelt == dialect.roles.end()) {
        return std::nullopt;
    }
    for (const std::string& spelling : spelt->columns) {
        if (const auto at = std::find(columns.begin(), columns.end(), spelling); at != columns.end()) {
            return static_cast<std::size_t>(at - columns.begin());
        }
    }
    return std::nullopt;
}

Dialects dialects_for(const study::Study& study, const std::filesystem::path& data) {
    return Dialects(data / "layers", study.file.parent_path() / "dialects");
}

std::vector<std::filesystem::path> user_dialects(const study::Study& study) {
    std::vector<fs::path> out;
    for (const std::string_view kind : kind_names) {
        for (const fs::path& file : dialect_files(study.file.parent_path() / "dialects" / kind)) {
            out.push_back(fs::path(kind) / file.filename());
        }
    }
    return out;
}

Dialects::Dialects(const std::filesystem::path& root, const std::filesystem::path& users)
    : reading_(read_reading_words(root / "reading.toml")) {
    for (const std::string_view name : kind_names) {
        kinds_.push_back(read_kind(root, users, name));
    }
    classes_ = read_classes(root / "incidents" / "classes.toml");
    place_names_ = PlaceNames(root);
    sectors_ = SectorTable(root / "sites" / "sectors.toml");
    tags_ = TagTable(root / "sites" / "osm_tags.toml");
}

const DialectKind* Dialects::kind(std::string_view name) const {
    const auto found =
        std::find_if(kinds_.begin(), kinds_.end(), [&](const DialectKind& kind) { return kind.name == name; });
    return found == kinds_.end() ? nullptr : &*found;
}

std::optional<std::string> Dialects::column_for(std::string_view kind_name, std::string_view role,
                                                const std::vector<std::string>& columns) const {
    return column_for(kind_name, role, columns, recognise(kind_name, columns));
}

std::optional<std::string> Dialects::column_for(std::string_view kind_name, std::string_view role,
                                                const std::vector<std::string>& columns, const Dialect* known) const {
    const DialectKind* found = kind(kind_name);
    if (found == nullptr) {
        return std::nullopt;
    }
    const std::vector<std::string> keys = folded(columns);
    if (std::any_of(columns.begin(), columns.end(), hxl::is_tag)) {
        std::vector<std::string> tags = keys;
        std::replace_if(tags.begin(), tags.end(), [](const std::string& key) { return !key.starts_with('#'); }, std::string{});
        if (const auto column = tagged_column(kind_name, role, tags)) {
            return columns[*column];
        }
    }
    if (known != nullptr) {
        const auto spelt = std::find_if(known->roles.begin(), known->roles.end(),
                                        [&](const RoleColumns& entry) { return entry.role == role; });
        if (spelt != known->roles.end() && spelt->columns.empty()) {
            return std::nullopt;
        }
        if (const auto column = column_in(*known, role, keys)) {
            return columns[*column];
        }
    }
    for (const Dialect& dialect : found->dialects) {
        if (!dialect.general()) {
            continue;
        }
        if (const auto column = column_in(dialect, role, keys)) {
            return columns[*column];
        }
    }
    for (const Dialect& dialect : found->dialects) {
        if (const auto likely = likely_column(dialect, role, keys)) {
            return columns[likely->column];
        }
    }
    return std::nullopt;
}

bool Dialects::likely_only(std::string_view kind_name, std::string_view role, const std::string& column, const Dialect* known) const {
    const DialectKind* found = kind(kind_name);
    const std::vector<std::string> key = folded({column});
    if (found == nullptr || (known != nullptr && column_in(*known, role, key))) {
        return false;
    }
    const auto certain = [&](const Dialect& dialect) { return dialect.general() && column_in(dialect, role, key); };
    const auto likely = [&](const Dialect& dialect) { return likely_column(dialect, role, key).has_value(); };
    return std::none_of(found->dialects.begin(), found->dialects.end(), certain) && std::any_of(found->dialects.begin(), found->dialects.end(), likely);
}

std::optional<int> Dialects::year_in_name(std::string_view kind_name, std::string_view role, const std::string& column) const {
    const DialectKind* found = kind(kind_name);
    const std::string key = text::fold(column);
    for (std::size_t d = 0; found != nullptr && d < found->dialects.size(); ++d) {
        if (const auto year = year_beside(found->dialects[d], role, key)) return year;
    }
    return std::nullopt;
}

std::optional<std::size_t> Dialects::tagged_column(std::string_view kind_name, std::string_view role, const std::vector<std::string>& tags) const {
    const DialectKind* found = kind(kind_name);
    if (found == nullptr) {
        return std::nullopt;
    }
    for (const Dialect& dialect : found->dialects) {
        const auto spelt = std::find_if(dialect.roles.begin(), dialect.roles.end(), [&](const RoleColumns& entry) { return entry.role == role; });
        if (spelt == dialect.roles.end()) continue;
        for (const std::string& spelling : spelt->columns) {
            if (!spelling.starts_with('#')) continue;
            if (const auto column = hxl::find(spelling, tags)) return column;
        }
    }
    return std::nullopt;
}

std::optional<std::string> Dialects::value_for(std::string_view kind_name, std::string_view role, std::string_view word,
                                               const Dialect* known) const {
    if (known != nullptr) {
        const std::string key = text::fold(word);
        for (const RoleWords& own : known->own_words) {
            for (const auto& [theirs, ours] : own.values) {
                if (own.role == role && theirs == key) {
                    return ours;
                }
            }
        }
    }
    return value_for(kind_name, role, word);
}

std::optional<std::string> Dialects::value_for(std::string_view kind_name, std::string_view role,
                                               std::string_view word) const {
    const DialectKind* found = kind(kind_name);
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

std::optional<std::pair<std::string, std::string>> Dialects::value_beginning(std::string_view kind_name, std::string_view role, std::string_view word) const {
    const DialectKind* found = kind(kind_name);
    if (found == nullptr) return std::nullopt;
    const std::string key = " " + text::fold(word) + " ";
    for (const Dialect& dialect : found->dialects) {
        for (const LikelyRole& likely : dialect.likely) {
            if (likely.role != role) continue;
            const auto holds = [&](const std::string& never) { return key.find(" " + never + " ") != key.npos; };
            if (std::any_of(likely.never.begin(), likely.never.end(), holds)) continue;
            const auto begun = std::find_if(likely.begins.begin(), likely.begins.end(), [&](const auto& entry) { return key.starts_with(" " + entry.first + " "); });
            if (begun != likely.begins.end()) return *begun;
        }
    }
    return std::nullopt;
}

study::DisclosureClass Dialects::disclosure_class(std::string_view incident_class) const {
    const std::string_view trimmed = text::trim(incident_class);
    if (text::all_digits(trimmed)) {
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

const Dialect* Dialects::recognise(std::string_view kind_name, const std::vector<std::string>& columns) const {
    const DialectKind* found = kind(kind_name);
    const Dialect* best = nullptr;
    std::size_t most = 0;
    if (found != nullptr) {
        const std::vector<std::string> keys = folded(columns);
        for (const Dialect& dialect : found->dialects) {
            const std::size_t here = columns_recognised(dialect, keys);
            if (here > most) {
                best = &dialect;
                most = here;
            }
        }
    }
    return best;
}

const Dialect* Dialects::recognise_headerless(std::string_view kind_name, const std::vector<std::string>& cells) const {
    if (const DialectKind* found = kind(kind_name)) {
        for (const Dialect& dialect : found->dialects) {
            if (dialect.read.headerless() && dialect.read.columns.size() == cells.size() && looks_like(dialect, cells)) {
                return &dialect;
            }
        }
    }
    return nullptr;
}

const Dialect* Dialects::recognise_file(std::string_view kind_name, std::string_view file_name) const {
    if (const DialectKind* found = kind(kind_name)) {
        for (const Dialect& dialect : found->dialects) {
            if (std::any_of(dialect.files.begin(), dialect.files.end(),
                            [&](const std::string& pattern) { return fits_pattern(file_name, pattern); })) {
                return &dialect;
            }
        }
    }
    return nullptr;
}

const Dialect* Dialects::named(std::string_view kind_name, std::string_view stem) const {
    if (const DialectKind* found = kind(kind_name)) {
        for (const Dialect& dialect : found->dialects) {
            if (dialect.stem == stem && !dialect.general()) {
                return &dialect;
            }
        }
    }
    return nullptr;
}

std::vector<std::string> Dialects::stems(std::string_view kind_name) const {
    std::vector<std::string> out;
    if (const DialectKind* found = kind(kind_name)) {
        for (const Dialect& dialect : found->dialects) {
            if (!dialect.general()) {
                out.push_back(dialect.stem);
            }
        }
    }
    return out;
}

std::vector<std::string> Dialects::roles(std::string_view kind_name) const {
    std::vector<std::string> names;
    if (const DialectKind* found = kind(kind_name)) {
        for (const RoleWords& role : found->roles) {
            names.push_back(role.role);
        }
    }
    return names;
}

}  // namespace presencia::layer
