// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/tiles/drawn_coverage.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace presencia::test {

namespace {

/// A number in [-1, 1) that depends on its arguments only.
double wobble(int i, int j, int k) {
    std::uint32_t h = static_cast<std::uint32_t>(i) * 73856093U ^ static_cast<std::uint32_t>(j) * 19349663U ^
                      static_cast<std::uint32_t>(k) * 83492791U;
    h = (h ^ h >> 13) * 0x5bd1e995U;
    h ^= h >> 15;
    return static_cast<double>(h % 20000U) / 10000.0 - 1.0;
}

struct Lattice {
    int columns, rows, steps;
    geo::Box box;

    /// Vertex t of the side that leaves corner (i, j) to the east or to the north; the outermost stay straight.
    Point<Wgs84> side(int i, int j, int t, bool north) const {
        const double width = (box.max_x - box.min_x) / columns;
        const double height = (box.max_y - box.min_y) / rows;
        const double f = static_cast<double>(t) / steps;
        const bool end = t == 0 || t == steps;
        double x = box.min_x + width * (i + (north ? 0.0 : f));
        double y = box.min_y + height * (j + (north ? f : 0.0));
        const bool edge = north ? (i == 0 || i == columns) : (j == 0 || j == rows);
        // Less near the corners, so that sides that leave the same one never cross.
        const double taper = 2.0 * std::min(f, 1.0 - f);
        if (!end && !edge) (north ? x : y) += (north ? width : height) * 0.33 * taper * wobble(2 * i + north, j, t);
        return {x, y};
    }
};

}  // namespace

DrawnCoverage crooked_cells(int columns, int rows, geo::Box box, int steps) {
    const Lattice lattice{columns, rows, steps, box};
    DrawnCoverage out;
    for (int j = 0; j < rows; ++j) {
        for (int i = 0; i < columns; ++i) {
            geo::Ring ring;
            for (int t = 0; t < steps; ++t) ring.push_back(lattice.side(i, j, t, false));
            for (int t = 0; t < steps; ++t) ring.push_back(lattice.side(i + 1, j, t, true));
            for (int t = steps; t > 0; --t) ring.push_back(lattice.side(i, j + 1, t, false));
            for (int t = steps; t > 0; --t) ring.push_back(lattice.side(i, j, t, true));
            ring.push_back(ring.front());
            out.shapes.push_back({geo::Polygon{ring, {}}});
            out.department.push_back(i / 3);
            out.country.push_back(i * 2 / columns);
        }
    }
    return out;
}

geo::MultiPolygon rectangle(double west, double south, double east, double north) {
    return {geo::Polygon{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

DrawnCoverage of_shapes(std::vector<geo::MultiPolygon> shapes) {
    DrawnCoverage out;
    out.department.assign(shapes.size(), 0);
    out.country.assign(shapes.size(), 0);
    out.shapes = std::move(shapes);
    return out;
}

emit::TileMap plain_map(std::vector<emit::Rgb> fills, std::vector<int> class_of) {
    emit::TileMap map;
    map.style_name = "test";
    map.title = "Test";
    for (std::size_t i = 0; i < fills.size(); ++i) {
        emit::TileClass cls;
        cls.id = "class_" + std::to_string(i);
        cls.label = "Class " + std::to_string(i);
        cls.fill = cls.pattern_colour = fills[i];
        map.classes.push_back(cls);
    }
    map.class_of = std::move(class_of);
    return map;
}

}  // namespace presencia::test
