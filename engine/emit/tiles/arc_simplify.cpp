// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/arc_simplify.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace presencia::emit {

namespace {

double triangle(WorldPoint a, WorldPoint b, WorldPoint c) {
    return 0.5 * std::fabs(static_cast<double>(b.x - a.x) * static_cast<double>(c.y - a.y) -
                           static_cast<double>(c.x - a.x) * static_cast<double>(b.y - a.y));
}

struct Candidate {
    double area;
    std::uint32_t vertex;

    /// The smallest area on top; equal areas by index, so that the order is the same everywhere.
    bool operator<(const Candidate& other) const {
        return area != other.area ? area > other.area : vertex > other.vertex;
    }
};

/// One arc. `previous`, `next` and `area` are scratch, reused between arcs.
struct Weigher {
    std::vector<std::uint32_t> previous, next;
    std::vector<double> area;
    std::vector<Candidate> heap;

    void weigh(const WorldPoint* points, std::uint32_t count, float* weights) {
        weights[0] = weights[count - 1] = std::numeric_limits<float>::infinity();
        if (count < 3) return;
        previous.resize(count);
        next.resize(count);
        area.resize(count);
        heap.clear();
        for (std::uint32_t i = 1; i + 1 < count; ++i) {
            previous[i] = i - 1;
            next[i] = i + 1;
            area[i] = triangle(points[i - 1], points[i], points[i + 1]);
            heap.push_back({area[i], i});
        }
        std::make_heap(heap.begin(), heap.end());
        double reached = 0.0;
        while (!heap.empty()) {
            std::pop_heap(heap.begin(), heap.end());
            const Candidate top = heap.back();
            heap.pop_back();
            if (area[top.vertex] != top.area) continue;  // an older entry
            reached = std::max(reached, top.area);
            weights[top.vertex] = static_cast<float>(reached);
            area[top.vertex] = -1.0;
            const std::uint32_t a = previous[top.vertex];
            const std::uint32_t b = next[top.vertex];
            if (a != 0) next[a] = b;
            if (b + 1 != count) previous[b] = a;
            update(points, count, a);
            update(points, count, b);
        }
    }

private:
    void update(const WorldPoint* points, std::uint32_t count, std::uint32_t i) {
        if (i == 0 || i + 1 == count) return;
        const double changed = triangle(points[previous[i]], points[i], points[next[i]]);
        if (changed == area[i]) return;
        area[i] = changed;
        heap.push_back({changed, i});
        std::push_heap(heap.begin(), heap.end());
    }
};

}  // namespace

LargeVector<float> vertex_weights(std::span<const Arc> arcs, std::span<const WorldPoint> points, unsigned threads) {
    constexpr std::size_t block = 32;
    LargeVector<float> weights(points.size(), 0.0F);
    std::vector<Weigher> weighers(std::max(1U, threads));
    parallel_for((arcs.size() + block - 1) / block, threads, [&](std::size_t b, unsigned worker) {
        for (std::size_t i = b * block; i < std::min(arcs.size(), (b + 1) * block); ++i) {
            const Arc& arc = arcs[i];
            weighers[worker].weigh(points.data() + arc.first, arc.count, weights.data() + arc.first);
        }
    });
    return weights;
}

}  // namespace presencia::emit
