// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/gap.hpp"

namespace presencia::gap {

/// Withholds a municipality's count and everything computed from it. at_risk stays as it is.
void withhold_need(MunicipalityResult& m);

/// Withholds f_reach_need, and what follows from it, where 1..threshold located incidents lie within or outside a family's catchments, or within one family's and not in another's
/// that lies inside it. Returns the number of municipality x family.
std::int64_t withhold_small_parts(Result& result, const GapInput& input, std::int64_t threshold);

/// Withholds the numbers of services (with all ratios) and of programmes that hold one or two sensitive sites, and distances measured to sensitive sites. Returns the number of municipality x
/// family with something withheld.
std::int64_t withhold_sensitive_sites(Result& result, const GapInput& input);

}  // namespace presencia::gap
