// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "join/cell_index.hpp"
#include "join/crossing.hpp"
#include "join/leaf_body.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace presencia::join {

namespace {

constexpr std::uint32_t side = CellGrid::fine_side;
constexpr std::uint32_t fine_count = side * side;
constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// One municipality's say in a cell while it is built.
struct Member {
    std::uint32_t municipality;
    bool holds_centre;
    std::span<const std::uint32_t> edges;
};

}  // namespace

/// Fills a CellIndex: which cells each edge touches, which cells each municipality holds wholly, then leaf by leaf.
class CellBuilder {
public:
    CellBuilder(CellIndex& index, std::span<const geo::MultiPolygon> shapes) : index_(index) {
        copy_vertices(shapes);
        if (edges_.empty()) {
            return;
        }
        // Two to four cells an edge make most cells free of borders; beyond four million the table leaves the caches.
        const double wanted = std::clamp(4.0 * static_cast<double>(edges_.size()), 1024.0, 4.0 * 1024 * 1024);
        index_.grid_ = CellGrid::over(index_.box_, wanted);
        const std::size_t cells = static_cast<std::size_t>(grid().columns) * grid().rows;
        starts_.assign(cells + 1, 0);
        last_touched_.assign(cells, none);
        whole_.assign(cells, none);
        for (std::size_t first = 0; first < edges_.size();) {
            first = survey_municipality(first);
        }
        list_edges();
        std::sort(holds_centre_.begin(), holds_centre_.end());
        build_cells();
    }

private:
    struct Edge {
        std::uint32_t vertex;
        std::uint32_t municipality;
    };

    const CellGrid& grid() const { return index_.grid_; }
    Point<Wgs84> start_of(std::uint32_t vertex) const { return index_.vertices_[vertex]; }
    Point<Wgs84> end_of(std::uint32_t vertex) const { return index_.vertices_[vertex + 1]; }

    void copy_ring(const geo::Ring& ring, std::uint32_t municipality) {
        for (std::size_t k = 0; k < ring.size(); ++k) {
            // A repeated vertex has no direction and adds nothing.
            if (k > 0 && ring[k] == ring[k - 1]) {
                continue;
            }
            if (k > 0) {
                edges_.push_back({static_cast<std::uint32_t>(index_.vertices_.size() - 1), municipality});
            }
            index_.vertices_.push_back(ring[k]);
            index_.box_.add(ring[k]);
        }
    }

    void copy_vertices(std::span<const geo::MultiPolygon> shapes) {
        std::size_t count = 0;
        for (const geo::MultiPolygon& shape : shapes) {
            for (const geo::Polygon& part : shape) {
                count += part.outer.size();
                for (const geo::Ring& hole : part.holes) {
                    count += hole.size();
                }
            }
        }
        // Edges are numbered by 32 bits.
        if (count >= none) {
            throw Error(ErrorCode::file_limit, {}, "more than 4 billion vertices");
        }
        index_.vertices_.reserve(count);
        edges_.reserve(count);
        for (std::size_t k = 0; k < shapes.size(); ++k) {
            for (const geo::Polygon& part : shapes[k]) {
                copy_ring(part.outer, static_cast<std::uint32_t>(k));
                for (const geo::Ring& hole : part.holes) {
                    copy_ring(hole, static_cast<std::uint32_t>(k));
                }
            }
        }
    }

    template <class Visit>
    void cells_touched(const Edge& edge, Visit visit) const {
        grid().squares_touched(start_of(edge.vertex), end_of(edge.vertex), side, 0, grid().columns, 0, grid().rows,
                               [&](std::uint32_t column, std::uint32_t row) {
                                   visit(static_cast<std::size_t>(row) * grid().columns + column);
                               });
    }

