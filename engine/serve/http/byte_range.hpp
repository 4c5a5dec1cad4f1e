// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace presencia::serve {

/// A piece of a file: bytes first to last, both included.
struct ByteRange {
    std::uint64_t first = 0, last = 0;

    std::uint64_t length() const noexcept { return last - first + 1; }
    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// What a Range field asks of a file of `size` bytes (RFC 9110, 14.2).
struct RangeWish {
    enum class Kind : std::uint8_t { none, one, unsatisfiable } kind = Kind::none;
    ByteRange range;
};
/// One range of bytes is honoured. Several, other units and what is not well formed are no wish at all: the whole file is a right answer to them.
RangeWish range_wish(std::string_view field, std::uint64_t size);

}  // namespace presencia::serve
