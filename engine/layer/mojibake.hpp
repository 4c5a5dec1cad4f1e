// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/table_sample.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace presencia::layer {

/// The columns of a sample whose text was encoded twice ("AÃ±o"), and with certainty: there are cells beyond ASCII, and every one of them can
/// be decoded once more. They are recorded as a guess; a column of which only some can is left as it is, and that is said too. `first`: index
/// of the first row below the header, whose cells are `header`. Empty where no column is to be repaired.
std::vector<bool> doubly_encoded(const SourceContext& context, const source::TableSample& sample, std::size_t first,
                                 const std::vector<std::string>& header);

}  // namespace presencia::layer
