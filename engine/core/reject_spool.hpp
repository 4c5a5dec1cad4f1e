// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/reject_pack.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace presencia {

/// Rows left out that do not fit in memory: an unlinked temporary file of packs, appended to and read from front to back.
class RejectSpool {
public:
    /// Throws output_unwritable where no temporary file can be made.
    RejectSpool();
    ~RejectSpool();
    RejectSpool(const RejectSpool&) = delete;
    RejectSpool& operator=(const RejectSpool&) = delete;

    /// Throws output_unwritable where the disk is full.
    void append(const RejectPack& rows);
    std::int64_t size() const noexcept;

    /// Reads what was appended before it was made; holds one pack in memory. The spool must outlive it.
    class Reader {
    public:
        explicit Reader(const RejectSpool& spool);
        /// False at the end. Throws output_unwritable where the file cannot be read.
        bool next(Reject& out);

    private:
        const RejectSpool& spool_;
        std::int64_t at_ = 0;
        std::string pack_;
        RejectReader rows_;
    };

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia
