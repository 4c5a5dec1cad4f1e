// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/complement.hpp"
#include "gap/judge.hpp"

namespace presencia::gap {

/// at_risk where the rule says the same for every set of counts that fits what is shown, and therefore tells nothing about any; else suppressed. Unknown measures keep their reason. What
/// fits: shown counts, the sums of hidden ones that shown totals give, 1..threshold for a small count, 1 up to what its sum leaves for one hidden for the others' sake (count_bounds).
/// Smoothed rates are bounded through mean and variance of the pool, whose range is cut into cells so that all rates of a pool move together. Never wrong where it settles; it may leave
/// open what a search of all sets would settle. Cost: cells x n log n.
std::vector<Maybe<bool>> settled(const RiskContext& context, const Tree& tree, const Withheld& withheld, const Counts& counts,
                                 std::int64_t threshold);

}  // namespace presencia::gap
