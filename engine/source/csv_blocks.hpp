// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <vector>

namespace presencia::source {

/// A piece of a file in memory.
struct CsvBlock {
    std::unique_ptr<char[]> bytes;
    std::size_t capacity = 0;
};

/// What the views of one batch point to.
struct CsvStorage {
    std::vector<std::shared_ptr<CsvBlock>> blocks;
    std::pmr::monotonic_buffer_resource recoded;  ///< cells that were not UTF-8 in the file
};

/// Lends blocks and takes them back when the last batch that points into one lets go, on whatever thread: the memory of
/// a long read is that of the batches in flight.
class CsvBlockPool : public std::enable_shared_from_this<CsvBlockPool> {
public:
    /// A block of at least `capacity` bytes, contents undefined.
    std::shared_ptr<CsvBlock> lend(std::size_t capacity);

private:
    void take_back(std::unique_ptr<CsvBlock> block);

    static constexpr std::size_t most_idle = 16;
    std::mutex mutex_;
    std::vector<std::unique_ptr<CsvBlock>> idle_;
};

}  // namespace presencia::source
