// SPDX-License-Identifier: Apache-2.0
#include "reach/nearest_index.hpp"

#include "geo/measure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace presencia::reach {

namespace {

/// The ellipsoid's radii of curvature differ by under 1.1 %, and geodetic latitude stands for geocentric: a geodesic that is
/// shorter than another cannot have a chord longer by more than this factor.
constexpr double chord_slack = 1.03;

std::array<double, 3> unit_vector(LonLat p) {
    const double lon = p.longitude() * std::numbers::pi / 180.0;
    const double lat = p.latitude() * std::numbers::pi / 180.0;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

double chord(const std::array<double, 3>& a, const std::array<double, 3>& b) {
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

}  // namespace

NearestIndex::NearestIndex(std::vector<LonLat> positions) {
    nodes_.reserve(positions.size());
    for (const LonLat position : positions) {
        nodes_.push_back({unit_vector(position), position});
    }
    build(0, nodes_.size(), 0);
}

void NearestIndex::build(std::size_t first, std::size_t last, std::size_t axis) {
    if (last - first < 2) {
        return;
    }
    const std::size_t middle = first + (last - first) / 2;
    const auto at = [&](std::size_t i) { return nodes_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::nth_element(at(first), at(middle), at(last), [axis](const Node& a, const Node& b) { return a.unit[axis] < b.unit[axis]; });
    build(first, middle, (axis + 1) % 3);
    build(middle + 1, last, (axis + 1) % 3);
}

void NearestIndex::nearest_chord(std::size_t first, std::size_t last, std::size_t axis, const std::array<double, 3>& from, double& best) const {
    if (first >= last) {
        return;
    }
    const std::size_t middle = first + (last - first) / 2;
    const double apart = from[axis] - nodes_[middle].unit[axis];
    best = std::min(best, chord(from, nodes_[middle].unit));
    const std::size_t next = (axis + 1) % 3;
    const bool left_first = apart < 0.0;
    left_first ? nearest_chord(first, middle, next, from, best) : nearest_chord(middle + 1, last, next, from, best);
    if (std::abs(apart) <= best) {
        left_first ? nearest_chord(middle + 1, last, next, from, best) : nearest_chord(first, middle, next, from, best);
    }
}

void NearestIndex::collect(std::size_t first, std::size_t last, std::size_t axis, const std::array<double, 3>& from, double within, std::vector<LonLat>& out) const {
    if (first >= last) {
        return;
    }
    const std::size_t middle = first + (last - first) / 2;
    const double apart = from[axis] - nodes_[middle].unit[axis];
    if (chord(from, nodes_[middle].unit) <= within) {
        out.push_back(nodes_[middle].position);
    }
    const std::size_t next = (axis + 1) % 3;
    if (apart <= within) collect(first, middle, next, from, within, out);
    if (-apart <= within) collect(middle + 1, last, next, from, within, out);
}

std::optional<Metres> NearestIndex::distance(LonLat from) const {
    if (nodes_.empty()) {
        return std::nullopt;
    }
    const std::array<double, 3> unit = unit_vector(from);
    double best_chord = std::numeric_limits<double>::infinity();
    nearest_chord(0, nodes_.size(), 0, unit, best_chord);
    std::vector<LonLat> candidates;
    collect(0, nodes_.size(), 0, unit, best_chord * chord_slack + 1e-12, candidates);
    Metres best(std::numeric_limits<double>::infinity());
    for (const LonLat candidate : candidates) {
        best = std::min(best, geo::geodesic_distance(from, candidate));
    }
    return best;
}

}  // namespace presencia::reach
