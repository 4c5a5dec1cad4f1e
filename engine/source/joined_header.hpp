// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace presencia::source {

/// One row of names out of a header that stands in two, as wide as the wider of them: "2012 Hombres" where "2012" stands above "Hombres", the one of both where the other is blank, and one of two
/// that are the same. A label above a name stands over the columns to its right too, as a merged cell does, as long as the upper row is blank there and the lower one is not; of the last label
/// no further than over the names that all labels before it stand over. Names are trimmed and may come back.
std::vector<std::string> joined_header(const std::vector<std::string>& upper, const std::vector<std::string>& lower);

}  // namespace presencia::source
