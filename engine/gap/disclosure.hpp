// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/gap.hpp"

namespace presencia::gap {

/// What the profile withheld, for the audit line of every output.
struct DisclosureReport {
    study::Profile profile = study::Profile::public_;
    std::int64_t threshold = 0;              ///< counts 1..threshold are suppressed; 0: none
    std::int64_t suppressed_small = 0;       ///< municipalities
    std::int64_t suppressed_complement = 0;  ///< so that totals do not reveal the former
    std::int64_t totals_suppressed = 0;      ///< roll-ups
    std::int64_t site_counts_suppressed = 0;  ///< municipality x family
};

/// Counts 1..threshold that the profile withholds for a class of incidents (product.md section 6); 0: none.
std::int64_t suppression_threshold(study::Profile profile, study::DisclosureClass incident_class, std::int64_t min_count);

/// Applies the study's profile to a result: small counts, all computed from them, complementary cells, at_risk where it would tell, sensitive sites, ranks, roll-ups. Everything an output
/// writes must come from the result after this. `needs` recomputes at_risk for other counts (same inputs as compute_gap).
DisclosureReport disclose(Result& result, const GapInput& input);

}  // namespace presencia::gap
