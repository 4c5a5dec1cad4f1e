// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <numbers>

/// The one home of the Earth's constants: WGS 84 (NIMA TR8350.2), and the sphere that Web Mercator is drawn on.
namespace presencia::earth {

inline constexpr double semi_major_m = 6378137.0;
inline constexpr double flattening = 1.0 / 298.257223563;
inline constexpr double eccentricity_squared = flattening * (2.0 - flattening);
inline constexpr double radians_per_degree = std::numbers::pi / 180.0;
inline constexpr double web_mercator_radius_m = 6378137.0;

}  // namespace presencia::earth
