// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/point.hpp"

#include <limits>
#include <vector>

namespace presencia::geo {

/// A closed ring: the first vertex stands again at the end. Edges are straight in longitude and latitude.
using Ring = std::vector<Point<Wgs84>>;

/// Outer ring counter-clockwise, holes clockwise (RFC 7946).
struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
};

/// Parts do not overlap after repair. Empty: nothing there.
using MultiPolygon = std::vector<Polygon>;

/// A rectangle in degrees; empty by default.
struct Box {
    double min_x = std::numeric_limits<double>::infinity();
    double min_y = std::numeric_limits<double>::infinity();
    double max_x = -std::numeric_limits<double>::infinity();
    double max_y = -std::numeric_limits<double>::infinity();

    bool empty() const noexcept { return !(min_x <= max_x && min_y <= max_y); }
    void add(Point<Wgs84> p) noexcept {
        if (p.x < min_x) min_x = p.x;
        if (p.x > max_x) max_x = p.x;
        if (p.y < min_y) min_y = p.y;
        if (p.y > max_y) max_y = p.y;
    }
    void add(const Box& other) noexcept {
        if (other.empty()) return;
        add(Point<Wgs84>{other.min_x, other.min_y});
        add(Point<Wgs84>{other.max_x, other.max_y});
    }
    bool contains(Point<Wgs84> p) const noexcept {
        return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y;
    }
    bool intersects(const Box& other) const noexcept {
        return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y && other.min_y <= max_y;
    }
};

/// The smallest box around all vertices.
Box box_of(const MultiPolygon& shape);

}  // namespace presencia::geo
