// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// Keeps texts for the length of a batch in memory that is used again by the next one.
class TextArena {
public:
    std::string_view keep(std::string_view text) {
        if (text.empty()) {
            return {};
        }
        while (block_ < blocks_.size() && blocks_[block_].size - used_ < text.size()) {
            ++block_;
            used_ = 0;
        }
        if (block_ == blocks_.size()) {
            const std::size_t size = std::max(block_bytes, text.size());
            blocks_.push_back({std::make_unique<char[]>(size), size});
        }
        char* place = blocks_[block_].bytes.get() + used_;
        std::memcpy(place, text.data(), text.size());
        used_ += text.size();
        return {place, text.size()};
    }
    void clear() noexcept {
        block_ = 0;
        used_ = 0;
    }

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size;
    };
    static constexpr std::size_t block_bytes = std::size_t{1} << 16;
    std::vector<Block> blocks_;
    std::size_t block_ = 0;
    std::size_t used_ = 0;
};

}  // namespace presencia::layer
