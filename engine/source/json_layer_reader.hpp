// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/csv_blocks.hpp"
#include "source/json_layer.hpp"
#include "source/json_rows.hpp"
#include "source/row_batch.hpp"

#include <memory>
#include <optional>

namespace presencia::source {

/// Plain features as batches, by our own parser: what OgrReader gives, many times as fast. Holds one chunk and the
/// batches in flight.
class JsonLayerReader final : public RowReader {
public:
    JsonLayerReader(std::shared_ptr<const JsonLayer> layer, std::size_t batch_rows);

    const std::vector<std::string>& columns() const override { return layer_->columns; }
    const std::string& crs() const override { return layer_->crs; }
    bool has_geometry() const override { return true; }
    bool next(RowBatch& batch) override;
    /// Whole chunks as text.
    bool next_piece(RowPiece& piece) override;
    double progress() const override;
    std::unique_ptr<RowReader> again(std::size_t batch_rows) const override;

private:
    bool read_chunk();

    std::shared_ptr<const JsonLayer> layer_;
    std::size_t batch_rows_;
    std::shared_ptr<CsvBlockPool> pool_ = std::make_shared<CsvBlockPool>();
    std::size_t chunk_ = 0;  ///< the next one to read
    std::shared_ptr<CsvBlock> block_;
    std::string_view text_;
    std::optional<PlainFeatures> features_;  ///< of the chunk at hand, where batches have begun with it
    std::int64_t number_ = 1;               ///< of the next feature
    JsonRows rows_;
};

}  // namespace presencia::source
