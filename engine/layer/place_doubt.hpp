// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/projection.hpp"
#include "layer/coordinates.hpp"
#include "layer/source_context.hpp"

#include <span>
#include <string>

namespace presencia::layer {

/// Stops the run where most of a sample lies outside `expected` (empty: no opinion) and one simple mistake explains at
/// least four fifths of it: longitude and latitude swapped (coordinates_swapped), longitudes without their minus sign
/// (longitude_unsigned), another reference system (crs_out_of_area, which names it). The hint is the key that mends it,
/// or `coordinates = "as_written"`, which also keeps this function silent. `points`: finite, arranged, as the source's
/// system has them.
void doubt_place(const SourceContext& context, const SourceCrs& crs, std::span<const Point<Wgs84>> points,
                 const std::string& columns, const geo::Box& expected);

/// How to exchange longitude and latitude, or to leave off doing so where the study says `swapped` already.
std::string swap_hint(const SourceContext& context);

}  // namespace presencia::layer
