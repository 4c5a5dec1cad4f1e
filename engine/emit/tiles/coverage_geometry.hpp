// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/arc_network.hpp"
#include "emit/tiles/tile_style.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// Fractions of a pixel in which geometry is drawn.
inline constexpr int sub_bits = 8;
inline constexpr std::int64_t sub_px = 1 << sub_bits;

/// Details under this many square pixels are left out of every map: a bump of half a pixel on a base of half a pixel.
inline constexpr double simplify_px2 = 0.12;

/// A position on a grid over the world, in whole steps, y down from the north-west corner.
struct GridPoint {
    std::int64_t x = 0, y = 0;

    friend bool operator==(const GridPoint&, const GridPoint&) = default;
};
/// The grid of 1/256 pixel of one zoom.
using SubPoint = GridPoint;

/// A short stretch of one arc, with its box in pixels: what is handed to the rows of tiles.
struct ArcRun {
    std::int32_t left = 0, right = -1;
    BorderLevel level = BorderLevel::municipality;
    std::uint32_t first = 0;  ///< into ZoomGeometry::points
    std::uint32_t count = 0;
    std::int64_t min_x = 0, min_y = 0, max_x = 0, max_y = 0;  ///< whole pixels, maximum included
};

/// One whole arc on the grid of a zoom. An arc of one point is shorter than the grid.
struct ZoomArc {
    std::int32_t left = 0, right = -1;
    BorderLevel level = BorderLevel::municipality;
    std::uint32_t first = 0;  ///< into ZoomArcs::points
    std::uint32_t count = 0;
};

/// All arcs of the network, in its order, on one grid.
struct ZoomArcs {
    std::vector<ZoomArc> arcs;
    LargeVector<GridPoint> points;

    std::span<const GridPoint> of(const ZoomArc& arc) const { return std::span(points).subspan(arc.first, arc.count); }
};

/// A municipality that this zoom cannot show as a surface, and the pixel that stands for it.
struct TinyMark {
    std::int32_t municipality = 0;
    std::int64_t x = 0, y = 0;
};

/// Where a municipality is and how large, in world units: its largest part's widest place at half its height.
struct MunicipalityPlace {
    WorldPoint at;
    double width = 0.0;
    double area = 0.0;  ///< of all parts; 0 where it has no surface
};

/// The coverage as it is drawn at one zoom.
struct ZoomGeometry {
    int zoom = 0;
    int tile_px = 256;
    LargeVector<SubPoint> points;
    LargeVector<ArcRun> runs;
    std::vector<TinyMark> tiny;
    std::int64_t min_x = 0, min_y = 0, max_x = -1, max_y = -1;  ///< pixels touched by fills
};

/// The borders of all municipalities, ready to be drawn at any zoom in any style. Built once a study.
class CoverageGeometry {
public:
    /// `department` and `country` are ids by municipality (any whole numbers; equal means the same one). Throws
    /// Error(internal) where the three lengths differ. The same for any number of threads. Cost: n log n in the
    /// vertices.
    CoverageGeometry(std::span<const geo::MultiPolygon> shapes, std::span<const std::int32_t> department,
                     std::span<const std::int32_t> country, unsigned threads = 1);
    /// Surfaces of one kind, whose borders no one draws: neighbours digitised apart are not looked for.
    CoverageGeometry(std::span<const geo::MultiPolygon> shapes, unsigned threads);

    std::size_t size() const noexcept { return sizes_.size(); }
    const geo::Box& bounds() const noexcept { return bounds_; }
    const ArcNetwork& network() const noexcept { return network_; }

    /// Arcs without the details that this zoom cannot show, cut into runs. Cost: linear in the vertices kept or not.
    ZoomGeometry at(int zoom, int tile_px) const;

    /// Arcs on a grid of 2^`grid_bits` steps across the world (at most 40), without details under `detail` square steps; where `wanted` names some, by their place in the network, the others have no
    /// points. Cost: linear in the vertices of those that have.
    ZoomArcs arcs(int grid_bits, double detail, const std::vector<bool>& wanted = {}) const;
    /// A point inside the municipality, on that grid.
    GridPoint inside(std::size_t municipality, int grid_bits) const;
    MunicipalityPlace place(std::size_t municipality) const { return {sizes_[municipality].mark, sizes_[municipality].width, sizes_[municipality].area}; }

private:
    /// What decides whether a municipality can be seen: square and plain world units.
    struct Size {
        double area = 0.0;
        double perimeter = 0.0;
        WorldPoint mark;
        double width = 0.0;  ///< of the stretch that mark is the middle of
    };

    /// Enough vertices that low zooms step over most of an arc, few enough that high ones seldom look twice.
    static constexpr std::uint32_t peak_points = 16;

    void build(std::span<const geo::MultiPolygon> shapes, bool find_twins, unsigned threads);
    BorderLevel level_of(const Arc& arc) const;
    void measure(const WorldRings& all, std::size_t municipalities, unsigned threads);
    static Size size_of(const WorldRings& all, std::span<const WorldRing> rings);
    std::uint32_t append_points(const Arc& arc, double weight_limit, int shift, LargeVector<GridPoint>& out) const;
    void append(const Arc& arc, double weight_limit, int shift, ZoomGeometry& out) const;

    ArcNetwork network_;
    LargeVector<float> weights_;
    std::vector<float> peaks_;  ///< the largest weight of every peak_points vertices
    std::vector<std::int32_t> department_, country_;
    std::vector<Size> sizes_;
    geo::Box bounds_;
};

}  // namespace presencia::emit
