// SPDX-License-Identifier: Apache-2.0
#include "run/propose/said.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/propose/file_names.hpp"
#include "study/parse_study.hpp"
#include "study/toml_value.hpp"

#include <algorithm>
#include <tuple>

namespace presencia::propose {

namespace {

constexpr std::string_view kinds[] = {"municipalities", "incidents", "sites", "population", "people", "codes", "none"};

/// The '=' between KEY and VALUE: the first one that stands in no quoted LAYER.
std::size_t equals_behind_key(std::string_view text) {
    std::size_t equals = text.find('=');
    while (equals != text.npos && std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(equals), '"') % 2 != 0) equals = text.find('=', equals + 1);
    return equals == text.npos ? text.find('=') : equals;
}

/// The text of a LAYER that may stand between quotes.
std::string unquoted(std::string_view layer) {
    if (layer.size() < 2 || !layer.starts_with('"') || !layer.ends_with('"')) return std::string(layer);
    std::string out;
    for (std::size_t k = 1; k + 1 < layer.size(); ++k) {
        if (layer[k] == '\\' && k + 2 < layer.size()) ++k;
        out += layer[k];
    }
    return out;
}

/// FILE and LAYER of what stands before KEY: as much of it as possible is the name of one of `files`.
std::pair<std::string, std::string> file_and_layer(std::string_view target, const std::vector<std::filesystem::path>& files) {
    for (std::size_t end = target.size(); end != target.npos && end > 0; end = target.rfind(':', end - 1)) {
        std::string file(target.substr(0, end));
        if (files_meant(file, files).empty()) continue;
        return {std::move(file), end == target.size() ? std::string() : unquoted(target.substr(end + 1))};
    }
    return {std::string(target), {}};
}

}  // namespace

std::vector<std::string_view> words_of_kinds() {
    return {std::begin(kinds), std::end(kinds)};
}

bool is_kind_word(std::string_view word) {
    return std::find(std::begin(kinds), std::end(kinds), word) != std::end(kinds);
}

std::string layer_word(const std::string& layer) {
    const bool plain = !layer.empty() && layer.find_first_of(":=\"") == layer.npos && text::trim(layer) == layer;
    return plain ? layer : toml_text(layer);
}

std::optional<Said> said_from(std::string_view text, const std::vector<std::filesystem::path>& files) {
    const std::size_t equals = equals_behind_key(text);
    const std::size_t colon = equals == text.npos ? text.npos : text.substr(0, equals).rfind(':');
    if (colon == text.npos || colon == 0) return std::nullopt;
    Said out;
    std::tie(out.file, out.layer) = file_and_layer(text.substr(0, colon), files);
    out.key = text::trim(text.substr(colon + 1, equals - colon - 1));
    out.value = text::trim(text.substr(equals + 1));
    const bool plain = !out.key.empty() && out.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == out.key.npos;
    if (!plain || out.value.empty() || out.key == "source" || (out.key == "layer" && !out.layer.empty())) return std::nullopt;
    // Written again from what it means: a comment behind it, or a line break in it, must not reach the study.
    if (out.key != "as") out.value = study::one_line_value(out.value).value_or(toml_text(out.value));
    return out;
}

FileSaid said_of(const std::filesystem::path& file, const std::string& layer, const std::vector<std::filesystem::path>& files, const std::vector<Said>& all) {
    FileSaid out;
    for (const bool of_layer : {false, true}) {
        for (const Said& one : all) {
            if (one.layer.empty() == of_layer || (of_layer && one.layer != layer)) continue;
            const std::vector<std::filesystem::path> meant = files_meant(one.file, files);
            if (meant.size() == 1 && whole_path(meant.front()) == whole_path(file)) out.take(one);
        }
    }
    return out;
}

void FileSaid::take(const Said& one) {
    if (one.key != "as") return say(one.key, one.value);
    const auto at = static_cast<std::size_t>(std::find(std::begin(kinds), std::end(kinds), one.value) - std::begin(kinds));
    left_out = one.value == "none";
    kind.reset();
    if (at < static_cast<std::size_t>(FileKind::unknown)) kind = static_cast<FileKind>(at);
}

bool FileSaid::has(std::string_view key) const {
    return std::any_of(keys.begin(), keys.end(), [&](const auto& one) { return one.first == key; });
}

void FileSaid::say(const std::string& key, const std::string& value) {
    std::erase_if(keys, [&](const auto& before) { return before.first == key; });  // the last word counts
    keys.emplace_back(key, value);
}

bool FileSaid::name_columns(const std::vector<std::string>& roles, const std::vector<std::string>& columns) {
    bool any = false;
    for (auto& [key, value] : keys) {
        const bool number = value.find_first_not_of("0123456789") == value.npos;
        if (!number || std::find(roles.begin(), roles.end(), key) == roles.end() || std::find(columns.begin(), columns.end(), value) == columns.end()) continue;
        value = toml_text(value);
        named.insert(key);
        any = true;
    }
    return any;
}

void FileSaid::write_into(DraftTable& table, Language language) const {
    for (const auto& [key, value] : keys) {
        std::erase_if(table.lines, [&](const DraftLine& line) { return line.key == key; });
        const std::string number = key + "={ value = " + value + " }";
        table.set(key, value, !named.contains(key) ? "--set" : "--set: " + std::string(tr(language, "la columna que se llama así; si es un valor de todas las filas: ", "the column that is called so; for a value of every row: ")) + number);
    }
}

std::string FileSaid::inline_keys() const {
    std::string out;
    for (const auto& [key, value] : keys) out += ", " + key + " = " + value;
    return out;
}

std::string FileSaid::beside(std::string comment, Language language) const {
    if (keys.empty()) return comment;
    std::vector<std::string> names;
    for (const auto& [key, value] : keys) names.push_back(key);
    return comment + (comment.empty() ? "" : "; ") + std::string(tr(language, "lo dice --set: ", "--set says: ")) + text::join(names, ", ");
}

study::Study study_of_one(const FileSaid& said, const std::string& shown, const study::Study& frame, const study::Permissions& allowed) {
    DraftTable incidents, boundaries;
    incidents.header = "[[incidents]]";
    boundaries.header = "[[municipalities]]";
    incidents.set("name", toml_text("incidents"));
    for (DraftTable* table : {&incidents, &boundaries}) {
        table->set("source", toml_text(shown));
        said.write_into(*table, frame.language);
    }
    study::Study out = study::inspect_text(write_draft({}, {boundaries, incidents}).text, frame.file, frame.language, allowed).study;
    out.file = frame.file;
    out.name = frame.name;
    out.language = frame.language;
    out.period = frame.period;
    out.as_of = frame.as_of;
    return out;
}

}  // namespace presencia::propose
