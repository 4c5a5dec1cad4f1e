// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/tiles/classify.hpp"

#include <vector>

namespace presencia::emit {

/// What a style's properties say of every municipality of the table, whether a run made it or a store gave it back.
/// `by_counts`: the study's rule of risk is one of counts, and the style shows what it names for that. An empty cell
/// gives the reason why it is empty. Throws Error(study_bad_value), with the style's file, line and key, for a property
/// that the table does not have (with the nearest one that it has) and for one whose values are no numbers where
/// numbers are classed. Cost: rows.
std::vector<MapValue> map_values(const StyleTemplate& style, const Table& municipalities, bool by_counts);

/// The property that a measure shows: its own, or that for counts.
const StyleProperty& shown_property(const StyleMeasure& measure, bool by_counts);

}  // namespace presencia::emit
