// SPDX-License-Identifier: Apache-2.0
#include "source/row_batch.hpp"

namespace presencia::source {

void RowBatch::clear() {
    row.clear();
    for (auto& column : cells) {
        column.clear();
    }
    wkb.clear();
    faults.clear();
    storage.reset();
}

}  // namespace presencia::source
