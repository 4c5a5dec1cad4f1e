// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/border_twins.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace presencia::emit {

namespace {

struct OuterEdge {
    double ax, ay, bx, by;
    std::int32_t owner;
};

/// Outer edges by square cell, as a sorted list of (cell, edge).
class EdgeGrid {
public:
    explicit EdgeGrid(double cell) : cell_(cell) {}

    void add(const OuterEdge& edge) {
        const auto index = static_cast<std::uint32_t>(edges_.size());
        edges_.push_back(edge);
        const double length = std::hypot(edge.bx - edge.ax, edge.by - edge.ay);
        const int steps = static_cast<int>(std::ceil(2.0 * length / cell_));
        std::uint64_t last = ~std::uint64_t{0};
        for (int i = 0; i <= steps; ++i) {
            const double t = steps == 0 ? 0.0 : static_cast<double>(i) / steps;
            const std::uint64_t key = cell_key(edge.ax + t * (edge.bx - edge.ax), edge.ay + t * (edge.by - edge.ay));
            if (key != last) entries_.push_back({key, index});
            last = key;
        }
    }

    void finish() { std::sort(entries_.begin(), entries_.end()); }

    /// The municipality other than `edge.owner` whose outer edge runs the other way nearest to the middle of `edge`.
    std::int32_t beside(const OuterEdge& edge, double reach) const {
        const double mx = 0.5 * (edge.ax + edge.bx);
        const double my = 0.5 * (edge.ay + edge.by);
        std::int32_t found = -1;
        double nearest = reach * reach;
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                const std::uint64_t key = cell_key(mx + dx * cell_, my + dy * cell_);
                auto it = std::lower_bound(entries_.begin(), entries_.end(), Entry{key, 0});
                for (; it != entries_.end() && it->first == key; ++it) {
                    const OuterEdge& other = edges_[it->second];
                    if (other.owner == edge.owner || !opposite(edge, other)) continue;
                    const double d = squared_distance(mx, my, other);
                    if (d < nearest || (d == nearest && found >= 0 && other.owner < found)) {
                        nearest = d;
                        found = other.owner;
                    }
                }
            }
        }
        return found;
    }

private:
    using Entry = std::pair<std::uint64_t, std::uint32_t>;

    std::uint64_t cell_key(double x, double y) const {
        const auto column = static_cast<std::uint64_t>(std::max(0.0, std::floor(x / cell_)));
        const auto row = static_cast<std::uint64_t>(std::max(0.0, std::floor(y / cell_)));
        return row << 32 | column;
    }

    /// Within 60 degrees of the opposite direction.
    static bool opposite(const OuterEdge& a, const OuterEdge& b) {
        const double ux = a.bx - a.ax, uy = a.by - a.ay, vx = b.bx - b.ax, vy = b.by - b.ay;
        return ux * vx + uy * vy < -0.5 * std::hypot(ux, uy) * std::hypot(vx, vy);
    }

    static double squared_distance(double x, double y, const OuterEdge& e) {
        const double ux = e.bx - e.ax, uy = e.by - e.ay;
        const double t = std::clamp(((x - e.ax) * ux + (y - e.ay) * uy) / (ux * ux + uy * uy), 0.0, 1.0);
        const double dx = x - e.ax - t * ux, dy = y - e.ay - t * uy;
        return dx * dx + dy * dy;
    }

    double cell_;
    std::vector<OuterEdge> edges_;
    std::vector<Entry> entries_;
};

OuterEdge edge_at(const ArcNetwork& network, const Arc& arc, std::uint32_t i) {
    const WorldPoint a = network.points[arc.first + i];
    const WorldPoint b = network.points[arc.first + i + 1];
    return {static_cast<double>(a.x), static_cast<double>(a.y), static_cast<double>(b.x), static_cast<double>(b.y),
            arc.left};
}

}  // namespace

void mark_twins(ArcNetwork& network, double reach) {
    EdgeGrid grid(reach);
    for (const Arc& arc : network.arcs) {
        for (std::uint32_t i = 0; arc.right < 0 && i + 1 < arc.count; ++i) grid.add(edge_at(network, arc, i));
    }
    grid.finish();

    std::vector<Arc> cut;
    cut.reserve(network.arcs.size());
    for (const Arc& arc : network.arcs) {
        if (arc.right >= 0) {
            cut.push_back(arc);
            continue;
        }
        for (std::uint32_t begin = 0; begin + 1 < arc.count;) {
            Arc piece = arc;
            std::uint32_t end = begin + 1;
            piece.beside = grid.beside(edge_at(network, arc, begin), reach);
            while (end + 1 < arc.count && grid.beside(edge_at(network, arc, end), reach) == piece.beside) ++end;
            piece.first = arc.first + begin;
            piece.count = end - begin + 1;
            cut.push_back(piece);
            begin = end;
        }
    }
    network.arcs = std::move(cut);
}

}  // namespace presencia::emit
