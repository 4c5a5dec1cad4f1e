// SPDX-License-Identifier: Apache-2.0
#include "source/wide_rows.hpp"

#include "core/text.hpp"

#include <utility>

namespace presencia::source {

namespace {

/// What the views of an unfolded batch point to.
struct WideStorage {
    std::shared_ptr<void> cells;
    std::shared_ptr<const WideShape> shape;
};

}  // namespace

WideRows::WideRows(std::unique_ptr<RowReader> rows, WideShape shape)
    : rows_(std::move(rows)), shape_(std::make_shared<const WideShape>(std::move(shape))) {
    for (const std::size_t column : shape_->kept) {
        columns_.push_back(rows_->columns()[column]);
    }
    columns_.insert(columns_.end(), shape_->name_columns.begin(), shape_->name_columns.end());
    columns_.push_back(shape_->cell_column);
    counts_.columns = shape_->unfolded.size();
}

bool WideRows::next(RowBatch& batch) {
    RowBatch wide;
    if (!rows_->next(wide)) {
        return false;
    }
    batch.clear();
    batch.cells.resize(columns_.size());
    batch.faults = std::move(wide.faults);
    batch.aside = std::move(wide.aside);
    counts_.rows += static_cast<std::int64_t>(wide.size());
    const std::size_t kept = shape_->kept.size();
    const bool geometries = !wide.wkb.empty();
    for (std::size_t row = 0; row < wide.size(); ++row) {
        for (const WideShape::Unfolded& unfolded : shape_->unfolded) {
            const std::string_view cell = wide.cells[unfolded.column][row];
            if (text::trim(cell).empty()) {
                ++counts_.blank;
                continue;
            }
            batch.row.push_back(wide.row[row]);
            for (std::size_t k = 0; k < kept; ++k) {
                batch.cells[k].push_back(wide.cells[shape_->kept[k]][row]);
            }
            for (std::size_t k = 0; k < unfolded.values.size(); ++k) {
                batch.cells[kept + k].push_back(unfolded.values[k]);
            }
            batch.cells.back().push_back(cell);
            if (geometries) {
                batch.wkb.push_back(wide.wkb[row]);
            }
        }
    }
    batch.storage = std::make_shared<WideStorage>(WideStorage{std::move(wide.storage), shape_});
    return true;
}

}  // namespace presencia::source
