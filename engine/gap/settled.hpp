// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/complement.hpp"
#include "gap/judge.hpp"

namespace presencia::gap {

/// What everyone may take each count to be: the count itself where shown, an interval that holds it where hidden.
struct Bounds {
    std::vector<std::int64_t> low;
    std::vector<std::int64_t> high;
};

/// 1..threshold for a small count; for one hidden for the others' sake 1 up to all that its residual total leaves.
Bounds bounds(const Withheld& withheld, const Counts& counts, std::int64_t threshold);

/// at_risk where the rule says the same for every set of counts within the bounds, and therefore tells nothing about any; else suppressed. Unknown measures keep their reason. Rates are
/// bounded through the pool's variance, whose bounds follow from those of the counts; a pool whose own total is not shown settles nothing. Never wrong where it settles; it may leave
/// open what a search of all sets would settle. Cost: n log n.
std::vector<Maybe<bool>> settled(const RiskContext& context, const Tree& tree, const Withheld& withheld, const Counts& counts,
                                 std::int64_t threshold);

}  // namespace presencia::gap
