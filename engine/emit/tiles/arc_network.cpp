// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/arc_network.hpp"

#include <algorithm>
#include <bit>
#include <iterator>

namespace presencia::emit {

namespace {

/// The steps of the work below speak of edges by the corner that they start from, in the order of the rings.
using Edge = std::uint32_t;

constexpr std::uint32_t no_edge = 0xffffffffU;
constexpr std::int32_t no_border = -2;  ///< beside the right sides of arcs, which are municipalities or -1

/// Numbers positions in the order in which they come.
class Vertices {
public:
    /// At most `capacity` positions.
    explicit Vertices(std::size_t capacity) : slots_(std::bit_ceil(2 * capacity + 2), no_edge), shift_(64 - std::countr_zero(slots_.size())) { keys_.reserve(capacity); }

    /// The number of each position, in two steps that let memory be fetched ahead.
    void number(std::span<const WorldKey> keys, std::uint32_t* out) {
        constexpr std::size_t ahead = 16;
        for (std::size_t i = 0; i < std::min(ahead, keys.size()); ++i) __builtin_prefetch(&slots_[slot(keys[i])]);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (i + ahead < keys.size()) __builtin_prefetch(&slots_[slot(keys[i + ahead])]);
            out[i] = index(keys[i]);
        }
    }
    std::size_t size() const noexcept { return keys_.size(); }

private:
    std::size_t slot(WorldKey key) const { return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15U) >> shift_); }

    std::uint32_t index(WorldKey key) {
        std::size_t at = slot(key);
        for (; slots_[at] != no_edge; at = (at + 1) & (slots_.size() - 1)) {
            if (keys_[slots_[at]] == key) return slots_[at];
        }
        slots_[at] = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back(key);
        return slots_[at];
    }

    LargeVector<std::uint32_t> slots_;
    LargeVector<WorldKey> keys_;
    int shift_;
};

class ArcBuilder {
public:
    explicit ArcBuilder(const WorldRings& rings) : rings_(rings), vertex_(rings.corners.size()), owner_(rings.corners.size()), right_(rings.corners.size(), no_border) {}

    ArcNetwork build() {
        number_vertices();
        find_sides();
        find_links();
        return chain();
    }

private:
    /// An edge among those from the same lower vertex.
    struct Other {
        std::uint32_t high;
        Edge edge;
    };

    template <class Visit>
    void for_each_edge(Visit visit) const {
        for (const WorldRing& ring : rings_.rings) {
            for (Edge e = ring.first; e + 1 < ring.first + ring.count; ++e) visit(e);
        }
    }
    template <class Visit>
    void for_each_border(Visit visit) const {
        for_each_edge([&](Edge e) {
            if (right_[e] != no_border) visit(e);
        });
    }
    bool forward(Edge e) const { return vertex_[e] < vertex_[e + 1]; }
    std::uint32_t low(Edge e) const { return std::min(vertex_[e], vertex_[e + 1]); }
    std::uint32_t high(Edge e) const { return std::max(vertex_[e], vertex_[e + 1]); }

    void number_vertices() {
        Vertices vertices(rings_.corners.size());
        for (const WorldRing& ring : rings_.rings) {
            vertices.number(rings_.of(ring), vertex_.data() + ring.first);
            std::fill_n(owner_.begin() + ring.first, ring.count, ring.owner);
        }
        vertices_ = vertices.size();
    }

    /// Brings together the edges that join the same two vertices.
    void find_sides() {
        LargeVector<std::uint32_t> begin(vertices_ + 1, 0);
        for_each_edge([&](Edge e) { ++begin[low(e) + 1]; });
        for (std::size_t v = 0; v < vertices_; ++v) begin[v + 1] += begin[v];
        LargeVector<Other> others(begin.back());
        LargeVector<std::uint32_t> next(begin.begin(), begin.end() - 1);
        for_each_edge([&](Edge e) { others[next[low(e)]++] = {high(e), e}; });
        for (std::size_t v = 0; v < vertices_; ++v) {
            const auto bucket = std::span(others).subspan(begin[v], begin[v + 1] - begin[v]);
            std::sort(bucket.begin(), bucket.end(), [](const Other& a, const Other& b) { return a.high != b.high ? a.high < b.high : a.edge < b.edge; });
            for (std::size_t first = 0; first < bucket.size();) {
                std::size_t end = first + 1;
                while (end < bucket.size() && bucket[end].high == bucket[first].high) ++end;
                settle(bucket.subspan(first, end - first));
                first = end;
            }
        }
    }

