// SPDX-License-Identifier: Apache-2.0
#include "join/cell_index.hpp"

#include "join/crossing.hpp"

#include <array>

namespace presencia::join {

MunicipalityIndex CellIndex::in_leaf(std::uint32_t start, Point<Wgs84> centre, Point<Wgs84> point) const {
    const std::uint32_t* at = leaves_.data() + start;
    for (std::uint32_t members = *at++; members > 0; --members) {
        const std::uint32_t head = *at++;
        bool inside = (head & 1U) != 0;
        for (std::uint32_t edges = *at++; edges > 0; --edges) {
            const Point<Wgs84> a = vertices_[*at];
            const Point<Wgs84> b = vertices_[*at + 1];
            ++at;
            if (on_edge(a, b, point)) {
                return static_cast<MunicipalityIndex>(head >> 1);
            }
            inside ^= crosses(a, b, centre, point);
        }
        if (inside) {
            return static_cast<MunicipalityIndex>(head >> 1);
        }
    }
    return nowhere;
}

MunicipalityIndex CellIndex::resolve(std::uint32_t entry, std::uint32_t fine_column, std::uint32_t fine_row,
                                     Point<Wgs84> point) const {
    constexpr std::uint32_t inner = CellGrid::fine_side - 1;
    std::uint32_t side = CellGrid::fine_side;
    if ((entry & tag_mask) == refined) {
        entry = fine_[(entry >> tag_bits) * 64 + (fine_row & inner) * CellGrid::fine_side + (fine_column & inner)];
        side = 1;
    }
    if ((entry & tag_mask) == answer) {
        return static_cast<MunicipalityIndex>(entry >> tag_bits) - 1;
    }
    const std::uint32_t start_mask = ~(side - 1);
    return in_leaf(entry >> tag_bits, grid_.centre(fine_column & start_mask, fine_row & start_mask, side), point);
}

MunicipalityIndex CellIndex::locate(Point<Wgs84> point) const {
    // NaN fails here.
    if (!box_.contains(point)) {
        return nowhere;
    }
    const std::uint32_t column = grid_.fine_column(point.x);
    const std::uint32_t row = grid_.fine_row(point.y);
    const std::size_t cell =
        static_cast<std::size_t>(row >> CellGrid::fine_bits) * grid_.columns + (column >> CellGrid::fine_bits);
    return resolve(cells_[cell], column, row, point);
}

void CellIndex::locate(std::span<const Point<Wgs84>> points, std::span<MunicipalityIndex> out) const {
    // In blocks and in three rounds, so that the memory of one round is on its way while the round before still works.
    constexpr std::size_t block = 256;
    struct Place {
        std::uint32_t column, row, cell;
    };
    std::array<Place, block> places;
    std::array<std::uint16_t, block> open;
    for (std::size_t start = 0; start < points.size(); start += block) {
        const std::size_t count = std::min(block, points.size() - start);
        for (std::size_t k = 0; k < count; ++k) {
            const Point<Wgs84> p = points[start + k];
            const std::uint32_t column = grid_.fine_column(p.x);
            const std::uint32_t row = grid_.fine_row(p.y);
            const std::uint32_t cell = (row >> CellGrid::fine_bits) * grid_.columns + (column >> CellGrid::fine_bits);
            places[k] = {column, row, cell};
            __builtin_prefetch(cells_.data() + cell);
        }
        std::size_t left = 0;
        for (std::size_t k = 0; k < count; ++k) {
            if (!box_.contains(points[start + k])) {
                out[start + k] = nowhere;
                continue;
            }
            const std::uint32_t entry = cells_[places[k].cell];
            out[start + k] = static_cast<MunicipalityIndex>(entry >> tag_bits) - 1;
            if ((entry & tag_mask) == answer) {
                continue;
            }
            __builtin_prefetch((entry & tag_mask) == leaf ? leaves_.data() + (entry >> tag_bits)
                                                          : fine_.data() + (entry >> tag_bits) * 64);
            open[left++] = static_cast<std::uint16_t>(k);
        }
        for (std::size_t j = 0; j < left; ++j) {
            const Place& place = places[open[j]];
            const Point<Wgs84> p = points[start + open[j]];
            out[start + open[j]] = resolve(cells_[place.cell], place.column, place.row, p);
        }
    }
}

}  // namespace presencia::join
