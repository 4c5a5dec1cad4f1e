// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/objective_shares.hpp"
#include "study/study.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace presencia::layer {

/// What one sector of aid serves.
struct Sector {
    std::optional<study::Family> family;
    ObjectiveShares objectives;  ///< none where the sector is of no objective
};

/// Sectors of aid (OECD DAC purpose codes) to families and objectives: layers/sites/sectors.toml, never compiled in.
class SectorTable {
public:
    SectorTable() = default;
    /// Throws file_missing, study_syntax (also where the weights of a code do not sum to 1).
    explicit SectorTable(const std::filesystem::path& file);

    /// The sector of a code: its own entry, else that of the category its first three digits name. Null where neither is there.
    const Sector* find(std::string_view code) const;
    std::size_t size() const noexcept { return sectors_.size(); }

private:
    std::map<std::string, Sector, std::less<>> sectors_;
};

}  // namespace presencia::layer
