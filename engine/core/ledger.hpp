// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <cstdint>
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

/// What became of every row of one layer. `balanced()` is asserted at the end of every layer:
/// read = located + by_key + snapped + outside + rejected + duplicates + filtered.
struct Ledger {
    std::string layer;
    std::string source;  ///< file name as the study names it
    std::string key_column = "municipality";  ///< what the file calls the municipality's code, for rows whose code nobody knows
    std::int64_t read = 0;
    std::int64_t located = 0;
    std::int64_t by_key = 0;
    std::int64_t snapped = 0;
    std::int64_t outside = 0;
    std::int64_t rejected = 0;
    std::int64_t duplicates = 0;
    std::int64_t filtered = 0;
    bool withheld = false;             ///< the counts would give away what the disclosure profile withholds: outputs leave them out
    std::vector<Reject> left_out;      ///< every rejected, outside and duplicate row; filtered rows were the user's wish
    std::vector<std::string> notes;  ///< repairs, guesses and counts a reader must see, in the study's language

    bool balanced() const noexcept {
        return read == located + by_key + snapped + outside + rejected + duplicates + filtered;
    }
    /// Counts the row as rejected and keeps the reason.
    void reject(Reject why) {
        ++rejected;
        left_out.push_back(std::move(why));
    }
};

}  // namespace presencia
