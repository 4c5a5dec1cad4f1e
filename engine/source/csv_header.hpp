// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/column_names.hpp"
#include "source/csv_tokenizer.hpp"
#include "source/input_file.hpp"
#include "source/open.hpp"
#include "source/text_encoding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {

/// The delimiter among ',' ';' tab '|' that cuts most of the first records of `sample` into the same number of cells, at least two; where
/// several do, the one that makes most cells. Commas between digits are decimal marks where another delimiter cuts the records too. ',' where
/// none does. `whole`: the file is no longer than the sample.
char find_delimiter(std::string_view sample, bool whole);

/// The header's cells in UTF-8, as they stand. Throws encoding_invalid, file_limit (more than 1024 columns).
std::vector<std::string> header_names(const CsvTokenizer& header, Encoding encoding, const std::string& shown_name);

/// Delimiter, encoding, byte order mark and columns of an opened file.
CsvHeader read_csv_header(const InputFile& file, const ReadPlan& plan);

}  // namespace presencia::source
