// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/gap.hpp"

namespace presencia::gap {

/// What the profile withheld, for the audit line of every output.
struct DisclosureReport {
    study::Profile profile = study::Profile::public_;
    std::int64_t threshold = 0;              ///< counts 1..threshold are suppressed; 0: none
    /// Municipalities whose count is withheld: small ones, and those withheld so that totals do not reveal them. Never told apart: how many are small would tell about them.
    std::int64_t suppressed = 0;
    std::int64_t totals_suppressed = 0;      ///< roll-ups
    std::int64_t verdicts_suppressed = 0;    ///< municipalities whose count is shown and whose at_risk is not, since it could depend on another's count
    std::int64_t parts_suppressed = 0;       ///< municipality x family: f_reach_need would give a small count within or outside a catchment
    std::int64_t unprotected = 0;            ///< hidden counts that the total of the whole input gives away (a study with a single count above zero): show no ledger of that layer
    std::int64_t site_counts_suppressed = 0;  ///< municipality x family
};

/// Counts 1..threshold that the profile withholds for a class of incidents (product.md section 6); 0: none. `min_count` (0: not given) withholds what lies below it, where that is more.
std::int64_t suppression_threshold(study::Profile profile, study::DisclosureClass incident_class, std::int64_t min_count);

/// Whether the profile shows nothing about incidents at all at this level: communities and grids, in public.
bool withholds_all_need(study::Profile profile, study::Level level);

/// Applies the study's profile to a result: small counts, all computed from them, complementary cells, at_risk where it would tell, sensitive sites, ranks, roll-ups, decimals. Everything
/// an output writes must come from the result after this. `input` is that of compute_gap; its sites are those the catchments were made of (sensitive ones known to municipality level). What a
/// count's neighbours were computed from it (smoothing) is computed again from what is shown, and verdicts that could depend on a hidden count are
/// withheld, so that the result is a function of shown counts and totals; protect() makes sure that these fit at least two counts in every hidden cell.
DisclosureReport disclose(Result& result, const GapInput& input);

/// What a reader must know about a disclosed result, what was withheld included, in the study's language: disclose() leaves it in Result::notes.
std::vector<std::string> explain_disclosed(const Result& result, const DisclosureReport& report, const study::Study& study);

}  // namespace presencia::gap
