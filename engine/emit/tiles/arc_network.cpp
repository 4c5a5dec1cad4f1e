// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/arc_network.hpp"

#include "core/earth.hpp"
#include "geo/projection.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <tuple>

namespace presencia::emit {

namespace {

/// An edge as one municipality walks it, vertices as indices: low < high; forward means from low to high.
struct OwnedEdge {
    std::uint32_t low, high;
    std::int32_t owner;
    bool forward;
};

/// An edge of the network with its sides settled.
struct SidedEdge {
    std::int32_t left, right;
    std::uint32_t from, to;

    auto key() const { return std::tie(left, right, from, to); }
};

std::uint64_t pack(WorldPoint p) {
    return static_cast<std::uint64_t>(p.x) << 32 | static_cast<std::uint64_t>(p.y);
}

WorldPoint unpack(std::uint64_t key) {
    return {static_cast<std::int64_t>(key >> 32), static_cast<std::int64_t>(key & 0xffffffffU)};
}

/// The ring on the grid: no vertex twice in a row, not closed, interior on the left in geographic sense.
std::vector<std::uint64_t> snapped_ring(const geo::Ring& ring, bool hole) {
    std::vector<std::uint64_t> out;
    out.reserve(ring.size());
    for (const auto& p : ring) {
        const std::uint64_t key = pack(to_world(p));
        if (out.empty() || out.back() != key) out.push_back(key);
    }
    while (out.size() > 1 && out.front() == out.back()) out.pop_back();
    if (out.size() < 3) return {};
    double twice_area = 0.0;  // y down: positive where clockwise on the map
    const WorldPoint origin = unpack(out[0]);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const WorldPoint a = unpack(out[i]);
        const WorldPoint b = unpack(out[(i + 1) % out.size()]);
        twice_area += static_cast<double>(a.x - origin.x) * static_cast<double>(b.y - origin.y) -
                      static_cast<double>(b.x - origin.x) * static_cast<double>(a.y - origin.y);
    }
    const bool clockwise = twice_area > 0.0;
    if (clockwise != hole) std::reverse(out.begin(), out.end());
    return out;
}

/// Numbers positions in the order in which they come.
class Vertices {
public:
    /// At most `capacity` positions.
    explicit Vertices(std::size_t capacity) : slots_(std::bit_ceil(2 * capacity + 2), empty), shift_(64 - std::countr_zero(slots_.size())) { keys_.reserve(capacity); }

    std::uint32_t index(std::uint64_t key) {
        std::size_t at = static_cast<std::size_t>((key * 0x9e3779b97f4a7c15U) >> shift_);
        for (; slots_[at] != empty; at = (at + 1) & (slots_.size() - 1)) {
            if (keys_[slots_[at]] == key) return slots_[at];
        }
        slots_[at] = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back(key);
        return slots_[at];
    }
    const std::vector<std::uint64_t>& keys() const noexcept { return keys_; }

private:
    static constexpr std::uint32_t empty = 0xffffffffU;

    std::vector<std::uint32_t> slots_;
    std::vector<std::uint64_t> keys_;
    int shift_;
};

template <class Visit>
void for_each_ring(std::span<const geo::MultiPolygon> shapes, Visit visit) {
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        for (const auto& polygon : shapes[i]) {
            visit(static_cast<std::int32_t>(i), snapped_ring(polygon.outer, false));
            for (const auto& hole : polygon.holes) visit(static_cast<std::int32_t>(i), snapped_ring(hole, true));
        }
    }
}

/// Settles the sides of the edges that join the same two vertices, `group`, and appends them.
void settle(std::span<const OwnedEdge> group, std::vector<SidedEdge>& out) {
    const OwnedEdge& one = group[0];
    if (group.size() == 1) {  // an outer edge
        out.push_back(one.forward ? SidedEdge{one.owner, -1, one.low, one.high} : SidedEdge{one.owner, -1, one.high, one.low});
        return;
    }
    if (group.size() == 2 && group[1].owner != one.owner && group[1].forward != one.forward) {  // two neighbours; the first is the one of lower number
        out.push_back(one.forward ? SidedEdge{one.owner, group[1].owner, one.low, one.high} : SidedEdge{one.owner, group[1].owner, one.high, one.low});
        return;
    }
    std::vector<std::int32_t> forward, backward;
    for (const auto& e : group) (e.forward ? forward : backward).push_back(e.owner);
    std::sort(forward.begin(), forward.end());
    std::sort(backward.begin(), backward.end());
    // Walked both ways by one municipality: the seam between two of its parts, no border at all.
    std::vector<std::int32_t> only_forward, only_backward;
    std::set_difference(forward.begin(), forward.end(), backward.begin(), backward.end(),
                        std::back_inserter(only_forward));
    std::set_difference(backward.begin(), backward.end(), forward.begin(), forward.end(),
                        std::back_inserter(only_backward));
    const auto low = group[0].low;
    const auto high = group[0].high;
    const std::size_t pairs = std::min(only_forward.size(), only_backward.size());
    for (std::size_t k = 0; k < pairs; ++k) {
        const auto f = only_forward[k];
        const auto b = only_backward[k];
        if (f < b) {
            out.push_back({f, b, low, high});
        } else {
            out.push_back({b, f, high, low});
        }
    }
    for (std::size_t k = pairs; k < only_forward.size(); ++k) out.push_back({only_forward[k], -1, low, high});
    for (std::size_t k = pairs; k < only_backward.size(); ++k) out.push_back({only_backward[k], -1, high, low});
}

