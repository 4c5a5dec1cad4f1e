// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>
#include <memory_resource>
#include <string_view>

namespace presencia::source {

/// Bytes of cells and geometries after which a reader ends a batch, however few its rows: files of huge geometries stay within bounds.
inline constexpr std::size_t batch_bytes = std::size_t{64} << 20;

/// The memory of one batch: views into it stay where they are until it goes.
class BatchArena {
public:
    char* place(std::size_t bytes) {
        used_ += bytes;
        return static_cast<char*>(memory_.allocate(bytes, 1));
    }
    std::string_view keep(std::string_view text) {
        if (text.empty()) {
            return {};
        }
        char* const to = place(text.size());
        std::memcpy(to, text.data(), text.size());
        return {to, text.size()};
    }
    std::size_t used() const noexcept { return used_; }

private:
    std::pmr::monotonic_buffer_resource memory_{std::size_t{1} << 16};
    std::size_t used_ = 0;
};

}  // namespace presencia::source
