// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/complement.hpp"

#include <functional>
#include <optional>

namespace presencia::gap {

struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// What everyone may take the counts to be: the count itself where shown, an interval that holds it where hidden, and the sums of hidden counts that the shown totals give.
struct Bounds {
    struct Group {
        std::vector<std::size_t> members;
        std::optional<std::int64_t> sum;  ///< nothing where no shown total speaks of them
    };
    std::vector<std::int64_t> low;
    std::vector<std::int64_t> high;
    std::vector<Group> groups;  ///< every hidden count is in one
};

/// 1..threshold for a small count; for one hidden for the others' sake 1 up to all that its residual total leaves.
Bounds bounds(const Withheld& withheld, const Counts& counts, std::int64_t threshold);

using Chosen = std::function<bool(std::size_t)>;

/// The sum of the chosen members of a group: between what their bounds allow and what the others leave of the group's sum.
Range sum_range(const Bounds& bounds, const Bounds::Group& group, const Chosen& chosen);

/// What is known of a smoothing pool: the range of its incidents and of the sum of incidents^2 / person-years, from which mean and variance follow.
struct PoolRange {
    Range incidents;
    Range squares;
    double person_years = 0.0;
    double members = 0.0;
};

/// `person_years` by municipality; `chosen`: the pool's members, all with a record and people. The least sum of squares spreads a group's sum as evenly over person-years as its bounds
/// allow; the most is bounded by the chords of the squares, filled from the steepest. Cost: n log n.
PoolRange pool_range(const Bounds& bounds, const Counts& counts, std::span<const double> person_years, const Chosen& chosen);

}  // namespace presencia::gap
