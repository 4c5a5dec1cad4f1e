// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/csv_blocks.hpp"
#include "source/csv_header.hpp"
#include "source/csv_rows.hpp"
#include "source/csv_tokenizer.hpp"
#include "source/input_file.hpp"
#include "source/open.hpp"
#include "source/text_input.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {

/// A CSV file as batches of columns. Never holds more than the blocks of the batches in flight; the cells of a batch
/// are views into them. Every batch but the last has `batch_rows` rows, whatever the block size, unless as many rows
/// were refused. Rows that cannot be read are faults: row_ragged, row_nul_byte, row_bad_quote, file_limit (a line over
/// 1 MiB), encoding_invalid.
class CsvReader final : public RowReader {
public:
    CsvReader(std::shared_ptr<const InputFile> file, const ReadPlan& plan);

    const std::vector<std::string>& columns() const override { return shape_.columns; }
    const std::string& crs() const override { return crs_; }
    bool has_geometry() const override { return false; }
    bool next(RowBatch& batch) override;
    /// Plain lines as text, of one block at most; everything else as a batch.
    bool next_piece(RowPiece& piece) override;
    double progress() const override;

private:
    CsvReader(std::shared_ptr<const InputFile> file, const ReadPlan& plan, CsvHeader header);
    CsvRecord next_record();
    void read_block();
    /// Whole lines without quote, carriage return or NUL that lie ahead in the block, where they are worth it.
    bool take_plain(PlainText& plain);

    std::shared_ptr<const InputFile> file_;
    TextInput input_;
    CsvShape shape_;
    std::string crs_;
    std::size_t block_bytes_;
    std::size_t batch_rows_;
    bool last_block_ = false;
    std::shared_ptr<CsvBlockPool> pool_ = std::make_shared<CsvBlockPool>();
    std::shared_ptr<CsvBlock> block_;
    std::size_t block_size_ = 0;
    bool block_kept_ = false;  ///< the batch's storage has it already
    std::shared_ptr<CsvStorage> storage_;
    CsvRows rows_;
    CsvTokenizer tokenizer_;
};

}  // namespace presencia::source
