// SPDX-License-Identifier: Apache-2.0
#include "source/csv_reader.hpp"

#include "source/plain_text.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace presencia::source {
namespace {

ErrorCode code_of(CsvRecord met) {
    switch (met) {
        case CsvRecord::nul_byte: return ErrorCode::row_nul_byte;
        case CsvRecord::bad_quote: return ErrorCode::row_bad_quote;
        case CsvRecord::too_long: return ErrorCode::file_limit;
        default: return ErrorCode::internal;
    }
}

/// Gives back so many of the last lines that PlainText::room bytes of them lie behind the rest. The tokenizer goes on in the same block and rewrites quoted cells in place, while
/// others may be reading up to that far beyond the text.
void leave_room(const char* text, PlainRun& run) {
    const std::size_t end = run.bytes;
    while (run.bytes > 0 && end - run.bytes < PlainText::room) {
        --run.lines;
        for (--run.bytes; run.bytes > 0 && text[run.bytes - 1] != '\n';) --run.bytes;
    }
}

/// A stretch of plain lines shorter than this is not worth a piece of its own.
constexpr std::size_t shortest_plain = std::size_t{64} << 10;

}  // namespace

CsvReader::CsvReader(std::shared_ptr<const InputFile> file, const ReadPlan& plan)
    : CsvReader(file, plan, read_csv_header(*file, plan)) {}

CsvReader::CsvReader(std::shared_ptr<const InputFile> file, const ReadPlan& plan, CsvHeader header)
    : file_(std::move(file)),
      input_(*file_, plan.encoding),
      shape_{std::move(header.columns), header.delimiter, header.encoding, plan.encoding_guessed, plan.judge},
      block_bytes_(std::max<std::size_t>(plan.block_bytes, 1)),
      batch_rows_(std::max<std::size_t>(plan.batch_rows, 1)),
      rows_(shape_),
      tokenizer_(header.delimiter) {
    if (plan.columns.empty()) {
        // The header, which read_csv_header() has understood, and what stands above it.
        do {
            next_record();
        } while (tokenizer_.line() < plan.header_line);
    }
}

bool CsvReader::next(RowBatch& batch) {
    storage_ = std::make_shared<CsvStorage>();
    batch.storage = storage_;
    block_kept_ = false;
    rows_.begin(batch, batch_rows_, *storage_);
    while (rows_.rows() < batch_rows_ && batch.faults.size() + batch.aside.size() < batch_rows_) {
        const CsvRecord met = next_record();
        if (met == CsvRecord::end) {
            break;
        }
        if (met != CsvRecord::row) {
            rows_.refuse(tokenizer_.line(), code_of(met));
        } else if (rows_.take(tokenizer_.cells(), tokenizer_.cell_count(), tokenizer_.line(),
                              tokenizer_.may_have_high_bytes()) &&
                   !block_kept_) {
            storage_->blocks.push_back(block_);
            block_kept_ = true;
        }
    }
    rows_.end();
    return rows_.rows() > 0 || !batch.faults.empty() || !batch.aside.empty();
}

bool CsvReader::next_piece(RowPiece& piece) {
    piece.plain = {};
    piece.features = {};
    const bool got = take_plain(piece.plain) || next(piece.batch);
    piece.progress = progress();
    return got;
}

bool CsvReader::take_plain(PlainText& plain) {
    if (!tokenizer_.between_records() || (shape_.judge && shape_.judge->asked_of_all())) {
        return false;
    }
    if (tokenizer_.consumed() == block_size_ && !last_block_) {
        read_block();
    }
    std::size_t begin = tokenizer_.consumed();
    PlainRun run = find_plain_run({block_->bytes.get() + begin, block_size_ - begin}, last_block_);
    if (run.at_end && run.bytes < shortest_plain && !last_block_) {
        read_block();  // a few lines are left of the block: they come first in the next one
        begin = 0;
        run = find_plain_run({block_->bytes.get(), block_size_}, last_block_);
    }
    if (!run.at_end) {
        leave_room(block_->bytes.get() + begin, run);
    }
    if (run.bytes == 0 || (!run.at_end && run.bytes < shortest_plain)) {
        return false;
    }
    plain.text = {block_->bytes.get() + begin, run.bytes};
    plain.first_line = tokenizer_.next_line();
    plain.shape = &shape_;
    plain.block = block_;
    tokenizer_.pass_over(run.bytes, run.lines);
    return true;
}

double CsvReader::progress() const {
    const auto ahead = static_cast<double>(block_size_ - tokenizer_.consumed());
    const auto done = std::max(0.0, static_cast<double>(input_.offset()) - ahead);
    return std::min(1.0, done / static_cast<double>(file_->size()));
}

CsvRecord CsvReader::next_record() {
    for (;;) {
        const CsvRecord met = block_ ? tokenizer_.next() : CsvRecord::need_more;
        if (met != CsvRecord::need_more) {
            return met;
        }
        read_block();
    }
}

void CsvReader::read_block() {
    const std::size_t begin = block_ ? tokenizer_.consumed() : 0;
    const std::size_t carried = block_size_ - begin;
    // A record much longer than a block would be scanned again for every block: let the reads grow with it.
    const std::size_t wanted = std::max(block_bytes_, carried / 8);
    auto block = pool_->lend(carried + wanted + CsvTokenizer::padding);
    if (carried > 0) {
        std::memcpy(block->bytes.get(), block_->bytes.get() + begin, carried);
    }
    const std::size_t got = input_.read(block->bytes.get() + carried, wanted);
    last_block_ = got < wanted;
    block_ = std::move(block);
    block_size_ = carried + got;
    block_kept_ = false;
    std::memset(block_->bytes.get() + block_size_, 0, CsvTokenizer::padding);
    tokenizer_.feed(block_->bytes.get(), block_size_, last_block_);
}

}  // namespace presencia::source
