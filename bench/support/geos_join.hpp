// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace presencia::bench {

/// Points in polygons by GEOS as its C API offers it: an STRtree over the polygons' boxes, and a prepared geometry for
/// each polygon that a box names. Every thread has geometries of its own: GEOS 3.11 caches in them.
class GeosJoin {
public:
    explicit GeosJoin(std::span<const geo::MultiPolygon> shapes);
    ~GeosJoin();
    GeosJoin(const GeosJoin&) = delete;
    GeosJoin& operator=(const GeosJoin&) = delete;

    /// Adds to counts[k] the points that shape k covers; the lowest k where several do.
    void count(std::span<const Point<Wgs84>> points, std::vector<std::int64_t>& counts);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::bench
