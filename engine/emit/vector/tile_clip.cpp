// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/tile_clip.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace presencia::emit {

namespace {

std::int64_t GridPoint::*other(std::int64_t GridPoint::*axis) {
    return axis == &GridPoint::x ? &GridPoint::y : &GridPoint::x;
}

/// Where the edge from a to b, which crosses the line `axis` = at, meets it; rounded along the line only. The same whichever way the edge runs.
GridPoint meet(GridPoint a, GridPoint b, std::int64_t GridPoint::*axis, std::int64_t at) {
    if (b.*axis < a.*axis) std::swap(a, b);
    const auto along = other(axis);
    const double share = static_cast<double>(at - a.*axis) / static_cast<double>(b.*axis - a.*axis);
    GridPoint p;
    p.*axis = at;
    p.*along = a.*along + static_cast<std::int64_t>(std::llround(static_cast<double>(b.*along - a.*along) * share));
    return p;
}

/// One side: what satisfies `keep`, cut at `axis` = at.
template <class Keep>
void cut(const GridRing& ring, std::int64_t GridPoint::*axis, std::int64_t at, Keep keep, GridRing& out, int& cuts) {
    out.clear();
    if (ring.empty()) return;
    GridPoint last = ring.back();
    bool last_kept = keep(last.*axis);
    for (const GridPoint p : ring) {
        const bool kept = keep(p.*axis);
        if (kept != last_kept) {
            out.push_back(meet(last, p, axis, at));
            cuts += last_kept ? 1 : 0;
        }
        if (kept) out.push_back(p);
        last = p;
        last_kept = kept;
    }
}

GridRing clip(const GridRing& ring, std::int64_t GridPoint::*axis, std::int64_t low, std::int64_t high, int& cuts) {
    const auto [first, last] = std::minmax_element(ring.begin(), ring.end(), [axis](GridPoint a, GridPoint b) { return a.*axis < b.*axis; });
    if (ring.empty() || (*first).*axis > high || (*last).*axis < low) return {};
    const bool below = (*first).*axis < low, above = (*last).*axis > high;
    if (!below && !above) return ring;
    GridRing once, twice;
    if (below) {
        cut(ring, axis, low, [low](std::int64_t v) { return v >= low; }, once, cuts);
        if (!above) return once;
    }
    cut(below ? once : ring, axis, high, [high](std::int64_t v) { return v <= high; }, twice, cuts);
    return twice;
}

/// The stretch of an edge inside the box (Liang and Barsky 1984).
std::optional<std::pair<GridPoint, GridPoint>> inside(GridPoint a, GridPoint b, const GridBox& box) {
    double from = 0.0, to = 1.0;
    const double dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y);
    const auto bound = [&](double step, double room) {
        if (step == 0.0) return room >= 0.0;
        const double at = room / step;
        if (step < 0.0) from = std::max(from, at);
        if (step > 0.0) to = std::min(to, at);
        return from <= to;
    };
    const bool hit = bound(-dx, static_cast<double>(a.x - box.min_x)) && bound(dx, static_cast<double>(box.max_x - a.x)) && bound(-dy, static_cast<double>(a.y - box.min_y)) &&
                     bound(dy, static_cast<double>(box.max_y - a.y));
    if (!hit) return std::nullopt;
    const auto at = [&](double share) { return GridPoint{a.x + std::llround(dx * share), a.y + std::llround(dy * share)}; };
    return std::pair(from > 0.0 ? at(from) : a, to < 1.0 ? at(to) : b);
}

}  // namespace

GridRing clip_x(const GridRing& ring, std::int64_t low, std::int64_t high, int& cuts) {
    return clip(ring, &GridPoint::x, low, high, cuts);
}

GridRing clip_y(const GridRing& ring, std::int64_t low, std::int64_t high, int& cuts) {
    return clip(ring, &GridPoint::y, low, high, cuts);
}

std::vector<std::vector<GridPoint>> clip_line(std::span<const GridPoint> line, const GridBox& box) {
    std::vector<std::vector<GridPoint>> pieces;
    bool open = false;  // the last piece reaches the edge's start
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto part = inside(line[i], line[i + 1], box);
        if (!part || part->first == part->second) {
            open = part && open && part->second == line[i + 1];
            continue;
        }
        if (!open || !(pieces.back().back() == part->first)) pieces.push_back({part->first});
        pieces.back().push_back(part->second);
        open = part->second == line[i + 1];
    }
    return pieces;
}

}  // namespace presencia::emit
