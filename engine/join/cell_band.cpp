// SPDX-License-Identifier: Apache-2.0
#include "join/cell_band.hpp"

#include "core/error.hpp"
#include "join/crossing.hpp"

#include <algorithm>
#include <limits>

namespace presencia::join {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

}  // namespace

void BandBuilder::build(CellBand& band, std::span<std::uint32_t> cells) {
    band_ = &band;
    starts_.assign(cells.size() + 1, 0);
    last_touched_.assign(cells.size(), none);
    whole_.assign(cells.size(), none);
    holds_centre_.clear();
    for (std::size_t first = 0; first < band.edges.size();) {
        first = survey_municipality(first);
    }
    list_edges();
    std::sort(holds_centre_.begin(), holds_centre_.end());
    std::size_t centre = 0;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        gather_members(cell);
        for (; centre < holds_centre_.size() && holds_centre_[centre].first == cell; ++centre) {
            for (Member& member : members_) {
                member.holds_centre |= member.municipality == holds_centre_[centre].second;
            }
        }
        if (whole_[cell] != none) {
            members_.push_back({whole_[cell], true, {}});
        }
        cells[cell] = entry_of_cell(cell);
    }
}

/// Calls `visit` with the number, within the band, of each cell that the edge touches.
template <class Visit>
void BandBuilder::cells_touched(std::uint32_t vertex, Visit visit) const {
    grid_.squares_touched(start_of(vertex), end_of(vertex), side, 0, grid_.columns, band_->first_row, band_->end_row,
                          [&](std::uint32_t column, std::uint32_t row) {
                              visit(static_cast<std::size_t>(row - band_->first_row) * grid_.columns + column);
                          });
}

