// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/open.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace presencia::source {

/// One record of a table as it stands: no header taken off, no number of cells asked for.
struct SampleRow {
    std::int64_t line = 0;           ///< line of the file where it begins, row of a sheet
    std::vector<std::string> cells;  ///< UTF-8, without blanks at either end
};

/// The first records of a table.
struct TableSample {
    char delimiter = ',';  ///< of a CSV
    std::vector<SampleRow> rows;
    bool whole = false;  ///< no record lies behind
};

inline constexpr std::size_t sample_most_rows = 10'000;
inline constexpr std::size_t sample_most_bytes = std::size_t{1} << 20;

/// True for the files that are tables of cells, whose header has to be found: CSV and spreadsheets.
bool is_table_of_cells(const std::filesystem::path& path);

/// At most `sample_most_rows` records and, of a CSV, as many as begin in the first `sample_most_bytes`. Records that cannot be read at all
/// (bad quotes, NUL) are passed over; cells with bytes that are not in the encoding are shown as CP1252 reads them. Errors as open_rows().
TableSample sample_table(const ReadPlan& plan);

}  // namespace presencia::source
