// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/coverage_geometry.hpp"
#include "emit/tiles/tile_style.hpp"

#include <vector>

namespace presencia::test {

/// A coverage drawn for a test: columns x rows of cells with crooked shared borders, over a rectangle in degrees.
struct DrawnCoverage {
    std::vector<geo::MultiPolygon> shapes;
    std::vector<std::int32_t> department, country;

    emit::CoverageGeometry geometry() const { return {shapes, department, country}; }
};

/// `steps` vertices on each side of a cell; borders waver by a third of a cell, the same for both neighbours.
DrawnCoverage crooked_cells(int columns, int rows, geo::Box box, int steps = 9);

/// A rectangle as one municipality.
geo::MultiPolygon rectangle(double west, double south, double east, double north);

DrawnCoverage of_shapes(std::vector<geo::MultiPolygon> shapes);

inline constexpr emit::Rgb violet{0x3f, 0x20, 0x69};

/// One plain class a colour given; class_of as given.
emit::TileMap plain_map(std::vector<emit::Rgb> fills, std::vector<int> class_of);

}  // namespace presencia::test
