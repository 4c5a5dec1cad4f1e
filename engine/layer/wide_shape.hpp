// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/wide_rows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// The calendar year that a column's name is: "2011", "Año 2011", "2011.0" of a sheet; nothing for "pob_2011", whose
/// year is the study's choice, and for years outside 1900 to 2100.
std::optional<int> year_of_column(std::string_view name);
/// The month, 1 to 12, that a column's name is in Spanish or English, in full or short; nothing for a number.
std::optional<int> month_of_column(const Dialects& dialects, std::string_view name);

/// How a table of these columns is to be unfolded: as the study says (`wide`), else as its dialect does, else, of a
/// table without a dialect and without geometries, by columns that are years (two or more) or months (three or more), where no other column
/// tells the year or the month and none holds the counts. Not given: it is read as it stands. What is settled without
/// the study is added to context.guesses. Errors: column_missing where the study names a column that is not there;
/// study_bad_value where a column that it names is neither year nor month; study_contradiction where the table has a
/// column of the new one's name.
source::WideShape wide_shape(const SourceContext& context, const std::vector<std::string>& columns,
                             bool has_geometry);

}  // namespace presencia::layer
