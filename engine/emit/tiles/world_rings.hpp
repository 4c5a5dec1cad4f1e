// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/large_vector.hpp"
#include "geo/shapes.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// A position in Web Mercator, in units of 2^-32 of the world's width (9 mm at the equator), y down from the
/// north-west corner. Whole numbers, so that a vertex shared by two municipalities is one vertex.
struct WorldPoint {
    std::int64_t x = 0, y = 0;

    friend bool operator==(const WorldPoint&, const WorldPoint&) = default;
};

inline constexpr double world_units = 4294967296.0;

WorldPoint to_world(Point<Wgs84> p);

/// A position as one number: equal positions, and no others, are equal numbers.
using WorldKey = std::uint64_t;

constexpr WorldKey pack(WorldPoint p) noexcept { return static_cast<WorldKey>(p.x) << 32 | static_cast<WorldKey>(p.y); }
constexpr WorldPoint unpack(WorldKey key) noexcept { return {static_cast<std::int64_t>(key >> 32), static_cast<std::int64_t>(key & 0xffffffffU)}; }

/// A ring on the grid: no vertex twice in a row, at least three, the first again at the end, the municipality on its left in the geographic sense.
struct WorldRing {
    std::int32_t owner = 0;    ///< municipality
    std::uint32_t part = 0;    ///< polygon of the municipality
    bool hole = false;
    std::uint32_t first = 0;   ///< into WorldRings::corners
    std::uint32_t count = 0;   ///< with the last, which is the first again
    double area = 0.0;         ///< square world units, never negative
    double perimeter = 0.0;    ///< world units
};

/// The rings of a coverage in the order of its shapes, an outer ring before its holes.
struct WorldRings {
    std::vector<WorldRing> rings;
    LargeVector<WorldKey> corners;  ///< with gaps: only what a ring names has a meaning

    std::span<const WorldKey> of(const WorldRing& ring) const { return std::span(corners).subspan(ring.first, ring.count); }
};

/// Puts every ring on the grid; those that are no surface there are left out. Cost: linear in the vertices.
WorldRings world_rings(std::span<const geo::MultiPolygon> shapes, unsigned threads = 1);

}  // namespace presencia::emit
