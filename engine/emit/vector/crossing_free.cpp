// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/grid_shape.hpp"

#include <algorithm>
#include <cstddef>

namespace presencia::emit {

namespace {

/// From the smaller to the larger end.
struct GridEdge {
    GridPoint a, b;

    std::int64_t low() const noexcept { return std::min(a.y, b.y); }
    std::int64_t high() const noexcept { return std::max(a.y, b.y); }
};

bool left_of(GridPoint a, GridPoint b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

__extension__ typedef __int128 Wide;

/// Sign of the turn from a over b to c. Exact where `Number` holds twice the square of the shape's extent.
template <class Number>
int turn(GridPoint a, GridPoint b, GridPoint c) {
    const Number cross = static_cast<Number>(b.x - a.x) * (c.y - a.y) - static_cast<Number>(b.y - a.y) * (c.x - a.x);
    return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

/// p, on the line through a and b, lies strictly between them.
bool between(GridPoint a, GridPoint p, GridPoint b) {
    return left_of(a, p) && left_of(p, b);
}

/// They may share ends, nothing else.
template <class Number>
bool clash(const GridEdge& e, const GridEdge& f) {
    if (e.b.x < f.a.x || f.b.x < e.a.x || e.high() < f.low() || f.high() < e.low()) return false;
    const int f_a = turn<Number>(e.a, e.b, f.a), f_b = turn<Number>(e.a, e.b, f.b);
    if (f_a * f_b > 0) return false;
    if (f_a == 0 && f_b == 0) {  // on one line: clash where they overlap
        return left_of(std::max(e.a, f.a, left_of), std::min(e.b, f.b, left_of));
    }
    const int e_a = turn<Number>(f.a, f.b, e.a), e_b = turn<Number>(f.a, f.b, e.b);
    if (f_a * f_b < 0 && e_a * e_b < 0) return true;
    return (f_a == 0 && between(e.a, f.a, e.b)) || (f_b == 0 && between(e.a, f.b, e.b)) || (e_a == 0 && between(f.a, e.a, f.b)) || (e_b == 0 && between(f.a, e.b, f.b));
}

/// Edges by the square cells of a grid that their boxes touch, about one cell an edge. Kept by a thread from shape to shape: there are many, and most are small.
class CrossingGrid {
public:
    /// All edges but those strictly inside `settled`.
    void fill(const GridShape& shape, const GridBox& settled) {
        edges_.clear();
        for (const GridPolygon& part : shape) {
            add(part.outer, settled);
            for (const GridRing& hole : part.holes) add(hole, settled);
        }
        if (edges_.empty()) return;
        box_ = {edges_[0].a.x, edges_[0].low(), edges_[0].b.x, edges_[0].high()};
        for (const GridEdge& e : edges_) {
            box_ = {std::min(box_.min_x, e.a.x), std::min(box_.min_y, e.low()), std::max(box_.max_x, e.b.x), std::max(box_.max_y, e.high())};
        }
    }

    bool any_clash() {
        constexpr std::int64_t narrow = std::int64_t{1} << 30;
        const bool wide = box_.max_x - box_.min_x >= narrow || box_.max_y - box_.min_y >= narrow;
        return wide ? search<Wide>() : search<std::int64_t>();
    }

private:
    void add(const GridRing& ring, const GridBox& settled) {
        const auto inside = [&](GridPoint p) { return p.x > settled.min_x && p.x < settled.max_x && p.y > settled.min_y && p.y < settled.max_y; };
        GridPoint last = ring.back();
        bool last_inside = inside(last);
        for (const GridPoint p : ring) {
            const bool here_inside = inside(p);
            if (!last_inside || !here_inside) edges_.push_back(left_of(last, p) ? GridEdge{last, p} : GridEdge{p, last});
            last = p;
            last_inside = here_inside;
        }
    }

    template <class Number>
    bool search() {
        constexpr std::size_t few = 12;
        if (edges_.size() <= few) {
            members_.resize(edges_.size());
            for (std::uint32_t i = 0; i < members_.size(); ++i) members_[i] = i;
            return any_clash_between<Number>(0, static_cast<std::uint32_t>(members_.size()));
        }
        sort_into_cells();
        for (std::size_t cell = 0; cell + 1 < start_.size(); ++cell) {
            if (any_clash_between<Number>(start_[cell], start_[cell + 1])) return true;
        }
        return false;
    }

    template <class Number>
    bool any_clash_between(std::uint32_t first, std::uint32_t end) const {
        for (std::uint32_t i = first; i + 1 < end; ++i) {
            const GridEdge& e = edges_[members_[i]];
            for (std::uint32_t k = i + 1; k < end; ++k) {
                if (clash<Number>(e, edges_[members_[k]])) return true;
            }
        }
        return false;
    }

    void sort_into_cells() {
        const std::int64_t width = box_.max_x - box_.min_x, height = box_.max_y - box_.min_y;
        const auto count = static_cast<std::int64_t>(edges_.size());
        // Sides of cells are powers of two, since there is no time for divisions.
        for (shift_ = 0; (width >> shift_) + 1 > count / ((height >> shift_) + 1); ++shift_) {
        }
        columns_ = (width >> shift_) + 1;
        start_.assign(static_cast<std::size_t>(columns_ * ((height >> shift_) + 1)) + 1, 0);
        each_cell([&](std::size_t cell, std::uint32_t) { ++start_[cell]; });
        std::uint32_t sum = 0;
        for (std::uint32_t& begin : start_) begin = sum += begin;
        members_.resize(sum);
        each_cell([&](std::size_t cell, std::uint32_t e) { members_[--start_[cell]] = e; });  // leaves where each cell begins
    }

    template <class Visit>
    void each_cell(Visit visit) const {
        for (std::uint32_t i = 0; i < edges_.size(); ++i) {
            const GridEdge& e = edges_[i];
            const std::int64_t first = (e.a.x - box_.min_x) >> shift_, last = (e.b.x - box_.min_x) >> shift_, bottom = (e.high() - box_.min_y) >> shift_;
            for (std::int64_t y = (e.low() - box_.min_y) >> shift_; y <= bottom; ++y) {
                for (std::int64_t x = first; x <= last; ++x) visit(static_cast<std::size_t>(y * columns_ + x), i);
            }
        }
    }

    std::vector<GridEdge> edges_;
    GridBox box_;
    int shift_ = 0;
    std::int64_t columns_ = 1;
    std::vector<std::uint32_t> start_, members_;
};

}  // namespace

bool crossing_free(const GridShape& shape, const GridBox& settled) {
    thread_local CrossingGrid grid;
    grid.fill(shape, settled);
    return !grid.any_clash();
}

}  // namespace presencia::emit
