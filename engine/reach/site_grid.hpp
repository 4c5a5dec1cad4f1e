// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace presencia::reach {

/// Which boxes may hold a point: hashed grids over longitude and latitude, one for each size of box (powers of two), so that a few large boxes do not make the cells of
/// many small ones large. Immutable after building.
class SiteGrid {
public:
    SiteGrid() = default;
    explicit SiteGrid(std::span<const geo::Box> boxes);

    /// Calls `visit(index)` for a superset of the boxes that contain the point, each once.
    template <class Visit>
    void candidates(Point<Wgs84> point, Visit visit) const {
        for (const Level& level : levels_) {
            const auto at = level.cells.find(key(level.column(point.x), level.column(point.y)));
            if (at == level.cells.end()) continue;
            for (const std::uint32_t index : at->second) visit(index);
        }
    }
    /// Indices (ascending, each once) of the boxes that intersect `box`.
    std::vector<std::uint32_t> intersecting(const geo::Box& box) const;

private:
    struct Level {
        double cell;  ///< degrees
        std::unordered_map<std::int64_t, std::vector<std::uint32_t>> cells;

        std::int64_t column(double degrees) const;
    };
    static std::int64_t key(std::int64_t column, std::int64_t row) { return row * (std::int64_t{1} << 32) + column; }

    std::vector<geo::Box> boxes_;
    std::vector<Level> levels_;
};

}  // namespace presencia::reach
