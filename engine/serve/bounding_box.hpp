// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <string_view>
#include <vector>

namespace presencia::serve {

/// A bbox parameter (OGC 17-069r4, 7.15.3) in longitude and latitude: four numbers, or six with heights, which nothing here has. The part of it that lies on the Earth, in two pieces where its west is east of
/// its east. Throws Error(parameter_invalid) where they are not finite numbers, the south is north of the north, or a number is no degree at all (beyond 1000).
std::vector<geo::Box> bounding_boxes(std::string_view parameter);

}  // namespace presencia::serve
