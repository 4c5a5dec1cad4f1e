// SPDX-License-Identifier: Apache-2.0
#include "layer/sector_table.hpp"

#include "core/text.hpp"
#include "layer/data_file.hpp"

#include <cmath>

namespace presencia::layer {

namespace {

constexpr std::size_t category_digits = 3;

/// `objectives = { 1 = 0.5, 4 = 0.5 }`.
ObjectiveShares read_objectives(const std::filesystem::path& file, const toml::node& node, const std::string& code) {
    ObjectiveShares shares;
    for (const auto& [name, weight] : data::table_at(file, node, code)) {
        const std::string_view number = name.str();
        const auto value = weight.value<double>();
        if (number.size() != 1 || number[0] < '1' || number[0] > '5' || !value || *value <= 0.0 || *value > 1.0) {
            data::fail(file, &weight, code, "objectives are 1 to 5, weights above 0 and up to 1");
        }
        shares.of[static_cast<std::size_t>(number[0] - '1')] = std::llround(*value * ObjectiveShares::whole);
    }
    if (shares.none() != 0) {
        data::fail(file, &node, code, "the weights of a code sum to 1");
    }
    return shares;
}

Sector read_sector(const std::filesystem::path& file, const toml::node& node, const std::string& code) {
    Sector sector;
    const toml::table& entry = data::table_at(file, node, code);
    data::only_keys(file, entry, {"family", "objectives"});
    if (const toml::node* family = entry.get("family")) {
        sector.family = study::family_from(data::text(file, *family, code));
        if (!sector.family) {
            data::fail(file, family, code, "not a family");
        }
    }
    if (const toml::node* objectives = entry.get("objectives")) {
        sector.objectives = read_objectives(file, *objectives, code);
    }
    return sector;
}

}  // namespace

SectorTable::SectorTable(const std::filesystem::path& file) {
    const toml::table table = data::parse(file);
    data::only_keys(file, table, {"sectors"});
    if (const toml::node* sectors = table.get("sectors")) {
        for (const auto& [code, node] : data::table_at(file, *sectors, "sectors")) {
            const std::string name(code.str());
            sectors_.emplace(name, read_sector(file, node, name));
        }
    }
}

const Sector* SectorTable::find(std::string_view code) const {
    const std::string_view trimmed = text::trim(code);
    auto found = sectors_.find(trimmed);
    if (found == sectors_.end() && trimmed.size() > category_digits) {
        found = sectors_.find(trimmed.substr(0, category_digits));
    }
    return found == sectors_.end() ? nullptr : &found->second;
}

}  // namespace presencia::layer
