// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace presencia::join {

/// A grid over a box: columns x rows of cells, each cut into 8 x 8 fine cells. The fine column of a longitude is a
/// monotone function of it even after rounding, so all that lies between two positions of one cell lies in that cell.
struct CellGrid {
    static constexpr std::uint32_t fine_bits = 3;
    static constexpr std::uint32_t fine_side = 1U << fine_bits;

    double west = 0.0, south = 0.0;
    double width = 0.0, height = 0.0;  ///< of a fine cell, degrees
    double per_width = 0.0, per_height = 0.0;
    std::uint32_t columns = 0, rows = 0;  ///< of whole cells

    /// Around `box`, with about `wanted` cells that are about square in degrees.
    static CellGrid over(const geo::Box& box, double wanted) {
        // Cells stay far above the spacing of doubles near 360, and the table within a few megabytes.
        constexpr double smallest = 1e-7;
        constexpr double most = 8192.0;
        const double x_extent = std::max(box.max_x - box.min_x, smallest);
        const double y_extent = std::max(box.max_y - box.min_y, smallest);
        const double side = std::sqrt(x_extent * y_extent / wanted);
        const auto count = [&](double extent) {
            return std::clamp(std::floor(extent / side), 1.0, std::min(most, std::max(1.0, extent / smallest)));
        };
        CellGrid grid;
        grid.west = box.min_x;
        grid.south = box.min_y;
        grid.columns = static_cast<std::uint32_t>(count(x_extent));
        grid.rows = static_cast<std::uint32_t>(count(y_extent));
        grid.width = x_extent / (grid.columns * fine_side);
        grid.height = y_extent / (grid.rows * fine_side);
        grid.per_width = (grid.columns * fine_side) / x_extent;
        grid.per_height = (grid.rows * fine_side) / y_extent;
        return grid;
    }

    /// What lies beyond the grid counts to its outermost cells.
    std::uint32_t fine_column(double x) const { return place((x - west) * per_width, columns * fine_side); }
    std::uint32_t fine_row(double y) const { return place((y - south) * per_height, rows * fine_side); }
    std::uint32_t column(double x) const { return fine_column(x) >> fine_bits; }
    std::uint32_t row(double y) const { return fine_row(y) >> fine_bits; }

    /// Centre of the square of `side` fine cells (1 or fine_side) that starts at a fine column and row.
    Point<Wgs84> centre(std::uint32_t fine_column, std::uint32_t fine_row, std::uint32_t side) const {
        return {west + (fine_column + 0.5 * side) * width, south + (fine_row + 0.5 * side) * height};
    }

    /// Calls `visit(column, row)` for every square of `side` fine cells, within columns [first_column, end_column) and
    /// rows [first_row, end_row) counted in such squares, that the edge touches; and maybe for a neighbour that it
    /// misses by a rounding, never the other way round.
    template <class Visit>
    void squares_touched(Point<Wgs84> a, Point<Wgs84> b, std::uint32_t side, std::uint32_t first_column,
                         std::uint32_t end_column, std::uint32_t first_row, std::uint32_t end_row, Visit visit) const {
        if (a.y > b.y) {
            std::swap(a, b);
        }
        const double margin_x = 1e-12 + 1e-9 * width;
        const double margin_y = 1e-12 + 1e-9 * height;
        const std::uint32_t low = std::max(fine_row(a.y) / side, first_row);
        const std::uint32_t high = std::min(fine_row(b.y) / side + 1, end_row);
        const double slope_x = b.x - a.x;
        const double rise = b.y - a.y;
        for (std::uint32_t row = low; row < high; ++row) {
            double from = 0.0;
            double to = 1.0;
            if (rise > 0.0) {
                const double bottom = south + row * (height * side) - margin_y;
                const double top = south + (row + 1) * (height * side) + margin_y;
                from = std::clamp((bottom - a.y) / rise, 0.0, 1.0);
                to = std::clamp((top - a.y) / rise, 0.0, 1.0);
            }
            const double x_from = a.x + from * slope_x;
            const double x_to = a.x + to * slope_x;
            const std::uint32_t left = std::max(fine_column(std::min(x_from, x_to) - margin_x) / side, first_column);
            const std::uint32_t right = std::min(fine_column(std::max(x_from, x_to) + margin_x) / side + 1, end_column);
            for (std::uint32_t column = left; column < right; ++column) {
                visit(column, row);
            }
        }
    }

private:
    /// Without branches; NaN and what lies before the first is the first.
    static std::uint32_t place(double cell, std::uint32_t count) {
        const double last = static_cast<double>(count - 1);
        const double from_first = cell > 0.0 ? cell : 0.0;
        return static_cast<std::uint32_t>(static_cast<std::int32_t>(from_first < last ? from_first : last));
    }
};

}  // namespace presencia::join
