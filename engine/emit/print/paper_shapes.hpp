// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/coverage_geometry.hpp"
#include "geo/equal_area.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// A position on paper: millimetres right and down from the corner of the map.
struct PaperPoint {
    double x = 0.0, y = 0.0;
};
using PaperRing = std::vector<PaperPoint>;

/// A rectangle on paper.
struct PaperBox {
    double x = 0.0, y = 0.0, width = 0.0, height = 0.0;

    double right() const noexcept { return x + width; }
    double bottom() const noexcept { return y + height; }
    bool holds(const PaperBox& other) const noexcept {
        constexpr double hair = 1e-6;
        return other.x >= x - hair && other.y >= y - hair && other.right() <= right() + hair &&
               other.bottom() <= bottom() + hair;
    }
    bool overlaps(const PaperBox& other) const noexcept {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
};

/// What the municipalities take up on the plane, in metres east and north of its centre; empty where nothing is.
struct PlaneExtent {
    double west = 0.0, south = 0.0, east = 0.0, north = 0.0;

    double width() const noexcept { return east - west; }
    double height() const noexcept { return north - south; }
};
PlaneExtent extent_of(const CoverageGeometry& coverage, const geo::EqualArea& plane);

/// Where the plane lies on the paper.
struct PaperFrame {
    double mm_per_metre = 0.0;
    double west = 0.0, north = 0.0;  ///< metres of the plane at the corner of the map

    PaperPoint place(Point<geo::EqualAreaPlane> p) const {
        return {(p.x - west) * mm_per_metre, (north - p.y) * mm_per_metre};
    }
};

/// A border between two municipalities, or between one and nothing.
struct PaperArc {
    std::int32_t left = 0, right = -1;
    BorderLevel level = BorderLevel::municipality;
    std::uint32_t first = 0, count = 0;  ///< into PaperShapes::points
};

/// The coverage on paper: every arc is simplified and projected once, so neighbours share it to the last digit.
struct PaperShapes {
    std::vector<PaperArc> arcs;
    std::vector<PaperPoint> points;
    /// By point: the line to the next one is the antimeridian, where data are cut and no border is.
    std::vector<std::uint8_t> cut;
    std::vector<std::vector<PaperRing>> rings;  ///< by municipality
    std::vector<PaperPoint> inside;             ///< by municipality: a place well inside
    std::vector<std::uint8_t> tiny;             ///< by municipality: too small to be seen as a surface

    std::span<const PaperPoint> of(const PaperArc& arc) const {
        return std::span(points).subspan(arc.first, arc.count);
    }
};

/// Details that paper cannot show are left out; edges longer than half a degree are bent as the projection bends
/// them. `unit` is what a pixel is on a screen: the size that patterns and the smallest square are measured in.
/// Cost: n log n in the vertices.
PaperShapes paper_shapes(const CoverageGeometry& coverage, const geo::EqualArea& plane, const PaperFrame& frame,
                         double unit);

}  // namespace presencia::emit
