// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/tiles/classify.hpp"

#include <vector>

namespace presencia::emit {

/// The style as it is where the study's rule of risk is one of counts: what it names for that (`[counts]`) takes the
/// place of its measure and subtitle. The style itself where it names nothing.
StyleTemplate with_counts(StyleTemplate style);

/// What a style's properties say of every municipality of the table, whether a run made it or a store gave it back. An
/// empty cell gives the reason why it is empty. Throws Error(study_bad_value), with the style's file, line and key, for
/// a property that the table does not have (with the nearest one that it has) and for one whose values are no numbers
/// where numbers are classed. Cost: rows.
std::vector<MapValue> map_values(const StyleTemplate& style, const Table& municipalities);

}  // namespace presencia::emit
