// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/table_sample.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace presencia::layer {

/// The row of a sample that names the columns.
struct HeaderRow {
    std::size_t index = 0;  ///< among the sample's rows
    std::size_t known = 0;  ///< roles of the layer that its names are recognised for
};

/// The header of a table: the first row, where that can be one; else, below titles, the row whose names the dialects know best, or failing
/// that the first that fills most of the table's width with words. A row of numbers is none, but for years. `sample` must have a row.
HeaderRow find_header(const SourceContext& context, const source::TableSample& sample);

/// The upper row of a header that stands in two, of which `sample.rows[index]` is one: a row of groups (years, departments) above names that come back, or names above those of what they are split
/// into. Nothing where the header is one row.
std::optional<std::size_t> upper_of_two(const SourceContext& context, const source::TableSample& sample, std::size_t index);

/// Cells that are not empty.
std::size_t filled_cells(const std::vector<std::string>& cells);

/// True for texts that can only be numbers: digits, signs, marks of decimals and thousands, at least one digit.
bool looks_numeric(std::string_view text);

/// "1987", "2013".
bool is_year(std::string_view text);

}  // namespace presencia::layer
