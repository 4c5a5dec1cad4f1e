// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/csv_marks.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace presencia::source {

/// What CsvTokenizer::next() met.
enum class CsvRecord : std::uint8_t {
    row,        ///< cells() holds it
    nul_byte,   ///< a record with a NUL byte in it
    bad_quote,  ///< a quote that does not close, or text behind a closing quote
    too_long,   ///< more than longest_record bytes
    need_more,  ///< the text ends within a record: feed() again from consumed() on
    end,        ///< nothing left
};

/// RFC 4180 over one block of text after another: quotes, doubled quotes and line ends within quotes; lines end with
/// LF, CRLF or CR; lines without anything but blanks are passed over. A quote within an unquoted cell is a letter like
/// any other. A record that is refused costs its first line only: reading goes on with the line behind that one, so a
/// lost quote cannot swallow the rest of a file. What is found does not depend on where blocks end. Cost: linear; a
/// record that a block cuts is scanned again.
class CsvTokenizer {
public:
    static constexpr std::size_t longest_record = std::size_t{1} << 20;  ///< bytes, without the line end
    static constexpr std::size_t most_cells = 1024;
    static constexpr std::size_t padding = CsvMarkCursor::padding;  ///< readable bytes wanted behind the text

    explicit CsvTokenizer(char delimiter) : delimiter_(delimiter), cursor_(delimiter) {}

    /// Goes on with `size` bytes at `bytes`, which begin with what was not consumed() before. The bytes are changed in
    /// place where quotes are doubled. `last`: the file ends with them.
    void feed(char* bytes, std::size_t size, bool last);
    CsvRecord next();

    /// Bytes of the fed text that are done with.
    std::size_t consumed() const noexcept { return begin_; }
    /// Cells of the row, views into the fed text; at most `most_cells` of cell_count().
    std::span<const std::string_view> cells() const noexcept { return {cells_.data(), stored_}; }
    std::size_t cell_count() const noexcept { return count_; }
    /// Line of the file where the record begins, from 1.
    std::int64_t line() const noexcept { return line_; }
    /// Line of the record that next() will look at.
    std::int64_t next_line() const noexcept { return next_line_; }
    /// False while the rest of a refused line lies ahead.
    bool between_records() const noexcept { return !skipping_; }
    /// Goes on behind `bytes` bytes of whole records that somebody else reads, `lines` lines of the file.
    void pass_over(std::size_t bytes, std::int64_t lines);
    /// False where no cell has a byte above 127.
    bool may_have_high_bytes() const noexcept { return cursor_.may_have_high(); }

private:
    CsvRecord scan_record();
    CsvRecord quoted_cell(std::size_t& position, std::string_view& cell);
    CsvRecord refuse(CsvRecord why);
    CsvRecord skip_line();
    CsvRecord finish(std::size_t end);
    void push(std::string_view cell);
    void unfold_doubled_quotes();
    bool blank(std::size_t end) const;
    /// Position behind the line end at `position`, or 0 where the next byte decides and is not there yet.
    std::size_t behind_line_end(std::size_t position) const;

    char delimiter_;
    char* bytes_ = nullptr;
    std::size_t size_ = 0;
    std::size_t begin_ = 0;  ///< of the next record
    bool last_ = false;
    CsvMarkCursor cursor_;
    std::array<std::string_view, most_cells> cells_;
    std::size_t stored_ = 0;
    std::size_t count_ = 0;
    std::vector<std::size_t> doubled_;  ///< indices of cells with doubled quotes
    std::int64_t line_ = 1;
    std::int64_t next_line_ = 1;
    std::int64_t inner_lines_ = 0;
    bool nul_ = false;
    bool skipping_ = false;
    CsvRecord skip_reason_ = CsvRecord::too_long;
};

}  // namespace presencia::source
