// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/result.hpp"

namespace presencia::gap {

/// Columns one and two of the table in product.md section 3, first match wins. `sites` are operating services in the municipality; `complete`: every layer of the
/// family is complete there.
Presence presence_of(std::int64_t sites, const Maybe<double>& reach, bool complete, double target);

/// Column three of that table. A withheld `at_risk` gives `suppressed`.
GapClass gap_class_of(const Maybe<bool>& at_risk, Presence presence, const Maybe<double>& reach, double target);

/// The share of the families' services that reaches the people of a municipality: mean, geometric mean or minimum of its reaches, over the studied four; null where one is
/// null. `as_if_reached`: families not complete there count as reaching all. not_studied where none of the four is.
Maybe<double> presence_index(const std::array<FamilyResult, study::family_count>& family,
                             const std::array<bool, study::family_count>& studied, study::IndexMean mean, bool as_if_reached);

/// Everything about one family in one municipality that follows from its reach, not yet rounded. `population` and `incidents` are those of the municipality.
FamilyResult family_result(const reach::FamilyReach& reach, const Maybe<double>& population, const Maybe<std::int64_t>& incidents);

/// Expected incidents outside reach, by family, their mean over the studied four (null where one is) and that mean per 100,000 people and year: from what the municipality
/// holds as expected incidents and f_reach_need.
void set_unmet_need(MunicipalityResult& m, const std::array<bool, study::family_count>& studied, double years);

}  // namespace presencia::gap
