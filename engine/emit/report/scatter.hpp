// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/result.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace presencia::emit {

/// One municipality on the plane of reach and need.
struct Dot {
    std::size_t municipality = 0;
    double reach_low = 0.0, reach_high = 0.0;  ///< presence_low, presence_high, in [0, 1]
    double rate = 0.0;                         ///< rate_eb
};

/// Reach against need: a dot for every municipality of which both are shown. The others are counted by reason and never stand at 0.
struct Scatter {
    std::vector<Dot> dots;  ///< in the order of the municipalities
    std::int64_t rate_suppressed = 0, rate_unknown = 0, reach_unknown = 0;
    std::int64_t left_out() const noexcept { return rate_suppressed + rate_unknown + reach_unknown; }
};
Scatter scatter_of(const gap::Result& result);

}  // namespace presencia::emit
