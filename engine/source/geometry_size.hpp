// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ogr_api.h>
#include <cstddef>

namespace presencia::source {

/// Corners and rings of a geometry, parts of parts too.
struct GeometrySize {
    std::size_t vertices = 0;
    std::size_t rings = 0;  ///< and lines, and points of a multipoint: whatever has corners of its own
};

/// No border that a person drew comes near these; what does would keep repair and joins busy for hours.
inline constexpr GeometrySize largest_geometry{1'000'000, 10'000};

/// Size of a geometry; null has none. Geometries nested deeper than 32 count as too large. Cost: the number of rings.
GeometrySize size_of(OGRGeometryH geometry, int depth = 0);

}  // namespace presencia::source
