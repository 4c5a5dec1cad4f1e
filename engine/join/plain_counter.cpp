// SPDX-License-Identifier: Apache-2.0
#include "join/plain_counter.hpp"

#include <span>

namespace presencia::join {

void PlainCounter::take(const layer::PlainIncidents& rows) {
    placer_.locate(std::span(rows.position).first(rows.size), std::span(found_).first(rows.size));
    std::int64_t located = 0;
    for (std::size_t k = 0; k < rows.size; ++k) {
        const MunicipalityIndex m = found_[k];
        if (m == nowhere) {
            take_outside(rows, k);
            continue;
        }
        ++located;
        count(rows.incident_class[k], families_ ? families_(LonLat::checked(rows.position[k].x, rows.position[k].y).value_or(LonLat{}), m) : 0, m);
    }
    located_ += located;
    watch_.add_within(located);
}

void PlainCounter::take_outside(const layer::PlainIncidents& rows, std::size_t k) {
    watch_.add(rows.position[k]);
    const LonLat position = LonLat::checked(rows.position[k].x, rows.position[k].y).value_or(LonLat{});
    const Placement placement = placer_.place_outside(position);
    if (placement.how == Placed::snapped) {
        ++snapped_;
        count(rows.incident_class[k], families_ ? families_(position, placement.municipality) : 0, placement.municipality);
    } else {
        outside_->push_back(rows.row[k]);
    }
}

bool PlainCounter::open(std::size_t set) {
    if (set / family_masks >= layer::IncidentStream::most_classes) return false;
    if (set >= counts_.size()) counts_.resize((set / family_masks + 1) * family_masks);
    counts_[set].assign(units_, 0);
    return true;
}

void PlainCounter::add_to(std::vector<Tally>& tallies, const layer::IncidentLanes& lanes, unsigned lane, Ledger& ledger, SwapWatch& watch) const {
    ledger.located += located_;
    ledger.snapped += snapped_;
    watch.add(watch_);
    for (std::size_t set = 0; set < counts_.size(); ++set) {
        const std::vector<std::int64_t>& counters = counts_[set];
        if (counters.empty()) continue;
        Tally& tally = tallies[lanes.class_index(lane, static_cast<std::uint32_t>(set / family_masks))];
        for (std::size_t m = 0; m < counters.size(); ++m) {
            if (counters[m] == 0) continue;
            tally.weight[m] += counters[m];
            tally.located[m] += counters[m];
            tally.by_families[m][set % family_masks] += counters[m];
            tally.has_row[m] = 1;
        }
    }
}

}  // namespace presencia::join
