// SPDX-License-Identifier: Apache-2.0
#include "geo/coverage_edges.hpp"

#include "geo/measure.hpp"
#include "geo/predicates.hpp"
#include "geo/rings.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace presencia::geo::detail {

namespace {

struct Edge {
    Point<Wgs84> from, to;
    bool shared = false;
};

auto key(Point<Wgs84> p) {
    return std::pair(p.x, p.y);
}

auto key(Point<Wgs84> from, Point<Wgs84> to) {
    return std::tuple(from.x, from.y, to.x, to.y);
}

template <class Visit>
void each_edge(const MultiPolygon& shape, Visit visit) {
    const auto of_ring = [&visit](const Ring& ring) {
        for (std::size_t k = 1; k < ring.size(); ++k) {
            if (!(ring[k - 1] == ring[k])) visit(ring[k - 1], ring[k]);
        }
    };
    for (const Polygon& part : shape) {
        of_ring(part.outer);
        for (const Ring& hole : part.holes) of_ring(hole);
    }
}

/// Edges that touch the box, in the order of the rings.
std::vector<Edge> edges_in(const MultiPolygon& shape, const Box& box) {
    std::vector<Edge> edges;
    each_edge(shape, [&](Point<Wgs84> from, Point<Wgs84> to) {
        const bool beside = std::max(from.x, to.x) < box.min_x || std::min(from.x, to.x) > box.max_x ||
                            std::max(from.y, to.y) < box.min_y || std::min(from.y, to.y) > box.max_y;
        if (!beside) edges.push_back({from, to});
    });
    return edges;
}

/// Marks the edges that both have, one each way. False where both have one the same way: then they lie over each other.
bool mark_shared(std::vector<Edge>& a, std::vector<Edge>& b) {
    std::vector<Edge*> by_ends;
    for (Edge& edge : b) by_ends.push_back(&edge);
    const auto before = [](const Edge* x, const Edge* y) { return key(x->from, x->to) < key(y->from, y->to); };
    std::sort(by_ends.begin(), by_ends.end(), before);
    const auto find = [&](const Edge& wanted) -> Edge* {
        const auto at = std::lower_bound(by_ends.begin(), by_ends.end(), &wanted, before);
        return at != by_ends.end() && key((*at)->from, (*at)->to) == key(wanted.from, wanted.to) ? *at : nullptr;
    };
    for (Edge& edge : a) {
        if (find(edge)) return false;
        if (Edge* const other = find({edge.to, edge.from})) {
            edge.shared = other->shared = true;
        }
    }
    return true;
}

/// Whether two edges have no point in common but an end of both.
bool meet_at_ends_only(const Edge& e, const Edge& f) {
    if (std::max(e.from.x, e.to.x) < std::min(f.from.x, f.to.x) || std::max(f.from.x, f.to.x) < std::min(e.from.x, e.to.x) ||
        std::max(e.from.y, e.to.y) < std::min(f.from.y, f.to.y) || std::max(f.from.y, f.to.y) < std::min(e.from.y, e.to.y)) {
        return true;
    }
    if (orientation(e.from, e.to, f.from) * orientation(e.from, e.to, f.to) > 0 ||
        orientation(f.from, f.to, e.from) * orientation(f.from, f.to, e.to) > 0) {
        return true;
    }
    for (const auto& [common, other] : {std::pair(e.from, e.to), std::pair(e.to, e.from)}) {
        if (common == f.from) return orientation(common, other, f.to) != 0;
        if (common == f.to) return orientation(common, other, f.from) != 0;
    }
    return false;
}

/// Whether none of a's edges that it has alone lies inside b. Between vertices of b the edges of a ring are on one side.
bool outside(const std::vector<Edge>& a, const std::vector<Edge>& b, const MultiPolygon& shape_b) {
    std::vector<std::pair<double, double>> vertices;
    for (const Edge& edge : b) {
        vertices.push_back(key(edge.from));
        vertices.push_back(key(edge.to));
    }
    std::sort(vertices.begin(), vertices.end());
    const auto of_b = [&](Point<Wgs84> p) { return std::binary_search(vertices.begin(), vertices.end(), key(p)); };
    const Edge* before = nullptr;
    for (const Edge& edge : a) {
        const Edge* const last = std::exchange(before, &edge);
        if (edge.shared) continue;
        const bool from_of_b = of_b(edge.from);
        if (last && !last->shared && last->to == edge.from && !from_of_b) continue;  // as the edge before
        Point<Wgs84> place = edge.from;
        if (from_of_b) {
            place = of_b(edge.to) ? Point<Wgs84>{(edge.from.x + edge.to.x) / 2, (edge.from.y + edge.to.y) / 2} : edge.to;
        }
        if (covers(shape_b, place)) return false;
    }
    return true;
}

std::uint64_t hash(Point<Wgs84> p) {
    const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value + 0.0); };  // -0 is 0
    std::uint64_t mixed = bits(p.x) * 0x9E3779B97F4A7C15;
    mixed = (mixed ^ (mixed >> 32)) + bits(p.y);
    mixed *= 0xBF58476D1CE4E5B9;
    return mixed ^ (mixed >> 29);
}

