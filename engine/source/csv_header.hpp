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

/// The delimiter among ',' ';' tab '|' that cuts the first lines of `sample` into the same number of cells, at least
/// two; where several do, the one that makes most cells. ',' where none does. `whole`: the file is no longer than the
/// sample.
char find_delimiter(std::string_view sample, bool whole);

/// The header's cells as column names in UTF-8. Throws encoding_invalid, file_limit (more than 1024 columns).
std::vector<std::string> header_names(const CsvTokenizer& header, Encoding encoding, const std::string& shown_name);

/// Delimiter, byte order mark and columns of an opened file.
CsvHeader read_csv_header(const InputFile& file, const ReadPlan& plan);

}  // namespace presencia::source
