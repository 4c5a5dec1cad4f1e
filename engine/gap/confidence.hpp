// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/result.hpp"

namespace presencia::gap {

/// How far the numbers of a municipality can be trusted: the worst of location precision, age of data, completeness and population basis, over the studied
/// families among the four. The table is in docs/methods.md.
Confidence confidence_of(const std::array<reach::FamilyReach, study::family_count>& families,
                         const std::array<bool, study::family_count>& studied, std::string_view population_basis, Date as_of);

}  // namespace presencia::gap