/// The edges whose other direction no shape has; nothing where an edge is met twice the same way or more often.
std::optional<std::vector<Edge>> single_edges(std::span<const MultiPolygon> shapes) {
    std::vector<Edge> edges;
    for (const MultiPolygon& shape : shapes) {
        each_edge(shape, [&](Point<Wgs84> from, Point<Wgs84> to) { edges.push_back({from, to}); });
    }
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;  // the same hash for both directions
    order.reserve(edges.size());
    for (std::size_t k = 0; k < edges.size(); ++k) {
        order.emplace_back(hash(edges[k].from) ^ hash(edges[k].to), static_cast<std::uint32_t>(k));
    }
    std::sort(order.begin(), order.end());
    std::vector<Edge> single;
    for (std::size_t k = 0; k < order.size();) {
        std::size_t end = k + 1;
        while (end < order.size() && order[end].first == order[k].first) ++end;
        const Edge& one = edges[order[k].second];
        const Edge& next = edges[order[end - 1].second];
        if (end - k == 1) {
            single.push_back(one);
        } else if (end - k > 2 || !(one.from == next.to) || !(one.to == next.from)) {
            return std::nullopt;
        }
        k = end;
    }
    return single;
}

}  // namespace

bool surely_apart(const MultiPolygon& a, const MultiPolygon& b) {
    const Box box_a = box_of(a);
    const Box box_b = box_of(b);
    if (!box_a.intersects(box_b)) {
        return true;
    }
    const Box common{std::max(box_a.min_x, box_b.min_x), std::max(box_a.min_y, box_b.min_y),
                     std::min(box_a.max_x, box_b.max_x), std::min(box_a.max_y, box_b.max_y)};
    std::vector<Edge> of_a = edges_in(a, common);
    std::vector<Edge> of_b = edges_in(b, common);
    if (!mark_shared(of_a, of_b)) {
        return false;
    }
    for (const Edge& e : of_a) {
        if (e.shared) continue;
        for (const Edge& f : of_b) {
            if (!f.shared && !meet_at_ends_only(e, f)) return false;
        }
    }
    return outside(of_a, of_b, b) && outside(of_b, of_a, a);
}

std::optional<std::vector<Ring>> holes_between(std::span<const MultiPolygon> shapes) {
    const auto edges = single_edges(shapes);
    if (!edges) {
        return std::nullopt;
    }
    struct Hash {
        std::size_t operator()(Point<Wgs84> p) const { return hash(p); }
    };
    std::unordered_map<Point<Wgs84>, std::size_t, Hash> leaving;
    leaving.reserve(edges->size());
    for (std::size_t k = 0; k < edges->size(); ++k) {
        if (!leaving.emplace((*edges)[k].from, k).second) return std::nullopt;
    }
    std::vector<bool> taken(edges->size(), false);
    std::vector<Ring> holes;
    for (std::size_t first = 0; first < edges->size(); ++first) {
        Ring ring;
        for (std::size_t k = first; !taken[k];) {
            taken[k] = true;
            ring.push_back((*edges)[k].from);
            const auto next = leaving.find((*edges)[k].to);
            if (next == leaving.end()) return std::nullopt;
            k = next->second;
        }
        if (ring.empty()) continue;
        ring.push_back(ring.front());
        if (!counter_clockwise(ring)) holes.push_back(std::move(ring));
    }
    return holes;
}

}  // namespace presencia::geo::detail
