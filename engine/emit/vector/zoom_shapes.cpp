// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/zoom_shapes.hpp"

#include <algorithm>
#include <utility>

namespace presencia::emit {

namespace {

/// Arcs have the municipality on the left; vector tiles want it on the right of an outer ring.
GridRing clockwise(GridRing ring) {
    std::reverse(ring.begin(), ring.end());
    return ring;
}

/// The pixel that stands for a shape too small to be drawn.
GridShape one_pixel(GridPoint at) {
    const std::int64_t x = at.x / pixel_steps * pixel_steps, y = at.y / pixel_steps * pixel_steps;
    return {{{{x, y}, {x + pixel_steps, y}, {x + pixel_steps, y + pixel_steps}, {x, y + pixel_steps}}, {}}};
}

}  // namespace

ZoomShapes::ZoomShapes(std::shared_ptr<const CoverageGeometry> coverage)
    : coverage_(std::move(coverage)), rings_(assemble_rings(coverage_->network(), coverage_->size())) {}

ZoomArcs ZoomShapes::arcs(int zoom, bool whole, const std::vector<bool>& wanted) const {
    // Vector tiles are drawn 512 pixels wide, where this is about half a square pixel.
    constexpr double detail = simplify_px2 * static_cast<double>(pixel_steps * pixel_steps);
    return coverage_->arcs(zoom + tile_steps_bits, whole ? 0.0 : detail, wanted);
}

GridShape ZoomShapes::shape(const ZoomArcs& arcs, int zoom, std::size_t municipality) const {
    std::vector<GridRing> rings;
    for (const RingArcs& uses : rings_[municipality]) {
        for (GridRing& ring : tidy(clockwise(points_of(uses, arcs)))) rings.push_back(std::move(ring));
    }
    if (rings_[municipality].empty()) return {};
    GridShape shape = nest(std::move(rings));
    const auto too_small = [&] { return area(shape) < static_cast<double>(pixel_steps * pixel_steps); };
    // Asked before anything is mended, since much of what simplifying makes cross itself is that small.
    if (!too_small() && !crossing_free(shape)) shape = mend(shape);
    return too_small() ? one_pixel(coverage_->inside(municipality, zoom + tile_steps_bits)) : shape;
}

}  // namespace presencia::emit
