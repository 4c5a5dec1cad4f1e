// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/csv_tokenizer.hpp"
#include "source/input_file.hpp"
#include "source/open.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {

/// How the bytes of a text file are to be understood.
enum class Encoding : std::uint8_t { utf8, cp1252 };

/// The encoding that a plan names: "utf-8" (also ""), "cp1252" and what it is a superset of. Throws file_encoding.
Encoding parse_encoding(const ReadPlan& plan);

/// Length of the UTF-8 byte order mark at the beginning, 0 or 3. Throws file_encoding for UTF-16 and UTF-32, with or
/// without a mark: no byte of those can be trusted to mean a letter.
std::size_t check_byte_order(std::string_view beginning, const std::string& shown_name);

/// The delimiter among ',' ';' tab '|' that cuts the first lines of `sample` into the same number of cells, at least two;
/// where several do, the one that makes most cells. ',' where none does. `whole`: the file is no longer than the sample.
char find_delimiter(std::string_view sample, bool whole);

/// Names as columns: trimmed, unnamed ones called "column_N", repeated ones told apart by "_2", "_3" ...
std::vector<std::string> distinct_names(std::vector<std::string> names);

/// The header's cells as column names in UTF-8. Throws encoding_invalid, file_limit (more than 1024 columns).
std::vector<std::string> header_names(const CsvTokenizer& header, Encoding encoding, const std::string& shown_name);

/// Delimiter, byte order mark and columns of an opened file.
CsvHeader read_csv_header(const InputFile& file, const ReadPlan& plan);

}  // namespace presencia::source
