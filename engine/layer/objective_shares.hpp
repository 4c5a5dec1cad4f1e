// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace presencia::layer {

/// The five objectives of the Partnership.
inline constexpr std::size_t objective_count = 5;

/// How much of something serves each objective. Shares are whole millionths, so that sums do not depend on their order; what is missing
/// to a million serves none of the five, or is not known to.
struct ObjectiveShares {
    static constexpr std::int64_t whole = 1'000'000;

    std::array<std::int64_t, objective_count> of{};  ///< of objectives 1 to 5

    std::int64_t none() const noexcept {
        std::int64_t rest = whole;
        for (const std::int64_t share : of) rest -= share;
        return rest;
    }
    bool given() const noexcept { return none() < whole; }
    friend bool operator==(const ObjectiveShares&, const ObjectiveShares&) = default;
};

}  // namespace presencia::layer
