// SPDX-License-Identifier: Apache-2.0
#include "serve/endpoints/tile_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace presencia::serve {

TileLimits tile_limits(const geo::Box& box, int zoom) {
    const double side = std::exp2(zoom);
    const auto column = [&](double longitude) { return static_cast<std::uint32_t>(std::clamp(std::floor((longitude + 180.0) / 360.0 * side), 0.0, side - 1.0)); };
    const auto row = [&](double latitude) {
        const double radians = std::clamp(latitude, -85.0511287798066, 85.0511287798066) * std::numbers::pi / 180.0;
        return static_cast<std::uint32_t>(std::clamp(std::floor((1.0 - std::asinh(std::tan(radians)) / std::numbers::pi) / 2.0 * side), 0.0, side - 1.0));
    };
    return {column(box.min_x), column(box.max_x), row(box.max_y), row(box.min_y)};
}

}  // namespace presencia::serve
