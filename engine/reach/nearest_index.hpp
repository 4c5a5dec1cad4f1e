// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "core/units.hpp"
#include "geo/chord.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace presencia::reach {

/// The nearest of a fixed set of positions, geodesic. A k-d tree through the Earth finds the shortest chord; only positions whose chord is no longer than the longest
/// geodesic over that one can be nearer, and among those the geodesic decides.
class NearestIndex {
public:
    NearestIndex() = default;
    explicit NearestIndex(std::vector<LonLat> positions);

    bool empty() const noexcept { return nodes_.empty(); }
    /// Shortest geodesic distance to any of the positions; nothing where there are none. Cost: logarithmic, plus the near ties.
    std::optional<Metres> distance(LonLat from) const;

private:
    struct Node {
        geo::EarthPoint place;
        LonLat position;
    };
    void build(std::size_t first, std::size_t last, std::size_t axis);
    void nearest_chord(std::size_t first, std::size_t last, std::size_t axis, const geo::EarthPoint& from, double& best_squared) const;
    template <class Visit>
    void collect(std::size_t first, std::size_t last, std::size_t axis, const geo::EarthPoint& from, double within, Visit& visit) const;

    std::vector<Node> nodes_;  // the median of a range is its root
};

}  // namespace presencia::reach
