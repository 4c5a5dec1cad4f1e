// SPDX-License-Identifier: Apache-2.0
#include "geo/rings.hpp"

#include "geo/predicates.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::geo::detail {

double planar_area(const Ring& ring) {
    if (ring.size() < 4) {
        return 0.0;
    }
    const Point<Wgs84> origin = ring.front();
    double twice = 0.0;
    for (std::size_t k = 1; k + 1 < ring.size(); ++k) {
        const double ax = ring[k].x - origin.x;
        const double ay = ring[k].y - origin.y;
        const double bx = ring[k + 1].x - origin.x;
        const double by = ring[k + 1].y - origin.y;
        twice += ax * by - ay * bx;
    }
    return twice / 2.0;
}

bool counter_clockwise(const Ring& ring) {
    if (ring.size() < 4) {
        return planar_area(ring) > 0.0;
    }
    const std::size_t n = ring.size() - 1;
    std::size_t low = 0;
    for (std::size_t k = 1; k < n; ++k) {
        const bool before = ring[k].x < ring[low].x || (ring[k].x == ring[low].x && ring[k].y < ring[low].y);
        if (before) {
            low = k;
        }
    }
    // Neighbours that differ from the vertex: repeated vertices are allowed in valid rings.
    std::size_t previous = (low + n - 1) % n;
    while (previous != low && ring[previous] == ring[low]) {
        previous = (previous + n - 1) % n;
    }
    std::size_t next = (low + 1) % n;
    while (next != low && ring[next] == ring[low]) {
        next = (next + 1) % n;
    }
    const int turn = orientation(ring[previous], ring[low], ring[next]);
    return turn != 0 ? turn > 0 : planar_area(ring) > 0.0;
}

void normalise_winding(MultiPolygon& shape) {
    for (Polygon& part : shape) {
        if (!counter_clockwise(part.outer)) {
            std::reverse(part.outer.begin(), part.outer.end());
        }
        for (Ring& hole : part.holes) {
            if (counter_clockwise(hole)) {
                std::reverse(hole.begin(), hole.end());
            }
        }
    }
}

namespace {

bool finite(const Ring& ring) {
    return std::all_of(ring.begin(), ring.end(),
                       [](const Point<Wgs84>& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

}  // namespace

bool well_formed(const Ring& ring) {
    return ring.size() >= 4 && ring.front() == ring.back() && finite(ring);
}

bool finite(const MultiPolygon& shape) {
    return std::all_of(shape.begin(), shape.end(), [](const Polygon& part) {
        return finite(part.outer) &&
               std::all_of(part.holes.begin(), part.holes.end(), [](const Ring& hole) { return finite(hole); });
    });
}

Ring densified(const Ring& ring, double degrees) {
    Ring dense;
    dense.reserve(ring.size());
    for (std::size_t k = 0; k < ring.size(); ++k) {
        dense.push_back(ring[k]);
        if (k + 1 == ring.size()) {
            break;
        }
        const double dx = ring[k + 1].x - ring[k].x;
        const double dy = ring[k + 1].y - ring[k].y;
        const double pieces = std::ceil(std::max(std::abs(dx), std::abs(dy)) / degrees);
        for (double step = 1.0; step < pieces; step += 1.0) {
            const double t = step / pieces;
            dense.push_back({ring[k].x + t * dx, ring[k].y + t * dy});
        }
    }
    return dense;
}

}  // namespace presencia::geo::detail
