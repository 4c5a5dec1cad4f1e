// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/row_batch.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace presencia::source {

/// How a table with a column for each year or month is read as rows of one year or month each.
struct WideShape {
    struct Unfolded {
        std::size_t column = 0;  ///< of the file
        std::vector<std::string> values;  ///< what the new rows say of it, one a new column: "2011", a month from "1" to "12", "Hombres"
    };
    std::vector<Unfolded> unfolded;     ///< in the order in which the new rows follow each other
    std::vector<std::size_t> kept;      ///< columns of the file that every new row repeats
    std::vector<std::string> name_columns;  ///< new columns for `values`
    std::string cell_column;            ///< new column for the cells

    bool given() const noexcept { return !unfolded.empty(); }
};

/// The rows of another reader, unfolded: each becomes as many rows as there are unfolded columns, in file order, all
/// with its line number. A blank cell has no row, for the table says nothing there; unfolded() counts them. Streams:
/// memory is a batch of the other reader times the number of unfolded columns.
class WideRows final : public RowReader {
public:
    WideRows(std::unique_ptr<RowReader> rows, WideShape shape);

    const std::vector<std::string>& columns() const override { return columns_; }
    const std::string& crs() const override { return rows_->crs(); }
    bool has_geometry() const override { return rows_->has_geometry(); }
    bool next(RowBatch& batch) override;
    double progress() const override { return rows_->progress(); }
    const Unfolding* unfolded() const override { return &counts_; }

private:
    std::unique_ptr<RowReader> rows_;
    std::shared_ptr<const WideShape> shape_;
    std::vector<std::string> columns_;
    Unfolding counts_;
};

}  // namespace presencia::source
