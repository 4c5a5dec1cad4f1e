// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/municipality_features.hpp"

#include <vector>

namespace presencia::layer {

/// Makes municipalities of features, sorted by (country, code). Features that share country, code and name (compared
/// without case and accents) are parts of one, united and said so, with the people counted once; identical geometry
/// twice is a duplicate. What becomes of each feature is counted in `ledgers` (one a source). Independent of the order
/// of the features, but for the rows that messages name. Errors: municipality_two_names with the list, unless every
/// source concerned has merge_parts (then the lowest name stays); municipality_twice where parts disagree on the
/// people, or were in force one after the other within the period.
std::vector<Municipality> unite_parts(const study::Study& study, std::vector<MunicipalityFeature> features,
                                      std::vector<Ledger>& ledgers);

}  // namespace presencia::layer
