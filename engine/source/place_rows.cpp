// SPDX-License-Identifier: Apache-2.0
#include "source/place_rows.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <utility>

namespace presencia::source {

namespace {

constexpr char no_list = '\0';

std::vector<std::string_view> cut_at(std::string_view cell, char mark) {
    std::vector<std::string_view> out = text::split(cell, mark);
    for (std::string_view& piece : out) piece = text::trim(piece);
    return out;
}

/// Two texts, as "14.1 -87.2" or, where the comma is not the list's mark, "14.1,-87.2".
bool two_texts(std::string_view piece, char mark) {
    return piece.find_first_of(mark == ',' ? std::string_view(" \t") : std::string_view(" \t,")) != piece.npos;
}

/// What stands between the pairs of a cell; no_list where it holds one pair, or none.
char mark_of_pairs(std::string_view cell) {
    for (const char mark : {'|', ';', ','}) {
        if (cell.find(mark) == cell.npos) continue;
        const auto pieces = cut_at(cell, mark);
        const bool any = std::any_of(pieces.begin(), pieces.end(), [](std::string_view piece) { return !piece.empty(); });
        if (any && std::all_of(pieces.begin(), pieces.end(), [&](std::string_view piece) { return piece.empty() || two_texts(piece, mark); })) return mark;
    }
    return no_list;
}

/// The same of single coordinates: a comma is a list's mark only between numbers that have their decimals behind a point.
char mark_of_numbers(std::string_view cell) {
    for (const char mark : {'|', ';'}) {
        if (cell.find(mark) != cell.npos) return mark;
    }
    const auto pieces = cut_at(cell, ',');
    const bool points = std::all_of(pieces.begin(), pieces.end(), [](std::string_view piece) { return piece.find('.') != piece.npos; });
    return pieces.size() > 1 && points ? ',' : no_list;
}

}  // namespace

PlaceRows::PlaceRows(std::unique_ptr<RowReader> rows, PlaceLists lists, std::size_t batch_rows)
    : rows_(std::move(rows)), lists_(std::move(lists)), batch_rows_(std::max<std::size_t>(batch_rows, 1)) {
    listed_ = lists_.pair ? std::vector{*lists_.pair} : std::vector{*lists_.y, *lists_.x};
    listed_.insert(listed_.end(), lists_.beside.begin(), lists_.beside.end());
    pieces_.resize(listed_.size());
}

bool PlaceRows::next(RowBatch& batch) {
    batch.clear();
    batch.cells.resize(columns().size());
    if (row_ == held_.size()) {
        row_ = 0;
        if (!rows_->next(held_)) {
            held_.clear();
            return false;
        }
        batch.faults = std::move(held_.faults);
        batch.aside = std::move(held_.aside);
    }
    batch.storage = held_.storage;
    while (row_ < held_.size() && batch.size() < batch_rows_) {
        if (take_row(batch)) {
            ++row_;
            place_ = places_ = 0;
        }
    }
    return true;
}

/// True where the row is done; false where the batch is full before its last place.
bool PlaceRows::take_row(RowBatch& batch) {
    if (places_ == 0) {
        if (!cut(row_)) {
            batch.faults.push_back(std::move(fault_));
            return true;
        }
        if (places_ > 1) {
            ++counts_.rows;
            counts_.places += static_cast<std::int64_t>(places_);
        }
    }
    for (; place_ < places_; ++place_) {
        if (batch.size() == batch_rows_) return false;
        put_place(batch, place_);
    }
    return true;
}

/// Cuts the lists of a row into `pieces_`; false where they do not fit together.
bool PlaceRows::cut(std::size_t row) {
    places_ = 1;
    const std::string_view first = held_.cells[listed_.front()][row];
    const char mark = lists_.pair ? mark_of_pairs(first) : std::max(mark_of_numbers(first), mark_of_numbers(held_.cells[*lists_.x][row]));
    if (mark != no_list) {
        pieces_.front() = cut_at(first, mark);
        places_ = pieces_.front().size();
    }
    if (places_ > most_places) {
        fault_ = {held_.row[row], columns()[listed_.front()], ErrorCode::file_limit, "> " + std::to_string(most_places)};
        return false;
    }
    return cut_beside(row, mark, places_);
}

bool PlaceRows::cut_beside(std::size_t row, char mark, std::size_t places) {
    for (std::size_t k = 1; k < listed_.size(); ++k) {
        const std::string_view cell = held_.cells[listed_[k]][row];
        const bool coordinate = !lists_.pair && k == 1;
        if (text::trim(cell).empty() && !coordinate) {
            pieces_[k].assign(places, {});
            continue;
        }
        const bool list = mark != no_list || cell.find_first_of("|;") != cell.npos;
        pieces_[k] = list ? cut_at(cell, mark != no_list ? mark : cell[cell.find_first_of("|;")]) : Pieces{cell};
        if (pieces_[k].size() != places) {
            fault_ = {held_.row[row], columns()[listed_[k]], ErrorCode::places_differ, count_of(listed_.front(), places) + ", " + count_of(listed_[k], pieces_[k].size())};
            return false;
        }
    }
    return true;
}

/// "location_point_pos 3"
std::string PlaceRows::count_of(std::size_t column, std::size_t places) const {
    return text::clip(columns()[column], 30) + " " + std::to_string(places);
}

void PlaceRows::put_place(RowBatch& batch, std::size_t place) {
    batch.row.push_back(held_.row[row_]);
    batch.part.push_back({static_cast<std::uint32_t>(place + 1), static_cast<std::uint32_t>(places_)});
    for (std::size_t column = 0; column < batch.cells.size(); ++column) batch.cells[column].push_back(held_.cells[column][row_]);
    if (!held_.wkb.empty()) batch.wkb.push_back(held_.wkb[row_]);
    if (places_ == 1) return;
    for (std::size_t k = 0; k < listed_.size(); ++k) batch.cells[listed_[k]].back() = pieces_[k][place];
}

}  // namespace presencia::source
