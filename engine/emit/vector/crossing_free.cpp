// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/grid_shape.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

struct Edge {
    GridPoint a, b;
};

bool before(GridPoint a, GridPoint b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

__extension__ typedef __int128 Wide;

/// Sign of the turn from a over b to c. Exact.
int turn(GridPoint a, GridPoint b, GridPoint c) {
    const Wide cross = static_cast<Wide>(b.x - a.x) * (c.y - a.y) - static_cast<Wide>(b.y - a.y) * (c.x - a.x);
    return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

/// p, on the line through a and b, lies strictly between them.
bool between(GridPoint a, GridPoint p, GridPoint b) {
    return before(a, p) && before(p, b);
}

/// Both edges run from the smaller to the larger end. They may share ends, nothing else.
bool clash(const Edge& e, const Edge& f) {
    const int f_a = turn(e.a, e.b, f.a), f_b = turn(e.a, e.b, f.b);
    if (f_a == 0 && f_b == 0) {  // on one line: clash where they overlap
        return before(std::max(e.a, f.a, before), std::min(e.b, f.b, before));
    }
    const int e_a = turn(f.a, f.b, e.a), e_b = turn(f.a, f.b, e.b);
    if (f_a * f_b < 0 && e_a * e_b < 0) return true;
    return (f_a == 0 && between(e.a, f.a, e.b)) || (f_b == 0 && between(e.a, f.b, e.b)) || (e_a == 0 && between(f.a, e.a, f.b)) || (e_b == 0 && between(f.a, e.b, f.b));
}

std::vector<Edge> edges_of(const GridShape& shape) {
    std::vector<Edge> edges;
    const auto add = [&](const GridRing& ring) {
        for (std::size_t i = 0, k = ring.size() - 1; i < ring.size(); k = i++) {
            edges.push_back(before(ring[k], ring[i]) ? Edge{ring[k], ring[i]} : Edge{ring[i], ring[k]});
        }
    };
    for (const GridPolygon& part : shape) {
        add(part.outer);
        for (const GridRing& hole : part.holes) add(hole);
    }
    return edges;
}

/// Edges by the cells of a grid that their boxes touch.
class Buckets {
public:
    explicit Buckets(const std::vector<Edge>& edges) : edges_(edges) {
        GridBox box{edges[0].a.x, edges[0].a.y, edges[0].a.x, edges[0].a.y};
        for (const Edge& e : edges) {
            box = {std::min(box.min_x, e.a.x), std::min({box.min_y, e.a.y, e.b.y}), std::max(box.max_x, e.b.x), std::max({box.max_y, e.a.y, e.b.y})};
        }
        box_ = box;
        side_ = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::sqrt(static_cast<double>(edges.size()))));
        start_.assign(static_cast<std::size_t>(side_ * side_) + 1, 0);
        each([&](std::size_t cell, std::uint32_t) { ++start_[cell + 1]; });
        for (std::size_t c = 0; c + 1 < start_.size(); ++c) start_[c + 1] += start_[c];
        members_.resize(start_.back());
        std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
        each([&](std::size_t cell, std::uint32_t e) { members_[next[cell]++] = e; });
    }

    bool any_clash() const {
        for (std::size_t cell = 0; cell + 1 < start_.size(); ++cell) {
            for (std::uint32_t i = start_[cell]; i < start_[cell + 1]; ++i) {
                for (std::uint32_t k = i + 1; k < start_[cell + 1]; ++k) {
                    const Edge& e = edges_[members_[i]];
                    const Edge& f = edges_[members_[k]];
                    if (e.b.x < f.a.x || f.b.x < e.a.x) continue;
                    if (clash(e, f)) return true;
                }
            }
        }
        return false;
    }

private:
    template <class Visit>
    void each(Visit visit) const {
        const auto cell_of = [&](std::int64_t v, std::int64_t low, std::int64_t high) { return std::min(side_ - 1, (v - low) / ((high - low) / side_ + 1)); };
        for (std::uint32_t i = 0; i < edges_.size(); ++i) {
            const Edge& e = edges_[i];
            const auto [low, high] = std::minmax(e.a.y, e.b.y);
            for (std::int64_t y = cell_of(low, box_.min_y, box_.max_y); y <= cell_of(high, box_.min_y, box_.max_y); ++y) {
                for (std::int64_t x = cell_of(e.a.x, box_.min_x, box_.max_x); x <= cell_of(e.b.x, box_.min_x, box_.max_x); ++x) visit(static_cast<std::size_t>(y * side_ + x), i);
            }
        }
    }

    const std::vector<Edge>& edges_;
    GridBox box_;
    std::int64_t side_ = 1;
    std::vector<std::uint32_t> start_, members_;
};

}  // namespace

bool crossing_free(const GridShape& shape) {
    const std::vector<Edge> edges = edges_of(shape);
    return edges.size() < 4 || !Buckets(edges).any_clash();
}

}  // namespace presencia::emit
