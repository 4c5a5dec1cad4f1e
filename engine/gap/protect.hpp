// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/complement.hpp"
#include "gap/judge.hpp"

namespace presencia::gap {

/// What may be shown of counts, totals and the rule's verdicts.
struct Protection {
    Withheld withheld;
    std::vector<Maybe<bool>> at_risk;  ///< suppressed where the verdict could depend on a hidden count
    std::int64_t verdicts_hidden = 0;  ///< of municipalities whose count is shown
    std::int64_t pinned = 0;           ///< hidden counts that nothing protects (a study with a single count above zero)
};

/// Hides counts and totals (withhold) and every verdict, of hidden counts and of shown ones, that could depend on a hidden count (settled). Then plays the reader: for every hidden count looks for
/// another world, with another count there, the same totals and incidents moved to or from others of the same total, in which all of this would look exactly the same. Where there is none one
/// more count of that total is hidden. Deterministic. Cost: a few times withhold() for each hidden count.
Protection protect(const RiskContext& context, const Tree& tree, const Counts& counts, std::span<const int> pool, std::int64_t threshold);

}  // namespace presencia::gap
