// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <string_view>
#include <vector>

namespace presencia::serve {

/// The area of all longitudes and latitudes, in square degrees.
inline constexpr double whole_earth = 360.0 * 180.0;

/// A bbox parameter (OGC 17-069r4, 7.15.3) in longitude and latitude: four numbers, or six with heights, which nothing here has. The part of it that lies on the Earth, in two pieces where its west is east of
/// its east. Throws Error(parameter_invalid) where they are not finite numbers, the south is north of the north, a number is no degree at all (beyond 1000), or the part covers more than `most_area` square degrees.
std::vector<geo::Box> bounding_boxes(std::string_view parameter, double most_area = whole_earth);

}  // namespace presencia::serve
