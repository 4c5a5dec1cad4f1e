// SPDX-License-Identifier: Apache-2.0
#include "geo/coverage_edges.hpp"

#include "core/large_vector.hpp"
#include "core/parallel.hpp"
#include "geo/measure.hpp"
#include "geo/predicates.hpp"
#include "geo/rings.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <numeric>
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

/// An edge by what both of its directions have in common.
struct Numbered {
    std::uint64_t hash;
    const Point<Wgs84>* from;  ///< and the next vertex
};

/// All edges in 256 heaps by their hash, each sorted; `ends` says where each heap ends.
LargeVector<Numbered> sorted_edges(std::span<const MultiPolygon> shapes, std::array<std::size_t, 256>& ends, unsigned threads) {
    const auto heap_of = [](const Numbered& edge) { return edge.hash >> 56; };
    const auto edge_at = [](const Point<Wgs84>& from, const Point<Wgs84>& to) { return Numbered{hash(from) ^ hash(to), &from}; };
    std::array<std::size_t, 257> starts{};
    std::size_t count = 0;
    for (const MultiPolygon& shape : shapes) {
        each_edge(shape, [&](const Point<Wgs84>& from, const Point<Wgs84>& to) {
            ++starts[heap_of(edge_at(from, to)) + 1];
            ++count;
        });
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::copy(starts.begin(), starts.end() - 1, ends.begin());
    LargeVector<Numbered> edges(count);
    for (const MultiPolygon& shape : shapes) {
        each_edge(shape, [&](const Point<Wgs84>& from, const Point<Wgs84>& to) {
            const Numbered edge = edge_at(from, to);
            edges[ends[heap_of(edge)]++] = edge;
        });
    }
    parallel_for(ends.size(), threads, [&](std::size_t heap, unsigned) {
        std::sort(edges.begin() + static_cast<std::ptrdiff_t>(starts[heap]), edges.begin() + static_cast<std::ptrdiff_t>(ends[heap]), [](const Numbered& a, const Numbered& b) { return a.hash < b.hash; });
    });
    return edges;
}

/// The edges whose other direction no shape has; nothing where an edge is met twice the same way or more often.
std::optional<std::vector<Edge>> single_edges(std::span<const MultiPolygon> shapes, unsigned threads) {
    std::array<std::size_t, 256> ends{};
    const LargeVector<Numbered> edges = sorted_edges(shapes, ends, threads);
    std::vector<Edge> single;
    for (std::size_t k = 0; k < edges.size();) {
        std::size_t end = k + 1;
        while (end < edges.size() && edges[end].hash == edges[k].hash) ++end;
        const Edge one{edges[k].from[0], edges[k].from[1]};
        const Edge next{edges[end - 1].from[0], edges[end - 1].from[1]};
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

bool surely_apart(Boxed a, Boxed b) {
    if (!a.box.intersects(b.box)) {
        return true;
    }
    const Box common{std::max(a.box.min_x, b.box.min_x), std::max(a.box.min_y, b.box.min_y),
                     std::min(a.box.max_x, b.box.max_x), std::min(a.box.max_y, b.box.max_y)};
    std::vector<Edge> of_a = edges_in(a.shape, common);
    std::vector<Edge> of_b = edges_in(b.shape, common);
    if (!mark_shared(of_a, of_b)) {
        return false;
    }
    for (const Edge& e : of_a) {
        if (e.shared) continue;
        for (const Edge& f : of_b) {
            if (!f.shared && !meet_at_ends_only(e, f)) return false;
        }
    }
    return outside(of_a, of_b, b.shape) && outside(of_b, of_a, a.shape);
}

std::optional<std::vector<Ring>> holes_between(std::span<const MultiPolygon> shapes, unsigned threads) {
    const auto edges = single_edges(shapes, threads);
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