/// Sorts by `bucket` (below `buckets`) in linear time, then each bucket by `before`: buckets hold a few items, or some hundreds.
template <class Item, class Bucket, class Before>
std::vector<Item> sorted_in_buckets(const std::vector<Item>& items, std::size_t buckets, Bucket bucket, Before before) {
    std::vector<std::uint32_t> end(buckets + 1, 0);
    for (const Item& item : items) ++end[bucket(item) + 1];
    for (std::size_t k = 0; k < buckets; ++k) end[k + 1] += end[k];
    std::vector<Item> sorted(items.size());
    std::vector<std::uint32_t> next(end.begin(), end.end() - 1);
    for (const Item& item : items) sorted[next[bucket(item)]++] = item;
    for (std::size_t k = 0; k < buckets; ++k) std::sort(sorted.begin() + end[k], sorted.begin() + end[k + 1], before);
    return sorted;
}

std::vector<SidedEdge> sided_edges(const std::vector<OwnedEdge>& unsorted, std::size_t vertices, std::size_t shapes) {
    const std::vector<OwnedEdge> owned = sorted_in_buckets(
        unsorted, vertices, [](const OwnedEdge& e) { return e.low; },
        [](const OwnedEdge& a, const OwnedEdge& b) { return std::tie(a.high, a.owner, a.forward) < std::tie(b.high, b.owner, b.forward); });
    std::vector<SidedEdge> edges;
    edges.reserve(owned.size());
    for (std::size_t begin = 0; begin < owned.size();) {
        std::size_t end = begin + 1;
        while (end < owned.size() && owned[end].low == owned[begin].low && owned[end].high == owned[begin].high) ++end;
        settle(std::span(owned).subspan(begin, end - begin), edges);
        begin = end;
    }
    return sorted_in_buckets(
        edges, shapes, [](const SidedEdge& e) { return static_cast<std::size_t>(e.left); }, [](const SidedEdge& a, const SidedEdge& b) { return a.key() < b.key(); });
}

constexpr std::uint32_t nothing = 0xffffffffU;

/// Which edge continues each edge (nothing at the end of an arc), and whether an edge is continued from another.
struct Links {
    std::vector<std::uint32_t> next;
    std::vector<bool> has_previous;
};

Links link(const std::vector<SidedEdge>& edges, std::size_t vertices) {
    std::vector<std::uint32_t> degree(vertices, 0), leaving(vertices, nothing);
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        ++degree[edges[e].from];
        ++degree[edges[e].to];
        leaving[edges[e].from] = e;
    }
    Links links{std::vector<std::uint32_t>(edges.size(), nothing), std::vector<bool>(edges.size(), false)};
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        const std::uint32_t vertex = edges[e].to;
        const std::uint32_t f = leaving[vertex];
        if (degree[vertex] != 2 || f == nothing) continue;
        if (edges[e].left != edges[f].left || edges[e].right != edges[f].right) continue;
        links.next[e] = f;
        links.has_previous[f] = true;
    }
    return links;
}

ArcNetwork chain(const std::vector<SidedEdge>& edges, const std::vector<std::uint64_t>& vertices) {
    const Links links = link(edges, vertices.size());
    ArcNetwork network;
    network.points.reserve(edges.size() + edges.size() / 8);
    std::vector<bool> used(edges.size(), false);
    const auto walk = [&](std::uint32_t e) {
        Arc arc;
        arc.left = edges[e].left;
        arc.right = edges[e].right;
        arc.first = static_cast<std::uint32_t>(network.points.size());
        network.points.push_back(unpack(vertices[edges[e].from]));
        for (; e != nothing && !used[e]; e = links.next[e]) {
            used[e] = true;
            network.points.push_back(unpack(vertices[edges[e].to]));
        }
        arc.count = static_cast<std::uint32_t>(network.points.size()) - arc.first;
        network.arcs.push_back(arc);
    };
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        if (!links.has_previous[e]) walk(e);
    }
    for (std::uint32_t e = 0; e < edges.size(); ++e) {  // what is left are loops without a junction
        if (!used[e]) walk(e);
    }
    return network;
}

}  // namespace

WorldPoint to_world(Point<Wgs84> p) {
    const Point<WebMercator> m = geo::web_mercator(p);
    const double half = std::numbers::pi * earth::web_mercator_radius_m;
    const auto unit = [](double fraction) -> std::int64_t {
        if (!(fraction >= 0.0)) return 0;  // not a number, too
        return static_cast<std::int64_t>(std::clamp(std::floor(fraction * world_units + 0.5), 0.0, world_units - 1.0));
    };
    return {unit((m.x + half) / (2.0 * half)), unit((half - m.y) / (2.0 * half))};
}

ArcNetwork build_arcs(std::span<const geo::MultiPolygon> shapes) {
    std::vector<std::vector<std::uint64_t>> rings;
    std::vector<std::int32_t> owners;
    std::size_t corners = 0;
    for_each_ring(shapes, [&](std::int32_t owner, std::vector<std::uint64_t> ring) {
        if (ring.empty()) return;
        corners += ring.size();
        rings.push_back(std::move(ring));
        owners.push_back(owner);
    });
    Vertices vertices(corners);
    std::vector<OwnedEdge> owned;
    owned.reserve(corners);
    for (std::size_t r = 0; r < rings.size(); ++r) {
        const auto& ring = rings[r];
        const std::uint32_t start = vertices.index(ring[0]);
        std::uint32_t from = start;
        for (std::size_t i = 1; i <= ring.size(); ++i) {
            const std::uint32_t to = i == ring.size() ? start : vertices.index(ring[i]);
            owned.push_back({std::min(from, to), std::max(from, to), owners[r], from < to});
            from = to;
        }
    }
    return chain(sided_edges(owned, vertices.keys().size(), shapes.size()), vertices.keys());
}

}  // namespace presencia::emit
