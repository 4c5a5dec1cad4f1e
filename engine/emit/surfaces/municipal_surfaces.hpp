// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "emit/cells.hpp"
#include "emit/surfaces/surface.hpp"

#include <vector>

namespace presencia::emit {

/// What the table of municipalities says, at every cell of a municipality: `gap_class` (the widest and each studied family's, as codes), `gap` (the measures of product.md's gaps that do not grow with
/// the municipality, and unreached need, which is the whole municipality's) and `concurrence` (families present: the number where it is settled, and its two bounds). Counts are not spread over cells.
std::vector<Surface> municipal_surfaces(const Table& municipalities, Language language);

}  // namespace presencia::emit