/// The first column whose centre in `row` lies east of the edge, which crosses the centres' parallel.
std::uint32_t BandBuilder::first_column_east(std::uint32_t vertex, std::uint32_t row) const {
    const Point<Wgs84> a = start_of(vertex);
    const Point<Wgs84> b = end_of(vertex);
    const bool upward = b.y > a.y;
    const auto east = [&](std::uint32_t column) {
        const int where = side_of(a, b, grid_.centre(column * side, row * side, side));
        return upward ? where < 0 : where > 0;
    };
    // A guess by plain arithmetic, set right by the exact test.
    const double y = grid_.centre(0, row * side, side).y;
    std::uint32_t column = grid_.column(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    while (column > 0 && east(column - 1)) {
        --column;
    }
    while (column < grid_.columns && !east(column)) {
        ++column;
    }
    return column;
}

/// Counts the edges of the municipality that starts at edge `first`, and marks the cells whose centre it holds.
/// Returns where the next one starts.
std::size_t BandBuilder::survey_municipality(std::size_t first) {
    const std::vector<BorderEdge>& edges = band_->edges;
    const std::uint32_t municipality = edges[first].municipality;
    crossings_.clear();
    std::size_t k = first;
    for (; k < edges.size() && edges[k].municipality == municipality; ++k) {
        cells_touched(edges[k].vertex, [&](std::size_t cell) {
            ++starts_[cell];
            last_touched_[cell] = municipality;
        });
        const Point<Wgs84> a = start_of(edges[k].vertex);
        const Point<Wgs84> b = end_of(edges[k].vertex);
        const std::uint32_t end = std::min(grid_.row(std::max(a.y, b.y)) + 1, band_->end_row);
        for (std::uint32_t row = std::max(grid_.row(std::min(a.y, b.y)), band_->first_row); row < end; ++row) {
            const double y = grid_.centre(0, row * side, side).y;
            if ((a.y > y) != (b.y > y)) {
                crossings_.emplace_back(row, first_column_east(edges[k].vertex, row));
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

void BandBuilder::mark_run(std::uint32_t municipality, std::pair<std::uint32_t, std::uint32_t> from, std::uint32_t end) {
    const std::size_t row = static_cast<std::size_t>(from.first - band_->first_row) * grid_.columns;
    for (std::size_t cell = row + from.second; cell < row + end; ++cell) {
        if (last_touched_[cell] == municipality) {
            holds_centre_.emplace_back(static_cast<std::uint32_t>(cell), municipality);
        } else if (whole_[cell] == none) {
            // The lowest comes first.
            whole_[cell] = municipality;
        }
    }
}

/// Turns the counts into starts and writes each cell's edges, in the order of the municipalities.
void BandBuilder::list_edges() {
    std::size_t total = 0;
    for (std::uint32_t& start : starts_) {
        const std::uint32_t count = start;
        start = static_cast<std::uint32_t>(total);
        total += count;
    }
    if (total >= none) {
        throw Error(ErrorCode::file_limit, {}, "more than 4 billion entries in the index of municipalities");
    }
    listed_.resize(total);
    next_.assign(starts_.begin(), starts_.end());
    for (std::size_t k = 0; k < band_->edges.size(); ++k) {
        cells_touched(band_->edges[k].vertex, [&](std::size_t cell) { listed_[next_[cell]++] = static_cast<std::uint32_t>(k); });
    }
}

/// The municipalities with edges in the cell, as far as they come before one that holds all of it. Their edges are
/// turned from places among the band's into vertices.
void BandBuilder::gather_members(std::size_t cell) {
    const std::vector<BorderEdge>& edges = band_->edges;
    members_.clear();
    std::size_t k = starts_[cell];
    while (k < starts_[cell + 1] && edges[listed_[k]].municipality < whole_[cell]) {
        const std::uint32_t municipality = edges[listed_[k]].municipality;
        const std::size_t first = k;
        for (; k < starts_[cell + 1] && edges[listed_[k]].municipality == municipality; ++k) {
            listed_[k] = edges[listed_[k]].vertex;
        }
        members_.push_back({municipality, false, std::span(listed_).subspan(first, k - first)});
    }
}

std::uint32_t BandBuilder::entry_of_cell(std::size_t cell) {
    // Up to here a leaf is tested about as fast as a finer one is found, and takes less memory.
    constexpr std::size_t few = 10;
    std::size_t edges = 0;
    for (const Member& member : members_) {
        edges += member.edges.size();
    }
    if (edges > few) {
        return refine(static_cast<std::uint32_t>(cell % grid_.columns) * side,
                      (static_cast<std::uint32_t>(cell / grid_.columns) + band_->first_row) * side);
    }
    bodies_[0].clear();
    for (const Member& member : members_) {
        bodies_[0].add(member.municipality, member.holds_centre, member.edges);
    }
    return entry_of(bodies_[0]);
}

std::uint32_t BandBuilder::entry_of(LeafBody& body) {
    body.close_last([this](std::uint32_t a, std::uint32_t b) {
        return (start_of(a) == end_of(b) && end_of(a) == start_of(b)) || (start_of(a) == start_of(b) && end_of(a) == end_of(b));
    });
    if (body.empty()) {
        return CellIndex::answer;
    }
    if (body.whole()) {
        return (body.first_municipality() + 1) << CellIndex::tag_bits | CellIndex::answer;
    }
    LargeVector<std::uint32_t>& leaves = band_->leaves;
    const auto start = static_cast<std::uint32_t>(leaves.size());
    leaves.push_back(body.members());
    leaves.insert(leaves.end(), body.numbers().begin(), body.numbers().end());
    CellIndex::check_places(leaves.size());
    return start << CellIndex::tag_bits | CellIndex::leaf;
}

/// Cuts the cell that starts at a fine column and row into its fine cells.
std::uint32_t BandBuilder::refine(std::uint32_t column, std::uint32_t row) {
    const auto start = static_cast<std::uint32_t>(band_->fine.size() / fine_count);
    for (LeafBody& body : bodies_) {
        body.clear();
    }
    for (const Member& member : members_) {
        spread(member, column, row);
    }
    for (LeafBody& body : bodies_) {
        band_->fine.push_back(entry_of(body));
    }
    return start << CellIndex::tag_bits | CellIndex::refined;
}

/// One member's say in each of the fine cells of the cell that starts at a fine column and row.
void BandBuilder::spread(const Member& member, std::uint32_t column, std::uint32_t row) {
    for (std::vector<std::uint32_t>& edges : fine_edges_) {
        edges.clear();
    }
    for (const std::uint32_t vertex : member.edges) {
        grid_.squares_touched(start_of(vertex), end_of(vertex), 1, column, column + side, row, row + side,
                              [&](std::uint32_t x, std::uint32_t y) {
                                  fine_edges_[(y - row) * side + (x - column)].push_back(vertex);
                              });
    }
    const Point<Wgs84> centre = grid_.centre(column, row, side);
    for (std::uint32_t k = 0; k < fine_count; ++k) {
        const Point<Wgs84> inner = grid_.centre(column + k % side, row + k / side, 1);
        bool holds = member.holds_centre;
        for (const std::uint32_t vertex : member.edges) {
            holds ^= crosses(start_of(vertex), end_of(vertex), centre, inner);
        }
        bodies_[k].add(member.municipality, holds, fine_edges_[k]);
    }
}

}  // namespace presencia::join
