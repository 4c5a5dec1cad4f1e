// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"

#include <string_view>

namespace presencia::layer {

/// A point that gazetteers give for a whole country, or for its seat of government.
struct CountryCentre {
    std::string_view country;
    double longitude = 0.0, latitude = 0.0;
    bool capital = false;
};

/// The centre within a thousandth of a degree of a position, or null. Places known only by their country are written
/// down there: to a join they look like any other.
const CountryCentre* country_centre(LonLat position);

}  // namespace presencia::layer
