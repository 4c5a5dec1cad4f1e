// SPDX-License-Identifier: Apache-2.0
#include "emit/print/paper_shapes.hpp"

#include "core/earth.hpp"
#include "emit/vector/coverage_rings.hpp"
#include "geo/projection.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace presencia::emit {

namespace {

/// A bump of a twentieth of a millimetre on a base of as much: what print at 300 dots an inch can just show.
constexpr double detail_mm2 = 0.0025;
/// Steps of the grid are at most this long on paper.
constexpr double step_mm = 0.01;
constexpr double longest_edge_degrees = 0.5;
/// Below this area, or this mean width (twice the area by the perimeter), in units of the paper, a surface is not seen.
constexpr double tiny_area = 9.0;
constexpr double tiny_width = 0.9;

constexpr double world_metres = 2.0 * std::numbers::pi * earth::web_mercator_radius_m;
constexpr int network_bits = 32;

Point<Wgs84> on_earth(GridPoint p, int grid_bits) {
    const double step = std::ldexp(world_metres, -grid_bits);
    return geo::from_web_mercator(
        {static_cast<double>(p.x) * step - 0.5 * world_metres, 0.5 * world_metres - static_cast<double>(p.y) * step});
}

bool on_antimeridian(GridPoint p, int grid_bits) {
    return p.x == 0 || p.x == std::int64_t{1} << grid_bits;
}

/// A grid over the world with steps as fine as the paper asks for at the middle of the map.
int bits_for(const PaperFrame& frame, double latitude) {
    const double world_mm = world_metres * std::cos(latitude / 180.0 * std::numbers::pi) * frame.mm_per_metre;
    return std::clamp(static_cast<int>(std::ceil(std::log2(world_mm / step_mm))), 8, network_bits);
}

/// Takes arcs to the paper.
class Projector {
public:
    Projector(const geo::EqualArea& plane, const PaperFrame& frame, int grid_bits, PaperShapes& out)
        : plane_(plane), frame_(frame), grid_bits_(grid_bits), out_(out) {}

    PaperPoint operator()(Point<Wgs84> p) const { return frame_.place(plane_.forward(p)); }

    void arc(const ZoomArc& arc, std::span<const GridPoint> points) {
        const auto first = static_cast<std::uint32_t>(out_.points.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            const Point<Wgs84> here = on_earth(points[i], grid_bits_);
            add(here, false);
            if (i + 1 < points.size())
                bend(here, on_earth(points[i + 1], grid_bits_),
                     on_antimeridian(points[i], grid_bits_) && points[i + 1].x == points[i].x);
        }
        out_.arcs.push_back(
            {arc.left, arc.right, arc.level, first, static_cast<std::uint32_t>(out_.points.size()) - first});
    }

private:
    void add(Point<Wgs84> p, bool cut) {
        out_.points.push_back((*this)(p));
        out_.cut.push_back(cut ? 1 : 0);
    }

    /// What lies between two vertices: an edge is straight in longitude and latitude, not on paper.
    void bend(Point<Wgs84> from, Point<Wgs84> to, bool cut) {
        out_.cut.back() = cut ? 1 : 0;
        const double longest = std::max(std::fabs(to.x - from.x), std::fabs(to.y - from.y));
        const auto pieces = static_cast<int>(std::ceil(longest / longest_edge_degrees));
        for (int k = 1; k < pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            add({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)}, cut);
        }
    }

    const geo::EqualArea& plane_;
    const PaperFrame& frame_;
    int grid_bits_;
    PaperShapes& out_;
};

PaperRing ring_of(const RingArcs& uses, const PaperShapes& shapes) {
    PaperRing ring;
    for (const ArcUse& use : uses) {
        const std::span<const PaperPoint> points = shapes.of(shapes.arcs[use.arc]);
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            ring.push_back(points[use.forward ? i : points.size() - 1 - i]);
    }
    return ring;
}

bool is_tiny(const std::vector<PaperRing>& rings, double unit) {
    double area = 0.0, perimeter = 0.0;
    for (const PaperRing& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const PaperPoint& a = ring[i];
            const PaperPoint& b = ring[(i + 1) % ring.size()];
            area += 0.5 * (a.x * b.y - a.y * b.x);
            perimeter += std::hypot(b.x - a.x, b.y - a.y);
        }
    }
    area = std::fabs(area);
    return area < tiny_area * unit * unit || 2.0 * area < tiny_width * unit * perimeter;
}

}  // namespace

PlaneExtent extent_of(const CoverageGeometry& coverage, const geo::EqualArea& plane) {
    PlaneExtent extent;
    bool any = false;
    for (const WorldPoint& p : coverage.network().points) {
        const auto at = plane.forward(on_earth({p.x, p.y}, network_bits));
        if (!std::isfinite(at.x) || !std::isfinite(at.y)) continue;
        extent.west = any ? std::min(extent.west, at.x) : at.x;
        extent.east = any ? std::max(extent.east, at.x) : at.x;
        extent.south = any ? std::min(extent.south, at.y) : at.y;
        extent.north = any ? std::max(extent.north, at.y) : at.y;
        any = true;
    }
    return extent;
}

PaperShapes paper_shapes(const CoverageGeometry& coverage, const geo::EqualArea& plane, const PaperFrame& frame,
                         double unit) {
    const int grid_bits = bits_for(frame, plane.centre().y);
    const double step = std::ldexp(world_metres, -grid_bits) * std::cos(plane.centre().y / 180.0 * std::numbers::pi) *
                        frame.mm_per_metre;
    const ZoomArcs arcs = coverage.arcs(grid_bits, detail_mm2 / (step * step));
    PaperShapes out;
    Projector project(plane, frame, grid_bits, out);
    for (const ZoomArc& arc : arcs.arcs) project.arc(arc, arcs.of(arc));
    for (const std::vector<RingArcs>& own : assemble_rings(coverage.network(), coverage.size())) {
        std::vector<PaperRing> rings;
        for (const RingArcs& uses : own) {
            PaperRing ring = ring_of(uses, out);
            if (ring.size() >= 3) rings.push_back(std::move(ring));
        }
        out.rings.push_back(std::move(rings));
    }
    for (std::size_t m = 0; m < coverage.size(); ++m) {
        out.inside.push_back(project(on_earth(coverage.inside(m, network_bits), network_bits)));
        out.tiny.push_back(is_tiny(out.rings[m], unit) ? 1 : 0);
    }
    return out;
}

}  // namespace presencia::emit
