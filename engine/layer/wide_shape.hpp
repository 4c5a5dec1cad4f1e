// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/wide_rows.hpp"

#include <string>
#include <vector>

namespace presencia::layer {

/// How a table of these columns is to be unfolded: as the study says (`wide`), else as its dialect does, else, of a
/// table without a dialect and without geometries, by columns that are years (two or more), months (three or more) or months of years, where no other column
/// tells the year or the month and none holds the counts. Several columns of one year are rows of their own where they are parts of it (sexes, ages) or classes of incidents: the rest of their names is
/// a new column, `part` or `class` (wide_columns.hpp). Not given: it is read as it stands. What is settled without
/// the study is added to context.guesses. Errors: column_missing where the study names a column that is not there;
/// study_bad_value where a column that it names is neither year nor month; study_contradiction where the table has a
/// column of the new one's name, where counts stand under no name, and where nobody knows which columns of one year add up.
source::WideShape wide_shape(const SourceContext& context, const std::vector<std::string>& columns,
                             bool has_geometry);

}  // namespace presencia::layer
