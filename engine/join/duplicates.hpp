// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace presencia::join {

/// Finds rows that share an id, exactly, whatever the number of rows: beyond the memory budget it spills to unlinked temporary files by id.
/// Ids are compared by 128-bit fingerprints (SipHash-like mixing; chance of a false match among 10^8 ids under 10^-22).
class DuplicateFinder {
public:
    explicit DuplicateFinder(std::size_t budget_bytes = std::size_t{128} << 20);
    ~DuplicateFinder();

    /// `ordinal` must grow from call to call. `content` is the fingerprint of the row.
    void add(std::string_view id, std::uint64_t content, std::int64_t ordinal);

    struct Result {
        std::vector<std::int64_t> duplicates;  ///< same id, same content as an earlier row: ordinals, ascending
        std::vector<std::int64_t> conflicts;   ///< same id as another row with other content: all of them, ascending
    };
    /// May be called once.
    Result finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::join
