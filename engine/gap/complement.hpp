// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/result.hpp"

namespace presencia::gap {

/// Municipalities, departments, countries and the region as a tree. Nodes are in the order of Result::roll_ups: departments, countries, the region last.
struct Tree {
    std::vector<int> department;                    ///< node of each municipality
    std::vector<int> parent;                        ///< by node; -1 for the region
    std::vector<std::vector<std::size_t>> members;  ///< municipalities below each node, ascending
    int region() const { return static_cast<int>(parent.size()) - 1; }
    /// The node of the country of a municipality.
    int country(std::size_t municipality) const { return parent[static_cast<std::size_t>(department[municipality])]; }
};
Tree make_tree(std::span<const MunicipalityResult> municipalities);

using Counts = std::vector<Maybe<std::int64_t>>;

/// Which counts and totals are not shown.
struct Withheld {
    std::vector<std::uint8_t> small;         ///< by municipality: its own count is 1..threshold
    std::vector<std::uint8_t> hidden;        ///< small, or withheld so that totals do not tell
    std::vector<std::uint8_t> total_hidden;  ///< by node
    /// By municipality: the node whose shown total, less all that is shown below it, is the sum of this count and of the others with the same node; -1 where the count is shown or no
    /// shown total speaks of it.
    std::vector<int> residual;
    bool any() const;
    /// What an outsider sees of it.
    bool looks_like(const Withheld& other) const { return hidden == other.hidden && total_hidden == other.total_hidden; }
};

/// What withhold() looks at besides the counts, by municipality; all of it is public.
struct Surroundings {
    const Tree& tree;
    std::span<const int> pool;           ///< smoothing pool, -1 for none
    std::span<const double> population;  ///< NaN where unknown
};

/// Hides counts 1..threshold and then as many more as it takes until every shown total leaves at least two hidden counts (plus `extra[node]`) that do not have to be all but one 1, nor
/// all but one the threshold, and no smoothing pool has exactly one hidden member. Zeros are never hidden. The next to go is the municipality with the fewest people, not the one with
/// the fewest incidents: a choice by counts would tell their order. Where a group has no more to hide its total is hidden, and with it another group's, so that subtraction does not tell;
/// the region's total goes last. "All but one": a step taken only where every count is 1 would say that every count is 1. Cost: linear times the number of totals hidden.
Withheld withhold(const Surroundings& around, const Counts& counts, std::int64_t threshold, std::span<const int> extra);

/// For each hidden count, a stand-in that outsiders can compute: the rest of its residual total shared out by population (equally where one is unknown). Shown counts stay. Where no
/// shown total speaks of a count, the middle of 1..threshold.
std::vector<Maybe<double>> share_out(const Withheld& withheld, const Counts& counts, std::span<const double> population, std::int64_t threshold);

}  // namespace presencia::gap
