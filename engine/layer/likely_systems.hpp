// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <span>
#include <string>
#include <vector>

namespace presencia::layer {

/// A reference system under which a sample would lie where it should.
struct LikelySystem {
    std::string crs;   ///< as the study would name it: "EPSG:32616"
    std::string name;  ///< "WGS 84 / UTM zone 16N"
    std::size_t fits = 0;  ///< points of the thinned sample that lie in the expected area
    std::size_t of = 0;    ///< how many there are
    geo::Box box;          ///< longitude and latitude of those points
};

/// The systems in use in Central America that would put at least four fifths of `raw` into `expected`, those that fit
/// most first, in the order of the list where equal. `expected` empty: into the region, each system within its own area
/// of use. Cost: the points times some twenty systems; meant for a sample.
std::vector<LikelySystem> likely_systems(std::span<const Point<Wgs84>> raw, const geo::Box& expected);

/// Central America with its waters, as a test of plausibility.
geo::Box central_america();

/// The box grown by half a degree each way: coasts, islands and rough borders.
geo::Box grown(const geo::Box& box);

/// "EPSG:32616 (WGS 84 / UTM zone 16N: x -89.4 … -83.1)", at most three of them; "" where there is none.
std::string shown(std::span<const LikelySystem> systems);

}  // namespace presencia::layer
