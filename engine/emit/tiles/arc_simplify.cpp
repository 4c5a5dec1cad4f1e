// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/arc_simplify.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace presencia::emit {

namespace {

double triangle(WorldPoint a, WorldPoint b, WorldPoint c) {
    return 0.5 * std::fabs(static_cast<double>(b.x - a.x) * static_cast<double>(c.y - a.y) -
                           static_cast<double>(c.x - a.x) * static_cast<double>(b.y - a.y));
}

/// An area and the vertex that has it as one number: smaller areas first, equal ones by index, so that the order is the same everywhere. Areas are not negative, so their bits as floats rise with them.
using Candidate = std::uint64_t;

Candidate candidate(float area, std::uint32_t vertex) { return std::uint64_t{std::bit_cast<std::uint32_t>(area)} << 32 | vertex; }
float area_of(Candidate one) { return std::bit_cast<float>(static_cast<std::uint32_t>(one >> 32)); }

/// One arc. `previous`, `next` and `area` are scratch, reused between arcs.
struct Weigher {
    std::vector<std::uint32_t> previous, next;
    std::vector<float> area;  ///< negative once the vertex is gone
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
            area[i] = static_cast<float>(triangle(points[i - 1], points[i], points[i + 1]));
            heap.push_back(candidate(area[i], i));
        }
        std::make_heap(heap.begin(), heap.end(), std::greater<>());
        float reached = 0.0F;
        while (!heap.empty()) {
            std::pop_heap(heap.begin(), heap.end(), std::greater<>());
            const Candidate top = heap.back();
            heap.pop_back();
            const auto vertex = static_cast<std::uint32_t>(top);
            if (area[vertex] < 0.0F) continue;
            if (area[vertex] != area_of(top)) {  // grown since
                push(vertex);
                continue;
            }
            reached = std::max(reached, area[vertex]);
            weights[vertex] = reached;
            area[vertex] = -1.0F;
            const std::uint32_t a = previous[vertex];
            const std::uint32_t b = next[vertex];
            if (a != 0) next[a] = b;
            if (b + 1 != count) previous[b] = a;
            update(points, count, a);
            update(points, count, b);
        }
    }

private:
    void push(std::uint32_t vertex) {
        heap.push_back(candidate(area[vertex], vertex));
        std::push_heap(heap.begin(), heap.end(), std::greater<>());
    }

    /// What has grown waits for its old entry to come up; what has shrunk needs one now.
    void update(const WorldPoint* points, std::uint32_t count, std::uint32_t i) {
        if (i == 0 || i + 1 == count) return;
        const float before = area[i];
        area[i] = static_cast<float>(triangle(points[previous[i]], points[i], points[next[i]]));
        if (area[i] < before) push(i);
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
