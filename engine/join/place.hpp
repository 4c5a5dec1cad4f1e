// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "join/locator.hpp"
#include "layer/tables.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace presencia::join {

/// Municipality codes to indices. Codes are text: "101" is not "0101".
class CodeIndex {
public:
    explicit CodeIndex(const layer::MunicipalityTable& table);
    /// `country` "" where the row does not say; nowhere where the code is unknown, or carried by several countries.
    MunicipalityIndex find(std::string_view country, std::string_view code) const;

private:
    // country + '\0' + code, and '\0' + code for rows without a country; `nowhere` where several municipalities answer to the key.
    std::unordered_map<std::string, MunicipalityIndex> by_key_;
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
    /// `out[k]`: the municipality that holds `points[k]`, as place() finds it first.
    void locate(std::span<const Point<Wgs84>> points, std::span<MunicipalityIndex> out) const { locator_.locate(points, out); }
    /// The rest of place() for a position that no municipality holds.
    Placement place_outside(LonLat position) const;

private:
    const Locator& locator_;
    const CodeIndex& codes_;
    Metres snap_;
};

/// Counts one placed row in its ledger; rows outside and rows that nothing places are listed there with their reason.
void count_placement(Ledger& ledger, Placed how, std::int64_t row, std::string_view code);

/// Gives every site its municipality and settles the ledgers of the site layers. Sites outside all municipalities stay (they may serve their country) with
/// municipality -1 and are counted as outside; sites whose only key is unknown are rejected and leave the table. Throws coordinates_swapped as tally_incidents does.
void place_sites(layer::SiteTable& sites, const study::Study& study, const geo::Box& extent, const Locator& locator, const CodeIndex& codes);

/// Gives every population point its municipality (no snapping), drops those outside (counted, and listed where they have a row) and sorts the rest. Throws coordinates_swapped as
/// tally_incidents does.
void place_population(layer::PopulationSurface& surface, const geo::Box& extent, const Locator& locator);

}  // namespace presencia::join
