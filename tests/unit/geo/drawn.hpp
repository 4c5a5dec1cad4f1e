// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <cmath>
#include <numbers>
#include <random>
#include <utility>
#include <vector>

/// Shapes drawn for tests. Random numbers come straight from the engine, whose output the standard fixes.
namespace presencia::drawn {

using Random = std::mt19937_64;

/// Uniform in [low, high).
inline double uniform(Random& random, double low, double high) {
    return low + (high - low) * (static_cast<double>(random() >> 11) * 0x1.0p-53);
}

inline geo::Ring rectangle_ring(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

inline geo::Ring reversed(geo::Ring ring) {
    return geo::Ring(ring.rbegin(), ring.rend());
}

inline geo::MultiPolygon rectangle(double west, double south, double east, double north) {
    return {{rectangle_ring(west, south, east, north), {}}};
}

/// A simple ring that looks like a star: counter-clockwise, radii between `least` and `most` of `radius`. Coordinates
/// are multiples of 2^-20, so that sums and midpoints of them are exact.
inline geo::Ring star_ring(Random& random, Point<Wgs84> centre, double radius, int vertices, double least = 0.4) {
    geo::Ring ring;
    const auto snapped = [](double value) { return std::round(value * 0x1.0p20) * 0x1.0p-20; };
    for (int k = 0; k < vertices; ++k) {
        const double angle = 2.0 * std::numbers::pi * k / vertices;
        const double r = radius * uniform(random, least, 1.0);
        ring.push_back({snapped(centre.x + r * std::cos(angle)), snapped(centre.y + r * std::sin(angle))});
    }
    ring.push_back(ring.front());
    return ring;
}

/// A star with a star-shaped hole in its middle.
inline geo::Polygon holed_star(Random& random, Point<Wgs84> centre, double radius, int vertices) {
    geo::Polygon part{star_ring(random, centre, radius, vertices, 0.5), {}};
    part.holes.push_back(reversed(star_ring(random, centre, radius * 0.4, vertices / 2 + 3)));
    return part;
}

/// A coverage of columns x rows cells about one degree wide whose borders are crooked and shared vertex for vertex.
class WarpedCoverage {
public:
    WarpedCoverage(Random& random, int columns, int rows, int steps, Point<Wgs84> corner)
        : columns_(columns), rows_(rows), steps_(steps) {
        for (int row = 0; row <= rows; ++row) {
            for (int column = 0; column <= columns; ++column) {
                nodes_.push_back(
                    {corner.x + column + uniform(random, -0.2, 0.2), corner.y + row + uniform(random, -0.2, 0.2)});
            }
        }
        for (int row = 0; row <= rows; ++row) {
            for (int column = 0; column <= columns; ++column) {
                east_.push_back(column < columns ? crooked(random, node(column, row), node(column + 1, row))
                                                 : geo::Ring());
                north_.push_back(row < rows ? crooked(random, node(column, row), node(column, row + 1)) : geo::Ring());
            }
        }
    }

    geo::MultiPolygon cell(int column, int row) const {
        geo::Ring ring;
        append(ring, east_[at(column, row)], false);
        append(ring, north_[at(column + 1, row)], false);
        append(ring, east_[at(column, row + 1)], true);
        append(ring, north_[at(column, row)], true);
        ring.push_back(ring.front());
        return {{ring, {}}};
    }

    std::vector<geo::MultiPolygon> cells() const {
        std::vector<geo::MultiPolygon> all;
        for (int row = 0; row < rows_; ++row) {
            for (int column = 0; column < columns_; ++column) {
                all.push_back(cell(column, row));
            }
        }
        return all;
    }

private:
    std::size_t at(int column, int row) const { return static_cast<std::size_t>(row * (columns_ + 1) + column); }
    Point<Wgs84> node(int column, int row) const { return nodes_[at(column, row)]; }

    geo::Ring crooked(Random& random, Point<Wgs84> a, Point<Wgs84> b) const {
        geo::Ring line{a};
        for (int step = 1; step < steps_; ++step) {
            const double t = static_cast<double>(step) / steps_;
            const double bow = uniform(random, -0.08, 0.08);
            line.push_back({a.x + t * (b.x - a.x) - bow * (b.y - a.y), a.y + t * (b.y - a.y) + bow * (b.x - a.x)});
        }
        line.push_back(b);
        return line;
    }

    /// All of a line but its last vertex.
    static void append(geo::Ring& ring, const geo::Ring& line, bool backwards) {
        if (backwards) {
            ring.insert(ring.end(), line.rbegin(), line.rend() - 1);
        } else {
            ring.insert(ring.end(), line.begin(), line.end() - 1);
        }
    }

    int columns_, rows_, steps_;
    std::vector<Point<Wgs84>> nodes_;
    std::vector<geo::Ring> east_, north_;
};

}  // namespace presencia::drawn
