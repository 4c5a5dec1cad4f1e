// SPDX-License-Identifier: Apache-2.0
#include "source/csv_reader.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace presencia::source {
namespace {

bool ascii(std::string_view bytes) {
    return std::none_of(bytes.begin(), bytes.end(),
                        [](char c) { return (static_cast<unsigned char>(c) & 0x80u) != 0; });
}

bool all_empty(std::span<const std::string_view> cells) {
    return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return text::trim(cell).empty(); });
}

ErrorCode code_of(CsvRecord met) {
    switch (met) {
        case CsvRecord::nul_byte: return ErrorCode::row_nul_byte;
        case CsvRecord::bad_quote: return ErrorCode::row_bad_quote;
        case CsvRecord::too_long: return ErrorCode::file_limit;
        default: return ErrorCode::internal;
    }
}

}  // namespace

CsvReader::CsvReader(InputFile file, const ReadPlan& plan)
    : file_(std::move(file)),
      header_(read_csv_header(file_, plan)),
      encoding_(parse_encoding(plan.encoding, plan.shown_name)),
      block_bytes_(std::max<std::size_t>(plan.block_bytes, 1)),
      batch_rows_(std::max<std::size_t>(plan.batch_rows, 1)),
      offset_(header_.byte_order_mark ? 3 : 0),
      tokenizer_(header_.delimiter) {
    next_record();  // the header, which read_csv_header() has understood
}

bool CsvReader::next(RowBatch& batch) {
    batch.faults.clear();
    batch.wkb.clear();
    storage_ = std::make_shared<CsvStorage>();
    batch.storage = storage_;
    block_kept_ = false;
    batch.row.resize(batch_rows_);
    batch.cells.resize(header_.columns.size());
    places_.clear();
    for (auto& column : batch.cells) {
        column.resize(batch_rows_);
        places_.push_back(column.data());
    }
    std::size_t rows = 0;
    while (rows < batch_rows_ && batch.faults.size() < batch_rows_) {
        const CsvRecord met = next_record();
        if (met == CsvRecord::end) {
            break;
        }
        if (met == CsvRecord::row) {
            rows += take_row(batch, rows);
        } else {
            add_fault(batch, met);
        }
    }
    batch.row.resize(rows);
    for (auto& column : batch.cells) {
        column.resize(rows);
    }
    return rows > 0 || !batch.faults.empty();
}

double CsvReader::progress() const {
    const auto done = static_cast<double>(offset_ - (block_size_ - tokenizer_.consumed()));
    return std::min(1.0, done / static_cast<double>(file_.size()));
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
    const std::size_t got = file_.read_at(offset_, block->bytes.get() + carried, wanted);
    offset_ += got;
    last_block_ = got < wanted;
    block_ = std::move(block);
    block_size_ = carried + got;
    block_kept_ = false;
    std::memset(block_->bytes.get() + block_size_, 0, CsvTokenizer::padding);
    tokenizer_.feed(block_->bytes.get(), block_size_, last_block_);
}

bool CsvReader::take_row(RowBatch& batch, std::size_t row) {
    const std::size_t width = places_.size();
    const std::size_t count = tokenizer_.cell_count();
    const auto cells = tokenizer_.cells();
    const bool surplus = count > width && (count > cells.size() || !all_empty(cells.subspan(width)));
    if (count < width || surplus) {
        batch.faults.push_back({.row = tokenizer_.line(),
                                .column = {},
                                .code = ErrorCode::row_ragged,
                                .value = std::to_string(count) + " / " + std::to_string(width)});
        return false;
    }
    const bool look = tokenizer_.may_have_high_bytes();
    for (std::size_t i = 0; i < width; ++i) {
        std::string_view cell = cells[i];
        if (look && !take_cell(cell)) {
            batch.faults.push_back({.row = tokenizer_.line(),
                                    .column = header_.columns[i],
                                    .code = ErrorCode::encoding_invalid,
                                    .value = encoding_hint(cell)});
            return false;
        }
        places_[i][row] = cell;
    }
    batch.row[row] = tokenizer_.line();
    if (!block_kept_) {
        storage_->blocks.push_back(block_);
        block_kept_ = true;
    }
    return true;
}

bool CsvReader::take_cell(std::string_view& cell) {
    if (ascii(cell)) {
        return true;
    }
    if (encoding_ == Encoding::utf8) {
        return text::valid_utf8(cell);
    }
    const std::string recoded = text::cp1252_to_utf8(cell);
    auto* const place = static_cast<char*>(storage_->recoded.allocate(recoded.size(), 1));
    std::memcpy(place, recoded.data(), recoded.size());
    cell = {place, recoded.size()};
    return true;
}

void CsvReader::add_fault(RowBatch& batch, CsvRecord met) const {
    batch.faults.push_back({.row = tokenizer_.line(), .column = {}, .code = code_of(met), .value = {}});
}

}  // namespace presencia::source
