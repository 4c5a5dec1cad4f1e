// SPDX-License-Identifier: Apache-2.0
#include "run/propose/said.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/propose/file_names.hpp"
#include "study/parse_study.hpp"
#include "study/toml_value.hpp"

#include <algorithm>

namespace presencia::propose {

namespace {

constexpr std::string_view kinds[] = {"municipalities", "incidents", "sites", "population", "people", "codes", "none"};

}  // namespace

std::vector<std::string_view> words_of_kinds() {
    return {std::begin(kinds), std::end(kinds)};
}

bool is_kind_word(std::string_view word) {
    return std::find(std::begin(kinds), std::end(kinds), word) != std::end(kinds);
}

std::optional<Said> said_from(std::string_view text) {
    const std::size_t equals = text.find('=');
    const std::size_t colon = equals == text.npos ? text.npos : text.substr(0, equals).rfind(':');
    if (colon == text.npos || colon == 0) return std::nullopt;
    Said out{std::string(text.substr(0, colon)), std::string(text::trim(text.substr(colon + 1, equals - colon - 1))), std::string(text::trim(text.substr(equals + 1)))};
    const bool plain = !out.key.empty() && out.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == out.key.npos;
    if (!plain || out.value.empty() || out.key == "source") return std::nullopt;
    // Written again from what it means: a comment behind it, or a line break in it, must not reach the study.
    if (out.key != "as") out.value = study::one_line_value(out.value).value_or(toml_text(out.value));
    return out;
}

FileSaid said_of(const std::filesystem::path& file, const std::vector<std::filesystem::path>& files, const std::vector<Said>& all) {
    FileSaid out;
    for (const Said& one : all) {
        const std::vector<std::filesystem::path> meant = files_meant(one.file, files);
        if (meant.size() != 1 || whole_path(meant.front()) != whole_path(file)) continue;
        if (one.key != "as") {
            out.say(one.key, one.value);
            continue;
        }
        const auto at = static_cast<std::size_t>(std::find(std::begin(kinds), std::end(kinds), one.value) - std::begin(kinds));
        out.left_out = one.value == "none";
        if (at < static_cast<std::size_t>(FileKind::unknown)) out.kind = static_cast<FileKind>(at);
    }
    return out;
}

bool FileSaid::has(std::string_view key) const {
    return std::any_of(keys.begin(), keys.end(), [&](const auto& one) { return one.first == key; });
}

void FileSaid::say(const std::string& key, const std::string& value) {
    std::erase_if(keys, [&](const auto& before) { return before.first == key; });  // the last word counts
    keys.emplace_back(key, value);
}

void FileSaid::write_into(DraftTable& table) const {
    for (const auto& [key, value] : keys) {
        std::erase_if(table.lines, [&](const DraftLine& line) { return line.key == key; });
        table.set(key, value, "--set");
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
        said.write_into(*table);
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
