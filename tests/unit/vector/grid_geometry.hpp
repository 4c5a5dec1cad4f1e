// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/vector/grid_shape.hpp"
#include "geo/repair.hpp"

namespace presencia::test {

/// A shape of the grid as GEOS takes it.
inline geo::MultiPolygon plain(const emit::GridShape& shape) {
    const auto ring = [](const emit::GridRing& points) {
        geo::Ring out;
        for (const emit::GridPoint p : points) out.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
        out.push_back(out.front());
        return out;
    };
    geo::MultiPolygon out;
    for (const emit::GridPolygon& part : shape) {
        out.push_back({ring(part.outer), {}});
        for (const emit::GridRing& hole : part.holes) out.back().holes.push_back(ring(hole));
    }
    return out;
}

/// What GEOS says.
inline bool valid(const emit::GridShape& shape) {
    return !geo::repair(plain(shape)).changed;
}

}  // namespace presencia::test
