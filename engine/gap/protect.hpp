// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/complement.hpp"
#include "gap/judge.hpp"

namespace presencia::gap {

/// What may be shown of counts, totals and the rule's verdicts.
struct Protection {
    Withheld withheld;
    std::vector<Maybe<bool>> at_risk;  ///< suppressed where the verdict would tell
    std::int64_t verdicts_hidden = 0;  ///< of municipalities whose count is shown
    std::int64_t pinned = 0;           ///< hidden counts that no pattern can protect (a study with a single count above zero)
};

/// Hides counts and totals (withhold) and verdicts: of hidden counts those that differ within what the count could be (settled); of shown counts none at first. Then plays the reader: for
/// every hidden count looks for another world, with another count there, the same totals and a count moved to or from a neighbour in the same total, in which all of this would look
/// exactly the same. Where there is none because of the pattern, one more count of that total is hidden; where there is none because of the verdicts, those nearest the cut go, 1, 2, 4 ...
/// on either side, at last all that are not settled. Deterministic. Cost: some n log n a hidden count.
Protection protect(const RiskContext& context, const Tree& tree, const Counts& counts, std::span<const int> pool, std::int64_t threshold);

}  // namespace presencia::gap
