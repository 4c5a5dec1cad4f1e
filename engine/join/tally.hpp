// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "join/place.hpp"
#include "join/swap_watch.hpp"
#include "layer/incidents.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace presencia::join {

inline constexpr std::size_t family_masks = std::size_t{1} << study::family_count;

/// Incident weight of one layer and class by municipality (by department, of layers that know no more). All vectors have one element each.
struct Tally {
    std::string layer;
    std::string incident_class;
    std::vector<std::int64_t> weight;                                ///< all that counts there
    std::vector<std::int64_t> located;                               ///< placed by coordinates (inside or snapped)
    std::vector<std::array<std::int64_t, family_masks>> by_families;  ///< of `located`, by the set of families whose catchments hold the place
    std::vector<std::uint8_t> has_row;                               ///< 1 where a row, even a count of 0, speaks of the municipality
};

/// The set of families (bit = study::Family) with an operating site in reach of a position that lies in the municipality; empty where no family reaches anywhere.
using FamiliesReaching = std::function<unsigned(LonLat, MunicipalityIndex)>;

/// Streams one incident layer into tallies, one a class: duplicates first (a pass of their own, only where the layer has ids), then place and count. The ledger
/// balances at the end (asserted). `units` are the municipalities, or where rows are keyed `by` department those of the gazetteer: a tally has one element each. Incidents are never held: memory is counters only. `extent` is the study's; throws coordinates_swapped where most positions fit it only
/// when swapped.
std::vector<Tally> tally_incidents(layer::IncidentStream& stream, const Placer& placer, const layer::Gazetteer& gazetteer, layer::KeyedBy by, std::size_t units, const geo::Box& extent, const FamiliesReaching& families,
                                   Ledger& ledger, unsigned threads, Progress& progress);

}  // namespace presencia::join
