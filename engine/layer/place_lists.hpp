// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/place_rows.hpp"
#include "source/row_batch.hpp"

#include <string>
#include <vector>

namespace presencia::layer {

/// Which columns of a layer of sites may hold several places in one cell: those of the coordinates, and of what says how well a place is known. None unless the study says `several_places = true`, or
/// the file's dialect does and the study does not say otherwise; nor where a file has geometries.
source::PlaceLists place_lists(const SourceContext& context, const std::vector<std::string>& columns, bool has_geometry);

/// Says among the guesses that rows of the sample hold several places, where some do.
void guess_places(const SourceContext& context, const source::RowBatch& sample);

}  // namespace presencia::layer
