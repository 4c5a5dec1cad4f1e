// SPDX-License-Identifier: Apache-2.0
#include "reach/nearest_index.hpp"

#include "geo/measure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace presencia::reach {

NearestIndex::NearestIndex(std::vector<LonLat> positions) {
    nodes_.reserve(positions.size());
    for (const LonLat position : positions) {
        nodes_.push_back({geo::earth_point(position), position});
    }
    build(0, nodes_.size(), 0);
}

void NearestIndex::build(std::size_t first, std::size_t last, std::size_t axis) {
    if (last - first < 2) {
        return;
    }
    const std::size_t middle = first + (last - first) / 2;
    const auto at = [&](std::size_t i) { return nodes_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::nth_element(at(first), at(middle), at(last), [axis](const Node& a, const Node& b) { return a.place[axis] < b.place[axis]; });
    build(first, middle, (axis + 1) % 3);
    build(middle + 1, last, (axis + 1) % 3);
}

void NearestIndex::nearest_chord(std::size_t first, std::size_t last, std::size_t axis, const geo::EarthPoint& from, double& best_squared) const {
    if (first >= last) {
        return;
    }
    const std::size_t middle = first + (last - first) / 2;
    const double apart = from[axis] - nodes_[middle].place[axis];
    best_squared = std::min(best_squared, geo::chord_squared(from, nodes_[middle].place));
    const std::size_t next = (axis + 1) % 3;
    const bool left_first = apart < 0.0;
    left_first ? nearest_chord(first, middle, next, from, best_squared) : nearest_chord(middle + 1, last, next, from, best_squared);
    if (apart * apart <= best_squared) {
        left_first ? nearest_chord(middle + 1, last, next, from, best_squared) : nearest_chord(first, middle, next, from, best_squared);
    }
}

/// Visits every position whose chord is at most `within` metres.
template <class Visit>
void NearestIndex::collect(std::size_t first, std::size_t last, std::size_t axis, const geo::EarthPoint& from, double within, Visit& visit) const {
    if (first >= last) {
        return;
    }
    const std::size_t middle = first + (last - first) / 2;
    const double apart = from[axis] - nodes_[middle].place[axis];
    if (geo::chord_squared(from, nodes_[middle].place) <= within * within) {
        visit(nodes_[middle].position);
    }
    const std::size_t next = (axis + 1) % 3;
    if (apart <= within) collect(first, middle, next, from, within, visit);
    if (-apart <= within) collect(middle + 1, last, next, from, within, visit);
}

std::optional<Metres> NearestIndex::distance(LonLat from) const {
    if (nodes_.empty()) {
        return std::nullopt;
    }
    const geo::EarthPoint place = geo::earth_point(from);
    double best_squared = std::numeric_limits<double>::infinity();
    nearest_chord(0, nodes_.size(), 0, place, best_squared);
    Metres best(std::numeric_limits<double>::infinity());
    auto measure = [&](LonLat candidate) { best = std::min(best, geo::geodesic_distance(from, candidate)); };
    collect(0, nodes_.size(), 0, place, geo::longest_geodesic(std::sqrt(best_squared)), measure);
    return best;
}

}  // namespace presencia::reach
