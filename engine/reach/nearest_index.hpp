// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "core/units.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace presencia::reach {

/// The nearest of a fixed set of positions, geodesic. A k-d tree over unit vectors finds the candidates (the chord orders distances up to the
/// ellipsoid's flattening), the geodesic decides among them.
class NearestIndex {
public:
    NearestIndex() = default;
    explicit NearestIndex(std::vector<LonLat> positions);

    bool empty() const noexcept { return nodes_.empty(); }
    /// Shortest geodesic distance to any of the positions; nothing where there are none. Cost: logarithmic, plus the near ties.
    std::optional<Metres> distance(LonLat from) const;

private:
    struct Node {
        std::array<double, 3> unit;
        LonLat position;
    };
    void build(std::size_t first, std::size_t last, std::size_t axis);
    void nearest_chord(std::size_t first, std::size_t last, std::size_t axis, const std::array<double, 3>& from, double& best) const;
    void collect(std::size_t first, std::size_t last, std::size_t axis, const std::array<double, 3>& from, double within, std::vector<LonLat>& out) const;

    std::vector<Node> nodes_;  // the median of a range is its root
};

}  // namespace presencia::reach
