// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/row_batch.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {

/// The text that was encoded as UTF-8, taken for CP1252 and encoded again: "AÃ±o" is "Año". Nothing where it is ASCII, where a letter of it is
/// none of CP1252, or where the bytes are not UTF-8 after all: then it was encoded once.
std::optional<std::string> decoded_once_more(std::string_view utf8);

/// The rows of another reader with the cells of some columns, and their names, decoded once more. A cell that cannot be stays as it is.
class RepairedRows final : public RowReader {
public:
    /// `repaired`: by column of `rows`; columns beyond its end are left alone. Names are decoded wherever they can be.
    RepairedRows(std::unique_ptr<RowReader> rows, std::vector<bool> repaired);

    const std::vector<std::string>& columns() const override { return columns_; }
    const std::vector<std::string>& tags() const override { return rows_->tags(); }
    const std::string& crs() const override { return rows_->crs(); }
    bool has_geometry() const override { return rows_->has_geometry(); }
    bool next(RowBatch& batch) override;
    double progress() const override { return rows_->progress(); }
    const Unfolding* unfolded() const override { return rows_->unfolded(); }

private:
    std::unique_ptr<RowReader> rows_;
    std::vector<bool> repaired_;
    std::vector<std::string> columns_;
};

}  // namespace presencia::source
