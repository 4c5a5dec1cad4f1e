// SPDX-License-Identifier: Apache-2.0
#include "source/row_batch.hpp"

namespace presencia::source {

void RowBatch::clear() {
    row.clear();
    for (auto& column : cells) {
        column.clear();
    }
    wkb.clear();
    part.clear();
    faults.clear();
    aside.clear();
    storage.reset();
}

const std::vector<std::string>& RowReader::tags() const {
    static const std::vector<std::string> none;
    return none;
}

bool RowReader::next_piece(RowPiece& piece) {
    piece.plain = {};
    piece.features = {};
    const bool got = next(piece.batch);
    piece.progress = progress();
    return got;
}

}  // namespace presencia::source
