// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "geo/shapes.hpp"

#include <cstdint>
#include <string>

namespace presencia::join {

/// Watches positions for latitude and longitude in each other's place: most lie outside the study's extent, and inside it when swapped.
class SwapWatch {
public:
    explicit SwapWatch(geo::Box extent) : extent_(extent) {}

    void add(LonLat position) noexcept {
        if (position.defined()) add(position.point());
    }
    void add(Point<Wgs84> as_written) noexcept {
        ++seen_;
        fits_swapped_ += !extent_.contains(as_written) && extent_.contains({as_written.y, as_written.x}) ? 1 : 0;
    }
    bool swapped() const noexcept { return seen_ > 0 && 2 * fits_swapped_ > seen_; }
    std::int64_t seen() const noexcept { return seen_; }
    std::int64_t fits_swapped() const noexcept { return fits_swapped_; }

private:
    geo::Box extent_;
    std::int64_t seen_ = 0;
    std::int64_t fits_swapped_ = 0;
};

/// Throws coordinates_swapped for the layer's file where most positions fit only when swapped.
void require_not_swapped(const SwapWatch& watch, const std::string& file);

}  // namespace presencia::join
