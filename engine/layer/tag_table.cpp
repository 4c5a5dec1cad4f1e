// SPDX-License-Identifier: Apache-2.0
#include "layer/tag_table.hpp"

#include "core/text.hpp"
#include "layer/data_file.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

constexpr std::string_view site_statuses[] = {"operating", "implementation", "pipeline", "suspended", "finalised", "closed", "cancelled"};

/// "amenity=police" or "military=*".
TagTable::Entry read_tag(const std::filesystem::path& file, const toml::node& node, const std::string& tag, std::string means) {
    const std::size_t cut = tag.find('=');
    if (cut == tag.npos || cut == 0 || cut + 1 == tag.size()) {
        data::fail(file, &node, tag, "expected key=value or key=*");
    }
    return {tag.substr(0, cut), tag.substr(cut + 1), std::move(means)};
}

/// `word = ["key=value", ...]`.
std::vector<TagTable::Entry> read_entries(const std::filesystem::path& file, const toml::table& table, const std::string& part, bool (*known)(std::string_view)) {
    std::vector<TagTable::Entry> out;
    const toml::node* lists = table.get(part);
    if (lists == nullptr) {
        return out;
    }
    for (const auto& [word, node] : data::table_at(file, *lists, part)) {
        if (!known(word.str())) {
            data::fail(file, &node, part, "\"" + std::string(word.str()) + "\" is not one of ours");
        }
        for (const std::string& tag : data::texts(file, node, std::string(word.str()))) {
            out.push_back(read_tag(file, node, tag, std::string(word.str())));
        }
    }
    return out;
}

bool any_of_columns(const std::vector<std::string>& columns, std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

}  // namespace

TagTable::TagTable(const std::filesystem::path& file) {
    const toml::table table = data::parse(file);
    data::only_keys(file, table, {"ids", "families", "status", "excluded"});
    if (const toml::node* ids = table.get("ids")) {
        ids_ = data::texts(file, *ids, "ids");
    }
    families_ = read_entries(file, table, "families", [](std::string_view word) { return study::family_from(word).has_value(); });
    statuses_ = read_entries(file, table, "status",
                             [](std::string_view word) { return std::find(std::begin(site_statuses), std::end(site_statuses), word) != std::end(site_statuses); });
    if (const toml::node* excluded = table.get("excluded")) {
        for (const std::string& tag : data::texts(file, *excluded, "excluded")) {
            excluded_.push_back(read_tag(file, *excluded, tag, {}));
        }
    }
}

bool TagTable::recognises(const std::vector<std::string>& columns) const {
    return std::any_of(ids_.begin(), ids_.end(), [&](const std::string& id) { return any_of_columns(columns, id); }) &&
           std::any_of(families_.begin(), families_.end(), [&](const Entry& entry) { return any_of_columns(columns, entry.key); });
}

RowTags::RowTags(const TagTable& table, const std::vector<std::string>& columns)
    : families_(bind(table.families(), columns)), statuses_(bind(table.statuses(), columns)), excluded_(bind(table.excluded(), columns)) {
    for (const Bound& bound : families_) {
        const bool known = std::any_of(keys_.begin(), keys_.end(), [&](const auto& entry) { return entry.first == bound.column; });
        if (!known) keys_.emplace_back(bound.column, bound.key);
    }
    std::sort(keys_.begin(), keys_.end());
}

std::vector<RowTags::Bound> RowTags::bind(const std::vector<TagTable::Entry>& entries, const std::vector<std::string>& columns) {
    std::vector<Bound> out;
    for (const TagTable::Entry& entry : entries) {
        const auto at = std::find(columns.begin(), columns.end(), entry.key);
        if (at != columns.end()) {
            out.push_back({static_cast<std::size_t>(at - columns.begin()), entry.key, entry.value, entry.means});
        }
    }
    return out;
}

bool RowTags::holds(const Bound& bound, const source::RowBatch& batch, std::size_t row) {
    std::string_view rest = batch.cells[bound.column][row];
    if (bound.value == "*") {
        return !text::trim(rest).empty();
    }
    // Several values of a key stand between semicolons.
    while (!rest.empty()) {
        const std::size_t cut = rest.find(';');
        if (text::trim(rest.substr(0, cut)) == bound.value) return true;
        rest = cut == rest.npos ? std::string_view{} : rest.substr(cut + 1);
    }
    return false;
}

void RowTags::families(const source::RowBatch& batch, std::size_t row, std::vector<Hit>& out, std::string& excluded) const {
    out.clear();
    excluded.clear();
    for (const Bound& bound : excluded_) {
        if (holds(bound, batch, row)) {
            excluded = std::string(bound.key) + "=" + std::string(text::trim(batch.cells[bound.column][row]));
            return;
        }
    }
    for (const Bound& bound : families_) {
        if (holds(bound, batch, row)) out.push_back({*study::family_from(bound.means), bound.key, bound.value});
    }
}

std::string_view RowTags::status(const source::RowBatch& batch, std::size_t row) const {
    const auto found = std::find_if(statuses_.begin(), statuses_.end(), [&](const Bound& bound) { return holds(bound, batch, row); });
    return found == statuses_.end() ? std::string_view{} : found->means;
}

std::string RowTags::shown(const source::RowBatch& batch, std::size_t row) const {
    std::string out;
    for (const auto& [column, key] : keys_) {
        const std::string_view value = text::trim(batch.cells[column][row]);
        if (!value.empty()) {
            out += (out.empty() ? "" : ", ") + std::string(key) + "=" + std::string(value);
        }
    }
    return out;
}

std::string RowTags::columns() const {
    std::string out;
    for (const auto& [column, key] : keys_) {
        out += (out.empty() ? "" : ", ") + std::string(key);
    }
    return out;
}

}  // namespace presencia::layer
