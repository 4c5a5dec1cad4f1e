// SPDX-License-Identifier: Apache-2.0
#include "reach/site_grid.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::reach {

namespace {

constexpr std::int64_t row_stride = std::int64_t{1} << 32;

}  // namespace

SiteGrid::SiteGrid(std::span<const geo::Box> boxes) : boxes_(boxes.begin(), boxes.end()) {
    double widest = 0.0;
    for (const geo::Box& box : boxes_) {
        widest = std::max({widest, box.max_x - box.min_x, box.max_y - box.min_y});
    }
    cell_ = std::clamp(widest / 3.0, 0.01, 20.0);
    for (std::uint32_t i = 0; i < boxes_.size(); ++i) {
        for (std::int64_t y = column(boxes_[i].min_y); y <= column(boxes_[i].max_y); ++y) {
            for (std::int64_t x = column(boxes_[i].min_x); x <= column(boxes_[i].max_x); ++x) {
                cells_[y * row_stride + x].push_back(i);
            }
        }
    }
}

std::int64_t SiteGrid::column(double degrees) const {
    return static_cast<std::int64_t>(std::floor(degrees / cell_));
}

std::span<const std::uint32_t> SiteGrid::candidates(Point<Wgs84> point) const {
    const auto at = cells_.find(column(point.y) * row_stride + column(point.x));
    return at == cells_.end() ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(at->second);
}

std::vector<std::uint32_t> SiteGrid::intersecting(const geo::Box& box) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < boxes_.size(); ++i) {
        if (boxes_[i].intersects(box)) {
            found.push_back(i);
        }
    }
    return found;
}

}  // namespace presencia::reach
