// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "join/locator.hpp"
#include "layer/gazetteer.hpp"
#include "layer/tables.hpp"

#include <cstdint>
#include <span>

namespace presencia::join {

enum class Placed : std::uint8_t { located, snapped, by_key, outside, unknown_key, ambiguous_key, split_key, contradicted_key, no_key };

/// Whether a row went by its key, found or not.
bool asked(Placed how);

struct Placement {
    MunicipalityIndex municipality = nowhere;
    Placed how = Placed::outside;
};

/// The join of product.md section 3: coordinates first (inside, borders included, lowest identity; else the nearest within `snap`), the key
/// only where there are no usable coordinates.
class Placer {
public:
    Placer(const Locator& locator, Metres snap) : locator_(locator), snap_(snap) {}
    /// `keys` remembers: one a thread. `match` is what the key was found to be, where it was asked (asked()).
    Placement place(LonLat position, const layer::PlaceKey& key, layer::KeyMemo& keys, layer::KeyMatch& match) const;
    /// `out[k]`: the municipality that holds `points[k]`, as place() finds it first.
    void locate(std::span<const Point<Wgs84>> points, std::span<MunicipalityIndex> out) const { locator_.locate(points, out); }
    /// The rest of place() for a position that no municipality holds.
    Placement place_outside(LonLat position) const;

private:
    const Locator& locator_;
    Metres snap_;
};

/// The department of a row that is known by it alone: `municipality` of the placement is then an index into the gazetteer's departments, and so `keys` must be one of departments.
Placement placed_by_department(const layer::PlaceKey& key, layer::KeyMemo& keys, layer::KeyMatch& match);

/// Counts one placed row in its ledger; rows outside and rows that nothing places are listed there with their reason. `key` is what the row is keyed by.
void count_placement(Ledger& ledger, Placed how, std::int64_t row, const layer::PlaceKey& key);

/// Gives every site its municipality and settles the ledgers of the site layers; `by_layer` answers for the keys of each. Records of rows that are known by their department alone get that
/// department's own words; departments that nobody knows are listed with the layer's keys. Sites outside all municipalities stay (they may serve their country) with
/// municipality -1 and are counted as outside; sites whose only key is unknown are rejected and leave the table. Throws coordinates_swapped as tally_incidents does.
void place_sites(layer::SiteTable& sites, const study::Study& study, const geo::Box& extent, const Locator& locator, std::span<const layer::Gazetteer* const> by_layer);

/// Gives every population point its municipality (no snapping), drops those outside (counted, and listed where they have a row) and sorts the rest. Throws coordinates_swapped as
/// tally_incidents does.
void place_population(layer::PopulationSurface& surface, const geo::Box& extent, const Locator& locator);

}  // namespace presencia::join
