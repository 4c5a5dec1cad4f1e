// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/csv_blocks.hpp"
#include "source/row_batch.hpp"
#include "source/row_judge.hpp"
#include "source/text_encoding.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {

/// What the header and the plan say of the records of a CSV.
struct CsvShape {
    std::vector<std::string> columns;
    char delimiter = ',';
    Encoding encoding = Encoding::utf8;
    bool encoding_guessed = false;
    std::shared_ptr<const RowJudge> judge;
};

/// Puts the records of a CSV into a batch, or the reason why one cannot be used among its faults: row_ragged,
/// encoding_invalid, file_limit (a line over 1 MiB). What the shape's judge says is no row of data goes aside.
class CsvRows {
public:
    explicit CsvRows(const CsvShape& shape) : shape_(shape) {}

    /// Starts to fill `batch`, with room for `most` rows. `storage` keeps the cells that are not UTF-8 in the file.
    void begin(RowBatch& batch, std::size_t most, CsvStorage& storage);
    /// One record: its cells, of which `count` were met (more than `cells` holds where there are too many), and the
    /// line where it begins. `look`: a byte above 127 may be among them. False where it became a fault or went aside.
    bool take(std::span<const std::string_view> cells, std::size_t count, std::int64_t line, bool look);
    /// One line of plain text (no quote, carriage return or NUL); one of blanks alone is passed over.
    void take_line(std::string_view text, std::int64_t line);
    void refuse(std::int64_t line, ErrorCode why);
    std::size_t rows() const noexcept { return rows_; }
    /// Cuts the batch to the rows taken.
    void end();

private:
    bool take_cell(std::string_view& cell);
    /// Whether the record is no row of data; it is then among those aside.
    bool put_aside(std::span<const std::string_view> cells, std::int64_t line);

    const CsvShape& shape_;
    RowBatch* batch_ = nullptr;
    CsvStorage* storage_ = nullptr;
    std::size_t rows_ = 0;
    std::size_t room_ = 0;
    std::vector<std::string_view*> places_;  ///< where the columns begin
    std::vector<std::string_view> cells_;    ///< of a plain line
};

}  // namespace presencia::source
