// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/result.hpp"

#include <optional>

namespace presencia::gap {

/// Incidents of a department, where a study knows them no finer.
struct DepartmentIncidents {
    std::string country, department;     ///< as the municipalities have it
    Maybe<std::int64_t> incidents;       ///< no_record where nothing speaks of it
};

/// What compute_gap joins. All by municipality, in (country, code) order.
struct GapInput {
    const study::Study& study;
    const layer::MunicipalityTable& municipalities;
    const layer::SiteTable& sites;
    const reach::Reach& reach;
    std::vector<Maybe<std::int64_t>> incidents;  ///< of the at-risk group; no_record where unknown
    std::vector<std::int64_t> incidents_located;
    std::vector<std::uint8_t> listed;            ///< rule = list
    std::vector<std::uint8_t> compared;          ///< `compare`; empty where there is none
    study::DisclosureClass incident_disclosure;
    /// Located weight by the set of families that reach the place (join::Tally::by_families): lets disclosure see the small counts that two nested catchments would give by
    /// subtraction. May be empty: then each family is looked at alone.
    std::vector<std::array<std::int64_t, join::family_masks>> located_by_families{};
    std::string uncounted_layers{};  ///< incident layers of which no row was counted, and why; empty where there is none. Explains rule_no_difference.
    /// Given: the incidents of the at-risk group are known by department alone. Municipalities inherit its rate and risk, and `incidents` is not looked at.
    std::optional<std::vector<DepartmentIncidents>> departments{};
};

/// Population to use (column, table, else a usable surface), rates, rule, presence, gap classes, unreached people and need, scores, ranks, confidence and roll-ups: product.md
/// section 3. Errors: rule_without_denominators, rule_no_difference.
Result compute_gap(const GapInput& input);

/// Rounds every measure of every municipality, once, to 12 significant digits: what is handed on, classed, ranked and drawn is this value.
void finish(Result& result);

/// The steps of compute_gap that depend on other municipalities, run again by the disclosure stage: ranks and percentiles over those with a known measure.
void rank(Result& result, const study::Study& study);
/// Everything that follows from `at_risk` as it stands: gap classes and the two counts set beside a list. `target` is the reach that counts as reached.
void classify(Result& result, double target);
/// What a reader must know about the result as it stands, in the study's language.
std::vector<std::string> explain_rule(const Result& result, const study::Study& study);
/// Sums over departments, countries and the region, from what the municipalities hold (suppressed parts are counted apart).
std::vector<RollUp> roll_up(const Result& result, const study::Study& study);

}  // namespace presencia::gap
