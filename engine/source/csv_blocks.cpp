// SPDX-License-Identifier: Apache-2.0
#include "source/csv_blocks.hpp"

#include <utility>

namespace presencia::source {

std::shared_ptr<CsvBlock> CsvBlockPool::lend(std::size_t capacity) {
    std::unique_ptr<CsvBlock> block;
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            block = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    if (!block) {
        block = std::make_unique<CsvBlock>();
    }
    if (block->capacity < capacity) {
        block->bytes = std::make_unique_for_overwrite<char[]>(capacity);
        block->capacity = capacity;
    }
    return {block.release(),
            [pool = shared_from_this()](CsvBlock* back) { pool->take_back(std::unique_ptr<CsvBlock>(back)); }};
}

void CsvBlockPool::take_back(std::unique_ptr<CsvBlock> block) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < most_idle) {
        idle_.push_back(std::move(block));
    }
}

}  // namespace presencia::source
