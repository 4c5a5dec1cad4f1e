// SPDX-License-Identifier: Apache-2.0
#include "reach/site_grid.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace presencia::reach {

namespace {

/// Width of the cells for a box: a power of two that is at least a quarter and at most half of the box.
double cell_for(const geo::Box& box) {
    constexpr double smallest = 1.0 / 1024.0, largest = 32.0;  // degrees
    const double widest = std::max(box.max_x - box.min_x, box.max_y - box.min_y);
    return std::clamp(std::exp2(std::floor(std::log2(std::max(widest, smallest) / 2.0))), smallest, largest);
}

}  // namespace

SiteGrid::SiteGrid(std::span<const geo::Box> boxes) : boxes_(boxes.begin(), boxes.end()) {
    std::map<double, std::vector<std::uint32_t>> by_cell;
    for (std::uint32_t i = 0; i < boxes_.size(); ++i) by_cell[cell_for(boxes_[i])].push_back(i);
    for (const auto& [cell, members] : by_cell) {
        Level& level = levels_.emplace_back(Level{cell, {}});
        for (const std::uint32_t i : members) {
            for (std::int64_t y = level.column(boxes_[i].min_y); y <= level.column(boxes_[i].max_y); ++y) {
                for (std::int64_t x = level.column(boxes_[i].min_x); x <= level.column(boxes_[i].max_x); ++x) level.cells[key(x, y)].push_back(i);
            }
        }
    }
}

std::int64_t SiteGrid::Level::column(double degrees) const {
    return static_cast<std::int64_t>(std::floor(degrees / cell));
}

std::vector<std::uint32_t> SiteGrid::intersecting(const geo::Box& box) const {
    std::vector<std::uint32_t> found;
    const auto take = [&](std::uint32_t i) {
        if (boxes_[i].intersects(box)) found.push_back(i);
    };
    for (const Level& level : levels_) {
        const std::int64_t x0 = level.column(box.min_x), x1 = level.column(box.max_x), y0 = level.column(box.min_y), y1 = level.column(box.max_y);
        if (static_cast<double>(x1 - x0 + 1) * static_cast<double>(y1 - y0 + 1) > static_cast<double>(level.cells.size())) {
            for (const auto& [place, members] : level.cells) std::for_each(members.begin(), members.end(), take);
            continue;
        }
        for (std::int64_t y = y0; y <= y1; ++y) {
            for (std::int64_t x = x0; x <= x1; ++x) {
                if (const auto at = level.cells.find(key(x, y)); at != level.cells.end()) std::for_each(at->second.begin(), at->second.end(), take);
            }
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace presencia::reach
