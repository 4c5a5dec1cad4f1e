// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "core/units.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace presencia::geo {

/// Collects edges and finds the one nearest to a position on the ellipsoid. Every edge gets cheap bounds from straight
/// chords in space first; only those that can still be the nearest are measured by geodesics. Edges are straight
/// in longitude and latitude; relative error of the result under 1e-9. An edge and its reverse give the same bits.
class BorderDistance {
public:
    explicit BorderDistance(LonLat position);

    /// One edge of the border of `owner` (any number not below 0). Cost: constant for edges under one degree.
    void add(Point<Wgs84> a, Point<Wgs84> b, std::int32_t owner);

    struct Nearest {
        std::int32_t owner = -1;  ///< -1: no edge was added
        Metres distance{std::numeric_limits<double>::infinity()};
    };
    /// The smallest owner whose border lies within `tie` (at most a micrometre) of the nearest one, with its own
    /// distance.
    Nearest nearest(Metres tie = Metres(0.0)) const;

private:
    struct Vector {
        double x, y, z;
    };
    struct Candidate {
        Point<Wgs84> a, b;
        double lower;
        std::int32_t owner;
    };

    static Vector in_space(Point<Wgs84> p);
    void add_piece(Point<Wgs84> a, Point<Wgs84> b, std::int32_t owner);
    double measure(Point<Wgs84> a, Point<Wgs84> b) const;

    Point<Wgs84> position_;
    Vector origin_;
    double smallest_upper_ = std::numeric_limits<double>::infinity();  ///< metres along the ground
    double furthest_chord_ = std::numeric_limits<double>::infinity();  ///< no nearest edge has a longer chord
    std::vector<Candidate> candidates_;
};

}  // namespace presencia::geo
