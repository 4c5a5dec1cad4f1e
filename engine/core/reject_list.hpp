// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/reject_spool.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace presencia {

/// Rows left out in the order of their file, however many, in bounded memory: packed, and on disk once they are more than a mebibyte. Copies share what is on disk: only one of them may go on
/// being added to.
class RejectList {
public:
    /// Throws output_unwritable where the rows must go to disk and cannot.
    void add(std::int64_t row, std::string_view column, ErrorCode code, std::string_view value);
    void append(const RejectPack& rows);
    std::int64_t size() const noexcept { return last_.size() + (spool_ ? spool_->size() : 0); }

    /// Reads the list from front to back; it must outlive the reader and stay as it is.
    class Reader {
    public:
        explicit Reader(const RejectList& list);
        /// False at the end.
        bool next(Reject& out);

    private:
        std::optional<RejectSpool::Reader> spooled_;
        RejectReader last_;
    };

private:
    static constexpr std::size_t most_bytes = std::size_t{1} << 20;
    void spill();

    RejectPack last_;
    std::shared_ptr<RejectSpool> spool_;  ///< of the rows before
};

}  // namespace presencia
