// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"

namespace presencia::support {

/// A position that a test knows to be on the Earth.
inline LonLat at(double longitude, double latitude) {
    return *LonLat::checked(longitude, latitude);
}

}  // namespace presencia::support
