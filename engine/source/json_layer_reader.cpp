// SPDX-License-Identifier: Apache-2.0
#include "source/json_layer_reader.hpp"

#include "source/batch_arena.hpp"

#include <cstring>
#include <utility>

namespace presencia::source {

JsonLayerReader::JsonLayerReader(std::shared_ptr<const JsonLayer> layer, std::size_t batch_rows) : layer_(std::move(layer)), batch_rows_(std::max<std::size_t>(batch_rows, 1)), rows_(*layer_) {}

bool JsonLayerReader::read_chunk() {
    if (chunk_ + 1 >= layer_->chunks.size()) {
        return false;
    }
    const JsonLayer::Chunk& from = layer_->chunks[chunk_];
    const auto size = static_cast<std::size_t>(layer_->chunks[chunk_ + 1].offset - from.offset);
    block_ = pool_->lend(layer_->largest + PlainFeatures::padding);
    if (layer_->file->read_at(from.offset, block_->bytes.get(), size) != size) {
        throw_json_changed(*layer_, from.first);
    }
    std::memset(block_->bytes.get() + size, 0, PlainFeatures::padding);
    text_ = {block_->bytes.get(), size};
    number_ = from.first;
    ++chunk_;
    return true;
}

bool JsonLayerReader::next(RowBatch& batch) {
    const auto storage = std::make_shared<CsvStorage>();
    rows_.begin(batch, *storage);
    batch.storage = storage;
    std::size_t bytes = 0;
    while (batch.size() < batch_rows_ && bytes < batch_bytes) {
        if (!features_) {
            if (!read_chunk()) break;
            features_.emplace(text_, layer_->shape, layer_->layout);
        }
        if (storage->blocks.empty() || storage->blocks.back() != block_) storage->blocks.push_back(block_);
        switch (features_->next()) {
            case PlainFeatures::Met::feature:
                rows_.take(*features_, number_++);
                bytes += features_->done() - features_->begin();
                break;
            case PlainFeatures::Met::end:
                if (number_ != layer_->chunks[chunk_].first) throw_json_changed(*layer_, number_);
                features_.reset();
                break;
            default: throw_json_changed(*layer_, number_);
        }
    }
    return batch.size() > 0;
}

bool JsonLayerReader::next_piece(RowPiece& piece) {
    piece.plain = {};
    piece.features = {};
    if (features_) {
        return RowReader::next_piece(piece);
    }
    const bool got = read_chunk();
    if (got) {
        piece.features = {text_, number_, layer_->chunks[chunk_].first - number_, layer_.get(), block_};
    }
    piece.progress = progress();
    return got;
}

double JsonLayerReader::progress() const {
    return static_cast<double>(layer_->chunks[chunk_].offset) / static_cast<double>(layer_->file->size());
}

std::unique_ptr<RowReader> JsonLayerReader::again(std::size_t batch_rows) const {
    return std::make_unique<JsonLayerReader>(layer_, batch_rows);
}

}  // namespace presencia::source
