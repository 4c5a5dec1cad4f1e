// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "core/text.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::gap {

/// Values tie where they are equal to 9 significant digits: far coarser than rounding noise, far finer than any difference between two municipalities.
inline double tie_key(double value) {
    return text::round_significant(value, 9);
}

/// 1 = highest; tied values share the lower number and the next numbers are skipped ("1, 2, 2, 4"). Null values keep their reason. Cost: n log n.
std::vector<Maybe<std::int64_t>> competition_ranks(std::span<const Maybe<double>> values);

}  // namespace presencia::gap
