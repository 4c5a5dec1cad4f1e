// SPDX-License-Identifier: Apache-2.0
#include "source/csv_rows.hpp"

#include "core/text.hpp"
#include "source/csv_tokenizer.hpp"

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

bool blank(std::string_view line) {
    return line.find_first_not_of(" \t") == line.npos;
}

}  // namespace

void CsvRows::begin(RowBatch& batch, std::size_t most, CsvStorage& storage) {
    batch_ = &batch;
    storage_ = &storage;
    rows_ = 0;
    room_ = most;
    batch.faults.clear();
    batch.aside.clear();
    batch.wkb.clear();
    batch.row.resize(most);
    batch.cells.resize(shape_.columns.size());
    places_.clear();
    for (auto& column : batch.cells) {
        column.resize(most);
        places_.push_back(column.data());
    }
}

void CsvRows::end() {
    batch_->row.resize(rows_);
    for (auto& column : batch_->cells) {
        column.resize(rows_);
    }
}

bool CsvRows::take(std::span<const std::string_view> cells, std::size_t count, std::int64_t line, bool look) {
    if (shape_.judge && shape_.judge->suspicious(line, cells) && put_aside(cells, line)) {
        return false;
    }
    const std::size_t width = places_.size();
    const bool surplus = count > width && (count > cells.size() || !all_empty(cells.subspan(width)));
    if (count < width || surplus) {
        batch_->faults.push_back({.row = line,
                                  .column = {},
                                  .code = ErrorCode::row_ragged,
                                  .value = std::to_string(count) + " / " + std::to_string(width)});
        return false;
    }
    for (std::size_t i = 0; i < width; ++i) {
        std::string_view cell = cells[i];
        if (look && !take_cell(cell)) {
            batch_->faults.push_back({.row = line,
                                      .column = shape_.columns[i],
                                      .code = ErrorCode::encoding_invalid,
                                      .value = encoding_hint(cell, shape_.encoding)});
            return false;
        }
        places_[i][rows_] = cell;
    }
    batch_->row[rows_] = line;
    ++rows_;
    return true;
}

void CsvRows::take_line(std::string_view text, std::int64_t line) {
    if (text.size() > CsvTokenizer::longest_record) {
        refuse(line, ErrorCode::file_limit);
        return;
    }
    cells_.clear();
    std::size_t count = 0;
    for (std::size_t from = 0;; ++count) {
        const std::size_t at = text.find(shape_.delimiter, from);
        if (count < CsvTokenizer::most_cells) {
            cells_.push_back(text.substr(from, at - from));
        }
        if (at == text.npos) {
            ++count;
            break;
        }
        from = at + 1;
    }
    if (count == 1 && blank(text)) {
        return;
    }
    if (rows_ == room_) {
        room_ = std::max<std::size_t>(64, room_ * 2);
        batch_->row.resize(room_);
        for (std::size_t i = 0; i < places_.size(); ++i) {
            batch_->cells[i].resize(room_);
            places_[i] = batch_->cells[i].data();
        }
    }
    take(cells_, count, line, !ascii(text));
}

void CsvRows::refuse(std::int64_t line, ErrorCode why) {
    batch_->faults.push_back({.row = line, .column = {}, .code = why, .value = {}});
}

bool CsvRows::put_aside(std::span<const std::string_view> cells, std::int64_t line) {
    std::vector<std::string> recoded;
    std::vector<std::string_view> read(cells.begin(), cells.end());
    if (shape_.encoding == Encoding::cp1252) {
        recoded.reserve(cells.size());  // so that no view into it moves
        for (std::string_view& cell : read) {
            recoded.push_back(text::cp1252_to_utf8(cell));
            cell = recoded.back();
        }
    }
    const auto why = shape_.judge->judge(line, read);
    if (!why) {
        return false;
    }
    const auto first = std::find_if(read.begin(), read.end(), [](std::string_view cell) { return !text::trim(cell).empty(); });
    batch_->aside.push_back(
        {.row = line, .column = {}, .code = *why, .value = first == read.end() ? "" : text::clip(text::trim(*first), 80)});
    return true;
}

bool CsvRows::take_cell(std::string_view& cell) {
    if (ascii(cell)) {
        return true;
    }
    if (shape_.encoding != Encoding::cp1252) {
        return text::valid_utf8(cell);  // UTF-16 has become UTF-8 on the way in
    }
    if (std::any_of(cell.begin(), cell.end(), [](char c) { return undefined_in_cp1252(static_cast<unsigned char>(c)); })) {
        return false;
    }
    if (shape_.encoding_guessed && text::valid_utf8(cell)) {
        return false;  // two encodings in one file: only a person can say which cell has which
    }
    const std::string recoded = text::cp1252_to_utf8(cell);
    auto* const place = static_cast<char*>(storage_->recoded.allocate(recoded.size(), 1));
    std::memcpy(place, recoded.data(), recoded.size());
    cell = {place, recoded.size()};
    return true;
}

}  // namespace presencia::source
