// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/unit/geo/drawn.hpp"

#include <cstddef>
#include <vector>

namespace presencia::drawn {

/// A warped coverage with enclaves that belong to another cell, lakes that belong to none, and overlapping stars.
inline std::vector<geo::MultiPolygon> troubled_coverage(Random& random, int columns, int rows, int steps) {
    std::vector<geo::MultiPolygon> cells = WarpedCoverage(random, columns, rows, steps, {-92, 8}).cells();
    for (std::size_t k = 0; k < cells.size(); ++k) {
        const Point<Wgs84> middle{-92 + static_cast<double>(k % static_cast<std::size_t>(columns)) + 0.5,
                                  8 + static_cast<double>(k / static_cast<std::size_t>(columns)) + 0.5};
        const geo::Ring inner = star_ring(random, middle, 0.15, 5 + static_cast<int>(random() % 20));
        switch (random() % 4) {
            case 0:  // an enclave of some other cell
                cells[k][0].holes.push_back(reversed(inner));
                cells[random() % cells.size() == k ? (k + 1) % cells.size() : (k * 7 + 3) % cells.size()].push_back(
                    {inner, {}});
                break;
            case 1:  // a lake
                cells[k][0].holes.push_back(reversed(inner));
                break;
            default: break;
        }
    }
    return cells;
}

}  // namespace presencia::drawn
