// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/dialect.hpp"
#include "source/row_batch.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// A column that is called much as those of its role are: `[likely]` of the dialects.
struct LikelyColumn {
    std::size_t column = 0;
    std::optional<int> year;  ///< of the values, where the name says it: "pob_2013"
};

/// The column of `columns` (folded) that plays `role` by a likely spelling, the best spelling first; nothing where none does, and where several do of which one names a year: which of
/// "pob_2005" and "pob_2016" is meant is not for us to say.
std::optional<LikelyColumn> likely_column(const Dialect& dialect, std::string_view role, const std::vector<std::string>& columns);

/// The year that a column's name gives beside a spelling of the role, certain or likely: 2013 for "pob_2013"; nothing where the name is anything else. `column` is folded.
std::optional<int> year_beside(const Dialect& dialect, std::string_view role, const std::string& column);

/// Whether the sample's cells of two columns may be coordinates: at least half of those that are filled are numbers or degrees, and they are not just small whole numbers, as counts by
/// region headed "Norte" and "Este" are.
bool may_be_coordinates(const source::RowBatch& sample, std::size_t x, std::size_t y);

/// Whether the sample's cells of a column may be years: at least half of those that are filled are years from 1900 to 2100, or months of one.
bool may_be_years(const source::RowBatch& sample, std::size_t column);

}  // namespace presencia::layer
