// SPDX-License-Identifier: Apache-2.0
#include "join/swap_watch.hpp"

#include "core/error.hpp"

#include <string>

namespace presencia::join {

void require_not_swapped(const SwapWatch& watch, const std::string& file) {
    if (watch.swapped()) {
        throw Error(ErrorCode::coordinates_swapped, {.file = file},
                    std::to_string(watch.fits_swapped()) + " of " + std::to_string(watch.seen()) + " positions lie in the study's extent only when swapped",
                    "name the columns in the study: x = the longitude column, y = the latitude column");
    }
}

}  // namespace presencia::join
