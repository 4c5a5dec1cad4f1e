// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/coverage_rings.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <utility>

namespace presencia::emit {

namespace {

/// An arc of one municipality in the direction in which it has it on its left.
struct Directed {
    ArcUse use;
    WorldPoint start, end;
    bool used = false;
};

bool before(WorldPoint a, WorldPoint b) {
    return std::pair(a.x, a.y) < std::pair(b.x, b.y);
}

/// The network of one municipality.
class RingWalk {
public:
    RingWalk(const ArcNetwork& network, const std::vector<ArcUse>& uses) : network_(network) {
        for (const ArcUse& use : uses) directed_.push_back({use, point(use, 0), point(use, 1, true)});
        std::stable_sort(directed_.begin(), directed_.end(), [](const Directed& a, const Directed& b) { return before(a.start, b.start); });
    }

    std::vector<RingArcs> rings() {
        std::vector<RingArcs> out;
        for (Directed& first : directed_) {
            if (!first.used) out.push_back(walk(first));
        }
        return out;
    }

private:
    /// The `k`-th vertex of the arc in walking direction, or from its end.
    WorldPoint point(const ArcUse& use, std::uint32_t k, bool from_end = false) const {
        const Arc& arc = network_.arcs[use.arc];
        const bool low = use.forward != from_end;
        const std::uint32_t step = from_end ? k - 1 : k;
        return network_.points[arc.first + (low ? step : arc.count - 1 - step)];
    }

    RingArcs walk(Directed& first) {
        RingArcs ring;
        Directed* at = &first;
        while (at != nullptr) {
            at->used = true;
            ring.push_back(at->use);
            at = next(*at, first);
        }
        return ring;
    }

    /// The arc that goes on along the same side of the municipality; none where the ring is closed.
    Directed* next(const Directed& from, Directed& first) {
        const auto [begin, end] = std::equal_range(directed_.begin(), directed_.end(), Directed{{}, from.end, {}}, [](const Directed& a, const Directed& b) { return before(a.start, b.start); });
        Directed* best = nullptr;
        double sharpest = 0.0;
        for (auto at = begin; at != end; ++at) {
            if (at->used && &*at != &first) continue;
            const double turn = end - begin == 1 ? 0.0 : turn_left(from, *at);
            if (best == nullptr || turn < sharpest) {
                best = &*at;
                sharpest = turn;
            }
        }
        return best == &first ? nullptr : best;
    }

    /// From the way back to the way on, clockwise on the map: the smaller, the sharper the turn to the left.
    double turn_left(const Directed& in, const Directed& out) const {
        const double back = bearing(in.end, point(in.use, 2, true));
        const double turn = bearing(out.start, point(out.use, 1)) - back;
        return turn > 0.0 ? turn : turn + 2.0 * std::numbers::pi;
    }

    /// Clockwise on the map, since y points down.
    static double bearing(WorldPoint from, WorldPoint to) {
        return std::atan2(static_cast<double>(to.y - from.y), static_cast<double>(to.x - from.x));
    }

    const ArcNetwork& network_;
    std::vector<Directed> directed_;
};

}  // namespace

std::vector<std::vector<RingArcs>> assemble_rings(const ArcNetwork& network, std::size_t municipalities) {
    std::vector<std::vector<ArcUse>> uses(municipalities);
    for (std::uint32_t i = 0; i < network.arcs.size(); ++i) {
        const Arc& arc = network.arcs[i];
        uses[static_cast<std::size_t>(arc.left)].push_back({i, true});
        if (arc.right >= 0) uses[static_cast<std::size_t>(arc.right)].push_back({i, false});
    }
    std::vector<std::vector<RingArcs>> rings;
    for (const std::vector<ArcUse>& own : uses) rings.push_back(RingWalk(network, own).rings());
    return rings;
}

std::vector<GridPoint> points_of(const RingArcs& ring, const ZoomArcs& arcs) {
    std::size_t count = 0;
    for (const ArcUse& use : ring) count += arcs.arcs[use.arc].count;
    std::vector<GridPoint> out;
    out.reserve(count);
    for (const ArcUse& use : ring) {
        const std::span<const GridPoint> points = arcs.of(arcs.arcs[use.arc]);
        if (use.forward) {
            out.insert(out.end(), points.begin(), points.end() - 1);
        } else {
            out.insert(out.end(), points.rbegin(), points.rend() - 1);
        }
    }
    return out;
}

}  // namespace presencia::emit
