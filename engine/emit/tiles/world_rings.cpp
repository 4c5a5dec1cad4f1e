// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/world_rings.hpp"

#include "core/earth.hpp"
#include "core/parallel.hpp"
#include "geo/projection.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace presencia::emit {

namespace {

/// Writes the ring from `out` on, closed, interior on the left in geographic sense; count stays 0 where nothing is left of it.
void put_on_grid(const geo::Ring& ring, WorldKey* out, WorldRing& made) {
    std::uint32_t n = 0;
    for (const auto& p : ring) {
        const WorldKey key = pack(to_world(p));
        if (n == 0 || out[n - 1] != key) out[n++] = key;
    }
    while (n > 1 && out[0] == out[n - 1]) --n;
    if (n < 3) return;
    out[n] = out[0];
    double twice_area = 0.0;  // y down: positive where clockwise on the map
    const WorldPoint origin = unpack(out[0]);
    WorldPoint a = origin;
    for (std::uint32_t i = 1; i <= n; ++i) {
        const WorldPoint b = unpack(out[i]);
        twice_area += static_cast<double>(a.x - origin.x) * static_cast<double>(b.y - origin.y) - static_cast<double>(b.x - origin.x) * static_cast<double>(a.y - origin.y);
        const auto dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y);
        made.perimeter += std::sqrt(dx * dx + dy * dy);
        a = b;
    }
    const bool clockwise = twice_area > 0.0;
    if (clockwise != made.hole) std::reverse(out, out + n + 1);
    made.area = 0.5 * std::fabs(twice_area);
    made.count = n + 1;
}

/// Room for every ring, in order: one corner more than its vertices, should it not be closed.
WorldRings with_room(std::span<const geo::MultiPolygon> shapes) {
    WorldRings out;
    std::uint32_t corners = 0;
    const auto add = [&](const geo::Ring& ring, std::size_t owner, std::size_t part, bool hole) {
        out.rings.push_back({static_cast<std::int32_t>(owner), static_cast<std::uint32_t>(part), hole, corners});
        corners += static_cast<std::uint32_t>(ring.size()) + 1;
    };
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        for (std::size_t k = 0; k < shapes[i].size(); ++k) {
            add(shapes[i][k].outer, i, k, false);
            for (const auto& hole : shapes[i][k].holes) add(hole, i, k, true);
        }
    }
    out.corners.resize(corners);
    return out;
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

WorldRings world_rings(std::span<const geo::MultiPolygon> shapes, unsigned threads) {
    WorldRings out = with_room(shapes);
    std::vector<std::size_t> first(shapes.size(), 0);  // ring of each shape
    for (std::size_t i = 0, ring = 0; i < shapes.size(); ++i) {
        first[i] = ring;
        for (const auto& polygon : shapes[i]) ring += 1 + polygon.holes.size();
    }
    parallel_for(shapes.size(), threads, [&](std::size_t i, unsigned) {
        std::size_t ring = first[i];
        const auto put = [&](const geo::Ring& source) {
            WorldRing& made = out.rings[ring++];
            put_on_grid(source, out.corners.data() + made.first, made);
        };
        for (const auto& polygon : shapes[i]) {
            put(polygon.outer);
            for (const auto& hole : polygon.holes) put(hole);
        }
    });
    std::erase_if(out.rings, [](const WorldRing& ring) { return ring.count == 0; });
    return out;
}

}  // namespace presencia::emit
