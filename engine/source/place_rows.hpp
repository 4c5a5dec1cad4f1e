// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/row_batch.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace presencia::source {

/// Columns whose cells may hold one value for each of several places of a row, as tables of aid write them: "14.1 -87.2|14.3 -87.5".
struct PlaceLists {
    std::optional<std::size_t> pair;  ///< both coordinates of a place; else both of the next two are given, or nothing
    std::optional<std::size_t> x, y;
    std::vector<std::size_t> beside;  ///< what else is said of each place

    bool given() const noexcept { return pair || x; }
};

/// The rows of another reader; one that holds several places becomes a row for each, all with its line number, in the order of the lists. Values stand between '|', ';' or ',' (which is a list's mark only
/// where it cannot belong to a number), the same in all lists of a row. A list beside the coordinates is blank, or as long as theirs; else the row is a fault (places_differ), for nobody knows which value is whose.
/// Other cells are the same in every row: RowBatch::part says how many share them. Memory: a batch of the other reader, and one of its own, whatever the length of the lists.
class PlaceRows final : public RowReader {
public:
    static constexpr std::size_t most_places = 100'000;  ///< of one row; beyond it a fault (file_limit)

    PlaceRows(std::unique_ptr<RowReader> rows, PlaceLists lists, std::size_t batch_rows);

    const std::vector<std::string>& columns() const override { return rows_->columns(); }
    const std::vector<std::string>& tags() const override { return rows_->tags(); }
    const std::string& crs() const override { return rows_->crs(); }
    bool has_geometry() const override { return rows_->has_geometry(); }
    bool next(RowBatch& batch) override;
    double progress() const override { return rows_->progress(); }
    const PlaceCounts* place_counts() const override { return &counts_; }

private:
    using Pieces = std::vector<std::string_view>;

    bool take_row(RowBatch& batch);
    bool cut(std::size_t row);
    bool cut_beside(std::size_t row, char mark, std::size_t places);
    void put_place(RowBatch& batch, std::size_t place);
    std::string count_of(std::size_t column, std::size_t places) const;

    std::unique_ptr<RowReader> rows_;
    PlaceLists lists_;
    std::size_t batch_rows_;
    PlaceCounts counts_;
    RowBatch held_;          ///< of the other reader
    std::size_t row_ = 0;    ///< next of `held_`
    std::size_t place_ = 0;  ///< next of that row
    std::vector<std::size_t> listed_;  ///< columns of `pieces_`
    std::vector<Pieces> pieces_;       ///< of the row at hand; one row alone: none
    std::size_t places_ = 0;           ///< of the row at hand; 0: not looked at yet
    Reject fault_;
};

}  // namespace presencia::source
