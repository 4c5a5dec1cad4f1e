// SPDX-License-Identifier: Apache-2.0
#include "core/lonlat.hpp"

#include <cmath>

namespace presencia {

std::optional<LonLat> LonLat::checked(double longitude, double latitude) {
    // Written so that NaN fails every comparison.
    if (!(std::abs(longitude) <= 180.0) || !(std::abs(latitude) <= 90.0)) {
        return std::nullopt;
    }
    return LonLat(longitude, latitude);
}

bool LonLat::null_island() const noexcept {
    return std::abs(longitude_) <= 0.01 && std::abs(latitude_) <= 0.01;
}

}  // namespace presencia
