// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bench/support/random.hpp"
#include "geo/shapes.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

/// Small inputs that the kernels are measured with, the same on every machine.
namespace presencia::bench {

/// side x side cells over 10 x 10 degrees that share their crooked borders, `steps` edges a side.
inline std::vector<geo::MultiPolygon> coverage(int side, int steps) {
    const auto place = [&](int i, int j) {
        const double x = -90.0 + 10.0 * i / (side * steps), y = 8.0 + 10.0 * j / (side * steps);
        return Point<Wgs84>{x + 0.04 * std::sin(11.0 * y + 3.0 * x), y + 0.04 * std::sin(7.0 * x - 5.0 * y)};
    };
    std::vector<geo::MultiPolygon> cells;
    for (int j = 0; j < side; ++j) {
        for (int i = 0; i < side; ++i) {
            geo::Ring ring;
            for (int k = 0; k < steps; ++k) ring.push_back(place(i * steps + k, j * steps));
            for (int k = 0; k < steps; ++k) ring.push_back(place((i + 1) * steps, j * steps + k));
            for (int k = steps; k > 0; --k) ring.push_back(place(i * steps + k, (j + 1) * steps));
            for (int k = steps; k > 0; --k) ring.push_back(place(i * steps, j * steps + k));
            ring.push_back(ring.front());
            cells.push_back({{std::move(ring), {}}});
        }
    }
    return cells;
}

inline std::vector<Point<Wgs84>> places(std::size_t count) {
    Random random(7);
    std::vector<Point<Wgs84>> out(count);
    for (Point<Wgs84>& p : out) p = {-90.0 + 10.0 * random.share(), 8.0 + 10.0 * random.share()};
    return out;
}

}  // namespace presencia::bench
