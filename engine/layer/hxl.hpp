// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/open.hpp"
#include "source/row_batch.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Hashtags of the Humanitarian Exchange Language 1.1 (hxlstandard.org): "#adm2+code+v_pcode", attributes in any order and any case.
namespace presencia::layer::hxl {

/// Whether the cell is a hashtag, with attributes or without.
bool is_tag(std::string_view cell);
/// Lower case, without blanks, attributes by name: two spellings of one tag become one. Works for patterns too.
std::string normalised(std::string_view tag);
/// Whether a tag answers to a pattern, both normalised: the same hashtag, every "+attribute" of the pattern, none of its "-attribute"s.
bool matches(std::string_view pattern, std::string_view tag);
/// The tag that answers to the pattern with the fewest attributes beside it, the first of those; nothing where none does.
std::optional<std::size_t> find(std::string_view pattern, const std::vector<std::string>& tags);

/// Where in a table the row of tags is.
struct TagRow {
    std::size_t row = 0;            ///< of the batch, from 0; the rows above it are headings too
    std::vector<std::string> tags;  ///< normalised, one a column; "" where a column has none
};
/// The first row that is one of tags: at least half of its cells that are not blank. Only the first 25 rows are looked at, as other readers of HXL do.
std::optional<TagRow> find_tags(const source::RowBatch& first);

/// Opens a source below its row of tags, or as it is where it has none; errors as source::open_rows(). Only tables of cells (CSV, spreadsheets) are looked at.
std::unique_ptr<source::RowReader> open_rows(const source::ReadPlan& plan);

/// The rows below the tags. The columns keep the names of the header; tags() has what they are tagged.
std::unique_ptr<source::RowReader> below_tags(std::unique_ptr<source::RowReader> reader, TagRow tags);

}  // namespace presencia::layer::hxl