    /// Gives the sides of the edges that join the same two vertices. Between two municipalities the one of lower number keeps the edge.
    void settle(std::span<const Other> group) {
        const Edge one = group[0].edge;
        if (group.size() == 1) {
            right_[one] = -1;
            return;
        }
        const Edge two = group[1].edge;
        if (group.size() == 2 && owner_[one] != owner_[two] && forward(one) != forward(two)) {
            const bool keeps_one = owner_[one] < owner_[two];
            right_[keeps_one ? one : two] = owner_[keeps_one ? two : one];
            return;
        }
        settle_many(group);
    }

    void settle_many(std::span<const Other> group) {
        std::vector<Edge> ahead, back;
        for (const Other& other : group) (forward(other.edge) ? ahead : back).push_back(other.edge);
        const auto by_owner = [&](Edge a, Edge b) { return owner_[a] < owner_[b]; };
        std::stable_sort(ahead.begin(), ahead.end(), by_owner);
        std::stable_sort(back.begin(), back.end(), by_owner);
        // Walked both ways by one municipality: the seam between two of its parts, no border at all.
        std::vector<Edge> only_ahead, only_back;
        std::set_difference(ahead.begin(), ahead.end(), back.begin(), back.end(), std::back_inserter(only_ahead), by_owner);
        std::set_difference(back.begin(), back.end(), ahead.begin(), ahead.end(), std::back_inserter(only_back), by_owner);
        const std::size_t pairs = std::min(only_ahead.size(), only_back.size());
        for (std::size_t k = 0; k < pairs; ++k) {
            const Edge a = only_ahead[k], b = only_back[k];
            if (owner_[a] < owner_[b]) {
                right_[a] = owner_[b];
            } else {
                right_[b] = owner_[a];
            }
        }
        for (std::size_t k = pairs; k < only_ahead.size(); ++k) right_[only_ahead[k]] = -1;
        for (std::size_t k = pairs; k < only_back.size(); ++k) right_[only_back[k]] = -1;
    }

    /// An edge goes on in the next one where nothing else meets and the sides stay the same.
    void find_links() {
        LargeVector<std::uint8_t> degree(vertices_, 0);  // three stands for more
        LargeVector<Edge> leaving(vertices_, no_edge);
        const auto meet = [&](std::uint32_t vertex) { degree[vertex] = static_cast<std::uint8_t>(std::min(3, degree[vertex] + 1)); };
        for_each_border([&](Edge e) {
            meet(vertex_[e]);
            meet(vertex_[e + 1]);
            leaving[vertex_[e]] = e;
        });
        next_.assign(vertex_.size(), no_edge);
        has_previous_.assign(vertex_.size(), 0);
        for_each_border([&](Edge e) {
            ++borders_;
            const Edge f = leaving[vertex_[e + 1]];
            if (degree[vertex_[e + 1]] != 2 || f == no_edge || owner_[e] != owner_[f] || right_[e] != right_[f]) return;
            next_[e] = f;
            has_previous_[f] = 1;
        });
    }

    ArcNetwork chain() {
        ArcNetwork network;
        network.points.reserve(borders_ + borders_ / 8);
        const auto walk = [&](Edge e) {
            Arc arc;
            arc.left = owner_[e];
            arc.right = right_[e];
            arc.first = static_cast<std::uint32_t>(network.points.size());
            network.points.push_back(unpack(rings_.corners[e]));
            while (e != no_edge && right_[e] != no_border) {
                network.points.push_back(unpack(rings_.corners[e + 1]));
                right_[e] = no_border;  // done
                e = next_[e];
            }
            arc.count = static_cast<std::uint32_t>(network.points.size()) - arc.first;
            network.arcs.push_back(arc);
        };
        for_each_border([&](Edge e) {
            if (has_previous_[e] == 0) walk(e);
        });
        for_each_border(walk);  // what is left are loops without a junction
        return network;
    }

    const WorldRings& rings_;
    LargeVector<std::uint32_t> vertex_;  ///< by corner
    LargeVector<std::int32_t> owner_;    ///< by corner
    LargeVector<std::int32_t> right_;    ///< by edge; no_border where its other side keeps it, or nothing does
    LargeVector<Edge> next_;             ///< by edge: what goes on from it
    LargeVector<std::uint8_t> has_previous_;
    std::size_t vertices_ = 0, borders_ = 0;
};

}  // namespace

ArcNetwork build_arcs(const WorldRings& rings) {
    return ArcBuilder(rings).build();
}

}  // namespace presencia::emit
