// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/large_vector.hpp"
#include "join/cell_index.hpp"
#include "join/leaf_body.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace presencia::join {

/// An edge of a border: from vertex `vertex` to the next one.
struct BorderEdge {
    std::uint32_t vertex;
    std::uint32_t municipality;
};

/// Rows of cells [first_row, end_row) while an index is built, and the edges that touch them, in the order of the
/// municipalities.
struct CellBand {
    std::uint32_t first_row = 0, end_row = 0;
    std::vector<BorderEdge> edges;
    // What was built. Places are counted within the band.
    LargeVector<std::uint32_t> fine, leaves;
};

/// Builds band after band: which cells each edge touches, which cells each municipality holds wholly, then leaf by leaf.
/// Its working memory is that of one band and is used again; builders work side by side on bands of one index.
class BandBuilder {
public:
    BandBuilder(const CellGrid& grid, const LargeVector<Point<Wgs84>>& vertices) : grid_(grid), vertices_(vertices) {}

    /// Fills `cells`, the band's part of the index, with entries whose places are counted within the band.
    void build(CellBand& band, std::span<std::uint32_t> cells);

private:
    /// One municipality's say in a cell.
    struct Member {
        std::uint32_t municipality;
        bool holds_centre;
        std::span<const std::uint32_t> edges;
    };
    static constexpr std::uint32_t side = CellGrid::fine_side;
    static constexpr std::uint32_t fine_count = side * side;

    Point<Wgs84> start_of(std::uint32_t vertex) const { return vertices_[vertex]; }
    Point<Wgs84> end_of(std::uint32_t vertex) const { return vertices_[vertex + 1]; }
    template <class Visit>
    void cells_touched(std::uint32_t vertex, Visit visit) const;
    std::uint32_t first_column_east(std::uint32_t vertex, std::uint32_t row) const;
    std::size_t survey_municipality(std::size_t first);
    void mark_run(std::uint32_t municipality, std::pair<std::uint32_t, std::uint32_t> from, std::uint32_t end);
    void list_edges();
    void gather_members(std::size_t cell);
    std::uint32_t entry_of_cell(std::size_t cell);
    std::uint32_t entry_of(LeafBody& body);
    std::uint32_t refine(std::uint32_t column, std::uint32_t row);
    void spread(const Member& member, std::uint32_t column, std::uint32_t row);

    const CellGrid& grid_;
    const LargeVector<Point<Wgs84>>& vertices_;
    CellBand* band_ = nullptr;
    LargeVector<std::uint32_t> starts_;                                  ///< a cell's first entry of listed_
    LargeVector<std::uint32_t> next_;                                    ///< where its next one goes
    LargeVector<std::uint32_t> listed_;                                  ///< edges, cell by cell
    LargeVector<std::uint32_t> last_touched_;                            ///< last municipality with an edge in the cell
    LargeVector<std::uint32_t> whole_;                                   ///< lowest municipality that holds all of it
    std::vector<std::pair<std::uint32_t, std::uint32_t>> holds_centre_;  ///< (cell, municipality) with edges there
    std::vector<std::pair<std::uint32_t, std::uint32_t>> crossings_;     ///< (row, first column east of it)
    std::vector<Member> members_;
    std::array<LeafBody, fine_count> bodies_;
    std::array<std::vector<std::uint32_t>, fine_count> fine_edges_;
};

}  // namespace presencia::join
