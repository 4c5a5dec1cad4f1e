// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "layer/source_context.hpp"
#include "source/row_batch.hpp"

#include <string>
#include <vector>

namespace presencia::layer {

/// Settles context.dialect, the known source whose layout a file has: the study's `dialect`, else the one that the
/// names of its columns give away; of a raster, `columns` being empty, its file's name. Records it among the guesses
/// with what the source warns of and what is to be known of it. Throws study_bad_value where the study names a dialect
/// that is not there.
void settle_layout(const SourceContext& context, const std::vector<std::string>& columns);

/// The same where the first row of a file may be no header but one of the rows of a known source whose files have none:
/// their columns' names, or nothing. To be asked before settle_layout(), and only where the study gives no header.
std::vector<std::string> settle_headerless_layout(const SourceContext& context,
                                                  const std::vector<std::string>& first_row);

/// Says in the ledger what a reader must know of its rows: the source's warning, and how many rows of the file they
/// come from where they were unfolded.
void note_layout(const SourceContext& context, const source::RowReader& reader, Ledger& ledger);

}  // namespace presencia::layer
