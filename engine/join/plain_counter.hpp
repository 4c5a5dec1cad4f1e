// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "join/place.hpp"
#include "join/swap_watch.hpp"
#include "join/tally.hpp"
#include "layer/incident_lanes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace presencia::join {

/// Places and counts the plain rows of one lane while they are at hand. They are sums, so the order in which lanes come to their rows does not matter; only the rows outside of every municipality are
/// kept, for the books of their piece. Counters are kept by class, set of families and municipality, each set's when it first comes: what is counted stays in a processor's nearest memory.
class PlainCounter final : public layer::PlainSink {
public:
    /// `families` may be empty: then no family reaches anywhere.
    PlainCounter(const Placer& placer, const FamiliesReaching& families, std::size_t units, const geo::Box& extent)
        : placer_(placer), families_(families), units_(units), watch_(extent) {}

    /// Where the lines of rows outside go from here on.
    void begin(std::vector<std::int64_t>& outside) { outside_ = &outside; }
    void take(const layer::PlainIncidents& rows) override;

    /// Adds what was counted; `tallies` are the layer's, by class. After the last piece is settled.
    void add_to(std::vector<Tally>& tallies, const layer::IncidentLanes& lanes, unsigned lane, Ledger& ledger, SwapWatch& watch) const;

private:
    void count(std::uint32_t of_class, unsigned families, MunicipalityIndex m) {
        const std::size_t set = of_class * family_masks + families;
        if ((set >= counts_.size() || counts_[set].empty()) && !open(set)) return;
        ++counts_[set][static_cast<std::size_t>(m)];
    }
    /// False for a class beyond those that a layer may have: settling the piece will refuse it.
    bool open(std::size_t set);
    void take_outside(const layer::PlainIncidents& rows, std::size_t k);

    const Placer& placer_;
    const FamiliesReaching& families_;
    std::size_t units_;
    SwapWatch watch_;
    std::vector<std::int64_t>* outside_ = nullptr;
    std::int64_t located_ = 0, snapped_ = 0;
    std::vector<std::vector<std::int64_t>> counts_;  ///< [class as the lane numbers them x family_masks + set of families][municipality]; empty where it never came
    std::array<MunicipalityIndex, layer::PlainIncidents::most> found_;
};

}  // namespace presencia::join
