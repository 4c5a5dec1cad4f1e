// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/measure.hpp"
#include "geo/shapes.hpp"
#include "layer/tables.hpp"

#include <map>
#include <string>
#include <vector>

/// Maps drawn in the test: a letter is a municipality, a dot is sea, one character is a square of 0.1 degrees. The first row is the northernmost; its
/// north-west corner lies at (west, north).
namespace presencia::support {

inline geo::Polygon rectangle(double west, double south, double east, double north) {
    return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}

inline geo::Polygon square(double west, double south, double side) {
    return rectangle(west, south, west + side, south + side);
}

/// Squares of one letter become the parts of one municipality with that letter as code and name; upper case lies in country AAA, lower case in BBB.
inline layer::MunicipalityTable draw(const std::vector<std::string>& rows, double west = -90.0, double north = 15.0, double side = 0.1) {
    std::map<std::pair<std::string, std::string>, geo::MultiPolygon> shapes;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const char letter = rows[r][c];
            if (letter == '.') continue;
            const std::string country = letter >= 'a' ? "BBB" : "AAA";
            // Neighbours share their border to the last bit: both compute it from the same grid line.
            const auto x = [&](std::size_t line) { return west + side * static_cast<double>(line); };
            const auto y = [&](std::size_t line) { return north - side * static_cast<double>(line); };
            shapes[{country, std::string(1, letter)}].push_back(rectangle(x(c), y(r + 1), x(c + 1), y(r)));
        }
    }
    layer::MunicipalityTable table;
    for (auto& [identity, shape] : shapes) {
        layer::Municipality row;
        row.country = identity.first;
        row.code = row.name = identity.second;
        row.department = identity.first + "-1";
        row.area = geo::area(shape);
        row.shape = std::move(shape);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace presencia::support
