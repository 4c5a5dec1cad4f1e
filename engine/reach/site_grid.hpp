// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace presencia::reach {

/// Which boxes may hold a point: a hashed grid over longitude and latitude, its cells about a third of the largest box wide. Immutable after building.
class SiteGrid {
public:
    SiteGrid() = default;
    explicit SiteGrid(std::span<const geo::Box> boxes);

    /// Indices (ascending) of the boxes whose cells hold the point: a superset of those that contain it.
    std::span<const std::uint32_t> candidates(Point<Wgs84> point) const;
    /// Indices (ascending, each once) of the boxes that intersect `box`.
    std::vector<std::uint32_t> intersecting(const geo::Box& box) const;

private:
    std::int64_t column(double degrees) const;

    double cell_ = 1.0;
    std::vector<geo::Box> boxes_;
    std::unordered_map<std::int64_t, std::vector<std::uint32_t>> cells_;
};

}  // namespace presencia::reach