    /// The first column whose centre in `row` lies east of the edge, which crosses the centres' parallel.
    std::uint32_t first_column_east(const Edge& edge, std::uint32_t row) const {
        const Point<Wgs84> a = start_of(edge.vertex);
        const Point<Wgs84> b = end_of(edge.vertex);
        const bool upward = b.y > a.y;
        const auto east = [&](std::uint32_t column) {
            const int where = side_of(a, b, grid().centre(column * side, row * side, side));
            return upward ? where < 0 : where > 0;
        };
        // A guess by plain arithmetic, set right by the exact test.
        const double y = grid().centre(0, row * side, side).y;
        std::uint32_t column = grid().column(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        while (column > 0 && east(column - 1)) {
            --column;
        }
        while (column < grid().columns && !east(column)) {
            ++column;
        }
        return column;
    }

    /// Counts the edges of the municipality that starts at edge `first`, and marks the cells whose centre it holds.
    /// Returns where the next one starts.
    std::size_t survey_municipality(std::size_t first) {
        const std::uint32_t municipality = edges_[first].municipality;
        crossings_.clear();
        std::size_t k = first;
        for (; k < edges_.size() && edges_[k].municipality == municipality; ++k) {
            cells_touched(edges_[k], [&](std::size_t cell) {
                ++starts_[cell];
                last_touched_[cell] = municipality;
            });
            const Point<Wgs84> a = start_of(edges_[k].vertex);
            const Point<Wgs84> b = end_of(edges_[k].vertex);
            const std::uint32_t high = grid().row(std::max(a.y, b.y));
            for (std::uint32_t row = grid().row(std::min(a.y, b.y)); row <= high; ++row) {
                const double y = grid().centre(0, row * side, side).y;
                if ((a.y > y) != (b.y > y)) {
                    crossings_.emplace_back(row, first_column_east(edges_[k], row));
                }
            }
        }
        std::sort(crossings_.begin(), crossings_.end());
        // A closed border crosses every parallel an even number of times.
        for (std::size_t pair = 0; pair + 1 < crossings_.size(); pair += 2) {
            mark_run(municipality, crossings_[pair], crossings_[pair + 1].second);
        }
        return k;
    }

    void mark_run(std::uint32_t municipality, std::pair<std::uint32_t, std::uint32_t> from, std::uint32_t end) {
        for (std::uint32_t column = from.second; column < end; ++column) {
            const std::size_t cell = static_cast<std::size_t>(from.first) * grid().columns + column;
            if (last_touched_[cell] == municipality) {
                holds_centre_.emplace_back(static_cast<std::uint32_t>(cell), municipality);
            } else if (whole_[cell] == none) {
                // The lowest comes first.
                whole_[cell] = municipality;
            }
        }
    }

    /// Turns the counts into starts and writes each cell's edges, in the order of the municipalities.
    void list_edges() {
        std::size_t total = 0;
        for (std::size_t& start : starts_) {
            total += std::exchange(start, total);
        }
        listed_.resize(total);
        std::vector<std::size_t> next = starts_;
        for (std::size_t k = 0; k < edges_.size(); ++k) {
            cells_touched(edges_[k], [&](std::size_t cell) { listed_[next[cell]++] = static_cast<std::uint32_t>(k); });
        }
    }

    void build_cells() {
        index_.cells_.resize(whole_.size());
        std::size_t centre = 0;
        for (std::size_t cell = 0; cell < whole_.size(); ++cell) {
            gather_members(cell);
            for (; centre < holds_centre_.size() && holds_centre_[centre].first == cell; ++centre) {
                for (Member& member : members_) {
                    member.holds_centre |= member.municipality == holds_centre_[centre].second;
                }
            }
            if (whole_[cell] != none) {
                members_.push_back({whole_[cell], true, {}});
            }
            index_.cells_[cell] = entry_of_cell(cell);
        }
    }

    /// The municipalities with edges in the cell, as far as they come before one that holds all of it. Their edges are
    /// turned from places in edges_ into vertices.
    void gather_members(std::size_t cell) {
        members_.clear();
        std::size_t k = starts_[cell];
        while (k < starts_[cell + 1] && edges_[listed_[k]].municipality < whole_[cell]) {
            const std::uint32_t municipality = edges_[listed_[k]].municipality;
            const std::size_t first = k;
            for (; k < starts_[cell + 1] && edges_[listed_[k]].municipality == municipality; ++k) {
                listed_[k] = edges_[listed_[k]].vertex;
            }
            members_.push_back({municipality, false, std::span(listed_).subspan(first, k - first)});
        }
    }

    std::uint32_t entry_of_cell(std::size_t cell) {
        // Up to here a leaf is tested about as fast as a finer one is found, and takes less memory.
        constexpr std::size_t few = 10;
        std::size_t edges = 0;
        for (const Member& member : members_) {
            edges += member.edges.size();
        }
        if (edges > few) {
            return refine(static_cast<std::uint32_t>(cell % grid().columns) * side,
                          static_cast<std::uint32_t>(cell / grid().columns) * side);
        }
        bodies_[0].clear();
        for (const Member& member : members_) {
            bodies_[0].add(member.municipality, member.holds_centre, member.edges);
        }
        return entry_of(bodies_[0]);
    }

    std::uint32_t entry_of(const LeafBody& body) {
        if (body.empty()) {
            return CellIndex::answer;
        }
        if (body.whole()) {
            return (body.first_municipality() + 1) << CellIndex::tag_bits | CellIndex::answer;
        }
        std::vector<std::uint32_t>& leaves = index_.leaves_;
        if (leaves.size() > none >> CellIndex::tag_bits) {
            throw Error(ErrorCode::file_limit, {}, "more than a billion entries in the index of municipalities");
        }
        const auto start = static_cast<std::uint32_t>(leaves.size());
        leaves.push_back(body.members());
        leaves.insert(leaves.end(), body.numbers().begin(), body.numbers().end());
        return start << CellIndex::tag_bits | CellIndex::leaf;
    }

    /// Cuts the cell that starts at a fine column and row into its fine cells.
    std::uint32_t refine(std::uint32_t column, std::uint32_t row) {
        const auto start = static_cast<std::uint32_t>(index_.fine_.size() / fine_count);
        for (LeafBody& body : bodies_) {
            body.clear();
        }
        for (const Member& member : members_) {
            spread(member, column, row);
        }
        for (const LeafBody& body : bodies_) {
            index_.fine_.push_back(entry_of(body));
        }
        return start << CellIndex::tag_bits | CellIndex::refined;
    }

    /// One member's say in each of the fine cells of the cell that starts at a fine column and row.
    void spread(const Member& member, std::uint32_t column, std::uint32_t row) {
        for (std::vector<std::uint32_t>& edges : fine_edges_) {
            edges.clear();
        }
        for (const std::uint32_t vertex : member.edges) {
            grid().squares_touched(start_of(vertex), end_of(vertex), 1, column, column + side, row, row + side,
                                   [&](std::uint32_t x, std::uint32_t y) {
                                       fine_edges_[(y - row) * side + (x - column)].push_back(vertex);
                                   });
        }
        const Point<Wgs84> centre = grid().centre(column, row, side);
        for (std::uint32_t k = 0; k < fine_count; ++k) {
            const Point<Wgs84> inner = grid().centre(column + k % side, row + k / side, 1);
            bool holds = member.holds_centre;
            for (const std::uint32_t vertex : member.edges) {
                holds ^= crosses(start_of(vertex), end_of(vertex), centre, inner);
            }
            bodies_[k].add(member.municipality, holds, fine_edges_[k]);
        }
    }

    CellIndex& index_;
    std::vector<Edge> edges_;
    std::vector<std::size_t> starts_;                                    ///< a cell's first entry of listed_
    std::vector<std::uint32_t> listed_;                                  ///< edges, cell by cell
    std::vector<std::uint32_t> last_touched_;                            ///< last municipality with an edge in the cell
    std::vector<std::uint32_t> whole_;                                   ///< lowest municipality that holds all of it
    std::vector<std::pair<std::uint32_t, std::uint32_t>> holds_centre_;  ///< (cell, municipality) with edges there
    std::vector<std::pair<std::uint32_t, std::uint32_t>> crossings_;     ///< (row, first column east of it)
    std::vector<Member> members_;
    std::array<LeafBody, fine_count> bodies_;
    std::array<std::vector<std::uint32_t>, fine_count> fine_edges_;
};

CellIndex::CellIndex(std::span<const geo::MultiPolygon> shapes) {
    CellBuilder(*this, shapes);
}

}  // namespace presencia::join
