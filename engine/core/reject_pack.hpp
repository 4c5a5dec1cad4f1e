// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace presencia {

/// One row left out, with the reason. `value` holds at most 80 characters and never a coordinate.
struct Reject {
    std::int64_t row = 0;  ///< line of the file, or feature number
    std::string column{};
    ErrorCode code = ErrorCode::internal;
    std::string value{};
};

/// Rows left out, one behind the other in a few dozen bytes each and without memory of their own: they may be most of a file.
class RejectPack {
public:
    static constexpr std::size_t longest_value = 80;  ///< bytes

    /// Of a longer value the beginning is kept (text::clip).
    void add(std::int64_t row, std::string_view column, ErrorCode code, std::string_view value);
    /// Puts others behind these.
    void append(const RejectPack& later);
    /// Puts others among these by row; of one row these come first. Both must be in the order of rows.
    void merge(const RejectPack& others);
    void clear();

    bool empty() const noexcept { return rows_ == 0; }
    std::int64_t size() const noexcept { return rows_; }
    /// As RejectReader reads them, on this machine.
    const std::string& bytes() const noexcept { return bytes_; }

private:
    std::string bytes_;
    std::int64_t rows_ = 0;
};

/// Reads the bytes of a pack from front to back; they must outlive it.
class RejectReader {
public:
    RejectReader() = default;
    explicit RejectReader(std::string_view bytes) : rest_(bytes) {}
    /// False at the end.
    bool next(Reject& out);

private:
    std::string_view rest_;
};

}  // namespace presencia
