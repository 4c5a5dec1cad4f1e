// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/grid_shape.hpp"

#include "geo/repair.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace presencia::emit {

namespace {

struct HashPoint {
    std::size_t operator()(GridPoint p) const noexcept {
        return static_cast<std::size_t>(static_cast<std::uint64_t>(p.x) * 0x9e3779b97f4a7c15U ^ static_cast<std::uint64_t>(p.y) * 0xc2b2ae3d27d4eb4fU);
    }
};

/// The vertex between two others says nothing: it lies on the way between them, or the way goes back over itself.
bool idle(GridPoint a, GridPoint b, GridPoint c) {
    return a == b || b == c || static_cast<double>(b.x - a.x) * static_cast<double>(c.y - b.y) == static_cast<double>(b.y - a.y) * static_cast<double>(c.x - b.x);
}

/// Takes idle vertices out until there are none.
void drop_idle(GridRing& ring) {
    std::size_t kept = 0;
    for (const GridPoint p : ring) {
        while (kept >= 1 && (ring[kept - 1] == p || (kept >= 2 && idle(ring[kept - 2], ring[kept - 1], p)))) --kept;
        ring[kept++] = p;
    }
    ring.resize(kept);
    std::size_t begin = 0;
    while (ring.size() - begin >= 3) {
        const std::size_t n = ring.size();
        if (idle(ring[n - 2], ring[n - 1], ring[begin])) {
            ring.pop_back();
        } else if (idle(ring[n - 1], ring[begin], ring[begin + 1])) {
            ++begin;
        } else {
            break;
        }
    }
    ring.erase(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(begin));
    if (ring.size() < 3) ring.clear();
}

/// By open addressing in a table that the thread keeps: there are many rings, and most repeat nothing.
bool repeats_vertex(const GridRing& ring) {
    thread_local std::vector<std::uint32_t> slots;  // one more than the vertex's index
    slots.assign(std::bit_ceil(2 * ring.size() + 1), 0);
    const int shift = 64 - std::countr_zero(slots.size());
    for (std::uint32_t i = 0; i < ring.size(); ++i) {
        std::size_t at = HashPoint()(ring[i]) >> shift;
        for (; slots[at] != 0; at = (at + 1) & (slots.size() - 1)) {
            if (ring[slots[at] - 1] == ring[i]) return true;
        }
        slots[at] = i + 1;
    }
    return false;
}

/// Cuts the ring where it comes back to a vertex: every loop becomes a ring.
std::vector<GridRing> loops(const GridRing& ring) {
    std::vector<GridRing> out;
    GridRing way;
    std::unordered_map<GridPoint, std::size_t, HashPoint> place;
    for (const GridPoint p : ring) {
        const auto seen = place.find(p);
        if (seen == place.end()) {
            place.emplace(p, way.size());
            way.push_back(p);
            continue;
        }
        const std::size_t from = seen->second;
        out.emplace_back(way.begin() + static_cast<std::ptrdiff_t>(from), way.end());
        for (std::size_t i = from + 1; i < way.size(); ++i) place.erase(way[i]);
        way.resize(from + 1);
    }
    out.push_back(std::move(way));
    return out;
}

enum class Side { outside, on, inside };

Side side_of(const GridRing& ring, GridPoint p) {
    bool in = false;
    for (std::size_t i = 0, k = ring.size() - 1; i < ring.size(); k = i++) {
        const GridPoint a = ring[k], b = ring[i];
        const double cross = static_cast<double>(b.x - a.x) * static_cast<double>(p.y - a.y) - static_cast<double>(b.y - a.y) * static_cast<double>(p.x - a.x);
        if (cross == 0.0 && p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) && p.y <= std::max(a.y, b.y)) return Side::on;
        if ((a.y > p.y) != (b.y > p.y) && (cross < 0.0) == (b.y < a.y)) in = !in;
    }
    return in ? Side::inside : Side::outside;
}

/// Whether `hole` lies in `outer`: by its first vertex that is not on it.
bool holds(const GridRing& outer, const GridRing& hole) {
    for (const GridPoint p : hole) {
        const Side side = side_of(outer, p);
        if (side != Side::on) return side == Side::inside;
    }
    return false;
}

