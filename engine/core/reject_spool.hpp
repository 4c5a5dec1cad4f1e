// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace presencia {

/// One row left out, with the reason. `value` holds at most 80 characters and never a coordinate.
struct Reject {
    std::int64_t row = 0;  ///< line of the file, or feature number
    std::string column{};
    ErrorCode code = ErrorCode::internal;
    std::string value{};
};

/// Rows left out that do not fit in memory: an unlinked temporary file, appended to and read from front to back.
class RejectSpool {
public:
    /// Throws output_unwritable where no temporary file can be made.
    RejectSpool();
    ~RejectSpool();
    RejectSpool(const RejectSpool&) = delete;
    RejectSpool& operator=(const RejectSpool&) = delete;

    /// Throws output_unwritable where the disk is full.
    void append(const std::vector<Reject>& rows);
    std::int64_t size() const noexcept;
    void each(const std::function<void(const Reject&)>& take) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia
