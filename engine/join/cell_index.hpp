// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/large_vector.hpp"
#include "join/cell_grid.hpp"
#include "join/locator.hpp"

#include <array>
#include <span>
#include <vector>

namespace presencia::join {

/// The index behind Locator. Every cell of a grid knows one of three things: its one answer (no border passes, so all
/// of it belongs to one municipality or to none); or a leaf, the municipalities that have a say in it in rising order,
/// each with its edges there and whether it holds the cell's centre; or 64 fine cells that know one of the first two.
/// A position in a leaf belongs to a municipality where the edges crossed on the way from the centre say so.
///
/// Leaves are runs of 32-bit numbers: count of members, then for each: municipality x 2 + (holds the centre), count of
/// edges, edges. Edge k runs from vertex k to vertex k + 1. A member without edges holds all that no member before it
/// holds: the whole cell, or what its neighbours leave of it, whose edges are its own (LeafBody::close_last). Nothing is
/// listed behind it, since a higher municipality never wins against it.
class CellIndex {
public:
    /// `shapes` are not kept. Built on `threads` threads; the index does not depend on their number.
    CellIndex(std::span<const geo::MultiPolygon* const> shapes, unsigned threads);

    MunicipalityIndex locate(Point<Wgs84> point) const;
    void locate(std::span<const Point<Wgs84>> points, std::span<MunicipalityIndex> out) const;

    const CellGrid& grid() const { return grid_; }

    /// Calls `visit(a, b, municipality)` for the edges listed in the cells that `box` touches; an edge may come more
    /// than once. Borders that lie wholly inside a lower municipality, or are shared with one, may be left out.
    template <class Visit>
    void edges_in(const geo::Box& box, Visit visit) const;

private:
    friend class CellBuilder;
    friend class BandBuilder;

    enum Tag : std::uint32_t { answer = 0, leaf = 1, refined = 2 };
    static constexpr std::uint32_t tag_bits = 2;
    static constexpr std::uint32_t tag_mask = (1U << tag_bits) - 1;

    /// Throws file_limit where places would not fit beside their tag.
    static void check_places(std::size_t count);
    static MunicipalityIndex answer_of(std::uint32_t entry) { return static_cast<MunicipalityIndex>(entry >> tag_bits) - 1; }
    std::uint32_t cell_place(std::uint32_t fine_column, std::uint32_t fine_row) const {
        return (fine_row >> CellGrid::fine_bits) * grid_.columns + (fine_column >> CellGrid::fine_bits);
    }
    /// Of a cell that is refined, among the fine ones.
    static std::size_t fine_place(std::uint32_t entry, std::uint32_t fine_column, std::uint32_t fine_row) {
        constexpr std::uint32_t inner = CellGrid::fine_side - 1;
        return std::size_t{entry >> tag_bits} * 64 + (fine_row & inner) * CellGrid::fine_side + (fine_column & inner);
    }
    /// In the leaf of the square of `side` fine cells around a fine cell.
    MunicipalityIndex in_leaf(std::uint32_t start, std::uint32_t side, std::uint32_t fine_column, std::uint32_t fine_row, Point<Wgs84> point) const;
    MunicipalityIndex in_leaf(std::uint32_t start, Point<Wgs84> centre, Point<Wgs84> point) const;
    template <class Visit>
    void edges_of_leaf(std::uint32_t start, Visit& visit) const;

    CellGrid grid_;
    geo::Box box_;
    LargeVector<Point<Wgs84>> vertices_;
    LargeVector<std::uint32_t> cells_;  ///< columns x rows: value << 2 | tag
    LargeVector<std::uint32_t> fine_;   ///< 64 a refined cell
    LargeVector<std::uint32_t> leaves_;
};

template <class Visit>
void CellIndex::edges_of_leaf(std::uint32_t start, Visit& visit) const {
    const std::uint32_t* at = leaves_.data() + start;
    for (std::uint32_t members = *at++; members > 0; --members) {
        const auto municipality = static_cast<MunicipalityIndex>(*at++ >> 1);
        for (std::uint32_t edges = *at++; edges > 0; --edges) {
            const std::uint32_t edge = *at++;
            visit(vertices_[edge], vertices_[edge + 1], municipality);
        }
    }
}

template <class Visit>
void CellIndex::edges_in(const geo::Box& box, Visit visit) const {
    if (!box.intersects(box_)) {
        return;
    }
    for (std::uint32_t row = grid_.row(box.min_y); row <= grid_.row(box.max_y); ++row) {
        for (std::uint32_t column = grid_.column(box.min_x); column <= grid_.column(box.max_x); ++column) {
            const std::uint32_t entry = cells_[row * grid_.columns + column];
            if ((entry & tag_mask) == leaf) {
                edges_of_leaf(entry >> tag_bits, visit);
            } else if ((entry & tag_mask) == refined) {
                for (std::uint32_t k = 0; k < 64; ++k) {
                    const std::uint32_t inner = fine_[std::size_t{entry >> tag_bits} * 64 + k];
                    if ((inner & tag_mask) == leaf) {
                        edges_of_leaf(inner >> tag_bits, visit);
                    }
                }
            }
        }
    }
}

}  // namespace presencia::join
