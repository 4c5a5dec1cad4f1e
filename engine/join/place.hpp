// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "join/locator.hpp"
#include "layer/tables.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace presencia::join {

/// Municipality codes to indices: exact (country, code) first, then code alone where one country has it; leading zeros are restored where all
/// codes of the country have one length ("101" = "0101").
class CodeIndex {
public:
    explicit CodeIndex(const layer::MunicipalityTable& table);
    /// `country` "" where the row does not say; nowhere where unknown or carried by several countries.
    MunicipalityIndex find(std::string_view country, std::string_view code) const;

private:
    std::unordered_map<std::string, MunicipalityIndex> by_identity_;  // country + '\0' + code
    std::unordered_map<std::string, MunicipalityIndex> by_code_;      // nowhere where ambiguous
    std::unordered_map<std::string, std::size_t> code_length_;        // by country, 0 where codes differ in length
};

enum class Placed : std::uint8_t { located, snapped, by_key, outside, unknown_key, no_key };

struct Placement {
    MunicipalityIndex municipality = nowhere;
    Placed how = Placed::outside;
};

/// The join of product.md section 3: coordinates first (inside, borders included, lowest identity; else the nearest within `snap`), the key
/// only where there are no usable coordinates.
class Placer {
public:
    Placer(const Locator& locator, const CodeIndex& codes, Metres snap) : locator_(locator), codes_(codes), snap_(snap) {}
    Placement place(LonLat position, std::string_view country, std::string_view code) const;

private:
    const Locator& locator_;
    const CodeIndex& codes_;
    Metres snap_;
};

/// Gives every site its municipality and settles the ledgers of the site layers; sites that nothing places are dropped from the table and counted
/// (outside, or rejected with their reason).
void place_sites(layer::SiteTable& sites, const study::Study& study, const Locator& locator, const CodeIndex& codes);

/// Gives every population point its municipality (no snapping), drops those outside (counted) and sorts the rest.
void place_population(layer::PopulationSurface& surface, const Locator& locator);

}  // namespace presencia::join
