// SPDX-License-Identifier: Apache-2.0
#include "join/cell_index.hpp"

#include "join/crossing.hpp"

#include <array>

namespace presencia::join {

namespace {

/// Whether the municipality whose edges these are, and which holds the centre or not, holds the point: borders included.
bool holds(const Point<Wgs84>* vertices, std::span<const std::uint32_t> edges, bool holds_centre, Point<Wgs84> centre, Point<Wgs84> point) {
    bool inside = holds_centre;
    bool sure = true;
    for (const std::uint32_t edge : edges) {
        const Crossing met = crossing(vertices[edge], vertices[edge + 1], centre, point);
        inside ^= met.odd;
        sure &= met.sure;
    }
    if (sure) {
        return inside;
    }
    inside = holds_centre;
    for (const std::uint32_t edge : edges) {
        if (on_edge(vertices[edge], vertices[edge + 1], point)) return true;
        inside ^= crosses(vertices[edge], vertices[edge + 1], centre, point);
    }
    return inside;
}

}  // namespace

MunicipalityIndex CellIndex::in_leaf(std::uint32_t start, Point<Wgs84> centre, Point<Wgs84> point) const {
    const std::uint32_t* at = leaves_.data() + start;
    for (std::uint32_t members = *at++; members > 0; --members) {
        const std::uint32_t head = at[0], edges = at[1];
        if (holds(vertices_.data(), {at + 2, edges}, (head & 1U) != 0, centre, point)) {
            return static_cast<MunicipalityIndex>(head >> 1);
        }
        at += 2 + edges;
    }
    return nowhere;
}

MunicipalityIndex CellIndex::in_leaf(std::uint32_t start, std::uint32_t side, std::uint32_t fine_column, std::uint32_t fine_row, Point<Wgs84> point) const {
    const std::uint32_t start_mask = ~(side - 1);
    return in_leaf(start, grid_.centre(fine_column & start_mask, fine_row & start_mask, side), point);
}

MunicipalityIndex CellIndex::locate(Point<Wgs84> point) const {
    // NaN fails here.
    if (!box_.contains(point)) {
        return nowhere;
    }
    const std::uint32_t column = grid_.fine_column(point.x);
    const std::uint32_t row = grid_.fine_row(point.y);
    std::uint32_t entry = cells_[cell_place(column, row)];
    std::uint32_t side = CellGrid::fine_side;
    if ((entry & tag_mask) == refined) {
        entry = fine_[fine_place(entry, column, row)];
        side = 1;
    }
    return (entry & tag_mask) == answer ? answer_of(entry) : in_leaf(entry >> tag_bits, side, column, row, point);
}

/// In blocks and in rounds, so that the memory of one round is on its way while the round before still works: cells, fine cells, leaves, their vertices.
void CellIndex::locate(std::span<const Point<Wgs84>> points, std::span<MunicipalityIndex> out) const {
    constexpr std::size_t block = 256;
    struct Place {
        std::uint32_t column, row, cell;
    };
    struct Open {
        std::uint32_t entry;
        std::uint16_t point;
        std::uint16_t side;
    };
    std::array<Place, block> places;
    std::array<Open, block> open;
    for (std::size_t start = 0; start < points.size(); start += block) {
        const std::size_t count = std::min(block, points.size() - start);
        for (std::size_t k = 0; k < count; ++k) {
            const Point<Wgs84> p = points[start + k];
            const std::uint32_t column = grid_.fine_column(p.x);
            const std::uint32_t row = grid_.fine_row(p.y);
            places[k] = {column, row, cell_place(column, row)};
            __builtin_prefetch(cells_.data() + places[k].cell);
        }
        std::size_t left = 0;
        for (std::size_t k = 0; k < count; ++k) {
            if (!box_.contains(points[start + k])) {
                out[start + k] = nowhere;
                continue;
            }
            const std::uint32_t entry = cells_[places[k].cell];
            out[start + k] = answer_of(entry);
            if ((entry & tag_mask) == answer) continue;
            if ((entry & tag_mask) == leaf) {
                __builtin_prefetch(leaves_.data() + (entry >> tag_bits));
            } else {
                __builtin_prefetch(fine_.data() + fine_place(entry, places[k].column, places[k].row));
            }
            open[left++] = {entry, static_cast<std::uint16_t>(k), CellGrid::fine_side};
        }
        std::size_t leaves = 0;
        for (std::size_t j = 0; j < left; ++j) {
            Open one = open[j];
            if ((one.entry & tag_mask) == refined) {
                const Place& place = places[one.point];
                one = {fine_[fine_place(one.entry, place.column, place.row)], one.point, 1};
                out[start + one.point] = answer_of(one.entry);
                if ((one.entry & tag_mask) == answer) continue;
                __builtin_prefetch(leaves_.data() + (one.entry >> tag_bits));
            }
            open[leaves++] = one;
        }
        for (std::size_t j = 0; j < leaves; ++j) {
            // Count of members, the first one, its edges: one at least, or it would be the answer.
            const std::uint32_t* const body = leaves_.data() + (open[j].entry >> tag_bits);
            __builtin_prefetch(vertices_.data() + body[3]);
            __builtin_prefetch(vertices_.data() + body[2 + body[2]] + 1);
        }
        for (std::size_t j = 0; j < leaves; ++j) {
            const Place& place = places[open[j].point];
            const std::size_t k = start + open[j].point;
            out[k] = in_leaf(open[j].entry >> tag_bits, open[j].side, place.column, place.row, points[k]);
        }
    }
}

}  // namespace presencia::join