geo::Ring to_geo(const GridRing& ring) {
    geo::Ring out;
    for (const GridPoint p : ring) out.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
    out.push_back(out.front());
    return out;
}

GridRing from_geo(const geo::Ring& ring) {
    GridRing out;
    // GEOS's outer rings are counter-clockwise where y points up: positive where it points down. A vertex on a straight line stays: another ring may touch there.
    for (const auto& p : ring) out.push_back({static_cast<std::int64_t>(p.x), static_cast<std::int64_t>(p.y)});
    out.pop_back();
    return out;
}

}  // namespace

GridBox box_of(std::span<const GridPoint> points) {
    if (points.empty()) return {};
    GridBox box{points[0].x, points[0].y, points[0].x, points[0].y};
    for (const GridPoint p : points) {
        box = {std::min(box.min_x, p.x), std::min(box.min_y, p.y), std::max(box.max_x, p.x), std::max(box.max_y, p.y)};
    }
    return box;
}

GridBox box_of(const GridShape& shape) {
    GridBox box;
    for (const GridPolygon& part : shape) box = both(box, box_of(part.outer));
    return box;
}

GridBox both(const GridBox& a, const GridBox& b) {
    if (a.empty() || b.empty()) return a.empty() ? b : a;
    return {std::min(a.min_x, b.min_x), std::min(a.min_y, b.min_y), std::max(a.max_x, b.max_x), std::max(a.max_y, b.max_y)};
}

double twice_area(const GridRing& ring) {
    double sum = 0.0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        sum += static_cast<double>(ring[i].x - ring[0].x) * static_cast<double>(ring[i + 1].y - ring[0].y) -
               static_cast<double>(ring[i + 1].x - ring[0].x) * static_cast<double>(ring[i].y - ring[0].y);
    }
    return sum;
}

double area(const GridShape& shape) {
    double sum = 0.0;
    for (const GridPolygon& part : shape) {
        sum += 0.5 * twice_area(part.outer);
        for (const GridRing& hole : part.holes) sum += 0.5 * twice_area(hole);
    }
    return sum;
}

std::vector<GridRing> tidy(GridRing ring) {
    drop_idle(ring);
    if (ring.empty()) return {};
    std::vector<GridRing> out;
    if (!repeats_vertex(ring)) {
        out.push_back(std::move(ring));
    } else {
        for (GridRing& loop : loops(ring)) {
            drop_idle(loop);
            if (!loop.empty()) out.push_back(std::move(loop));
        }
    }
    std::erase_if(out, [](const GridRing& one) { return twice_area(one) == 0.0; });
    return out;
}

GridShape nest(std::vector<GridRing> rings) {
    GridShape shape;
    std::vector<GridRing> holes;
    for (GridRing& ring : rings) {
        if (twice_area(ring) > 0.0) {
            shape.push_back({std::move(ring), {}});
        } else {
            holes.push_back(std::move(ring));
        }
    }
    for (GridRing& hole : holes) {
        GridPolygon* around = nullptr;
        for (GridPolygon& part : shape) {
            if (!holds(part.outer, hole)) continue;
            if (around == nullptr || twice_area(part.outer) < twice_area(around->outer)) around = &part;
        }
        if (around != nullptr) around->holes.push_back(std::move(hole));
    }
    return shape;
}

GridShape mend(const GridShape& shape) {
    geo::MultiPolygon plain;
    for (const GridPolygon& part : shape) {
        geo::Polygon polygon{to_geo(part.outer), {}};
        for (const GridRing& hole : part.holes) polygon.holes.push_back(to_geo(hole));
        plain.push_back(std::move(polygon));
    }
    GridShape out;
    for (const geo::Polygon& polygon : geo::repair_on_grid(plain, 1.0)) {
        out.push_back({from_geo(polygon.outer), {}});
        for (const geo::Ring& hole : polygon.holes) out.back().holes.push_back(from_geo(hole));
    }
    return out;
}

}  // namespace presencia::emit
