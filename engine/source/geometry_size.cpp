// SPDX-License-Identifier: Apache-2.0
#include "source/geometry_size.hpp"

namespace presencia::source {

GeometrySize size_of(OGRGeometryH geometry, int depth) {
    constexpr int deepest = 32;
    if (geometry == nullptr) {
        return {};
    }
    if (depth > deepest) {
        return {largest_geometry.vertices + 1, 0};
    }
    const int parts = OGR_G_GetGeometryCount(geometry);
    if (parts == 0) {
        return {static_cast<std::size_t>(OGR_G_GetPointCount(geometry)), 1};
    }
    GeometrySize sum;
    for (int i = 0; i < parts; ++i) {
        const GeometrySize part = size_of(OGR_G_GetGeometryRef(geometry, i), depth + 1);
        sum.vertices += part.vertices;
        sum.rings += part.rings;
    }
    return sum;
}

}  // namespace presencia::source
