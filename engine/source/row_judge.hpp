// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace presencia::source {

/// Tells rows of data from what else stands in a table: totals, notes, the header again. What it says of a row depends on nothing but that
/// row, and it is asked by several threads at once.
class RowJudge {
public:
    virtual ~RowJudge() = default;
    /// A look at the bytes as they stand in the file: false where judge() would find nothing. Asked of every row that is read as a row, so it
    /// costs some nanoseconds.
    virtual bool suspicious(std::int64_t line, std::span<const std::string_view> cells) const = 0;
    /// Whether every row must be asked about: plain lines, too, which are otherwise taken as they stand.
    virtual bool asked_of_all() const { return false; }
    /// Why the record is no row of data: row_blank, row_total, row_note, row_header or row_other_table; nothing where it is one. Cells in UTF-8.
    virtual std::optional<ErrorCode> judge(std::int64_t line, std::span<const std::string_view> cells) const = 0;
};

}  // namespace presencia::source
