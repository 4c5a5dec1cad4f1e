// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/point.hpp"

#include <cmath>
#include <limits>
#include <optional>

namespace presencia {

/// A checked position: longitude in [-180, 180], latitude in [-90, 90], degrees on WGS 84. The default is undefined,
/// not (0, 0).
class LonLat {
public:
    LonLat() = default;

    /// The position, or nothing where a value is not finite or out of range.
    static std::optional<LonLat> checked(double longitude, double latitude) {
        // Written so that NaN fails every comparison.
        if (!(std::abs(longitude) <= 180.0) || !(std::abs(latitude) <= 90.0)) {
            return std::nullopt;
        }
        return LonLat(longitude, latitude);
    }

    bool defined() const noexcept { return longitude_ == longitude_; }
    double longitude() const noexcept { return longitude_; }
    double latitude() const noexcept { return latitude_; }
    Point<Wgs84> point() const noexcept { return {longitude_, latitude_}; }

    /// Within 0.01 degrees of (0, 0): where lost coordinates gather.
    bool null_island() const noexcept { return std::abs(longitude_) <= 0.01 && std::abs(latitude_) <= 0.01; }

    friend bool operator==(const LonLat&, const LonLat&) = default;

private:
    LonLat(double longitude, double latitude) : longitude_(longitude), latitude_(latitude) {}

    double longitude_ = std::numeric_limits<double>::quiet_NaN();
    double latitude_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace presencia
