// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/vector/coverage_rings.hpp"
#include "emit/vector/grid_shape.hpp"
#include "emit/vector/tile_pieces.hpp"

#include <memory>
#include <vector>

namespace presencia::emit {

/// A coverage as polygons on the grid of any zoom. Arcs are simplified once a zoom and shared, so neighbours never part; every shape is valid; none vanishes: what is smaller than a pixel
/// of a 256 pixel tile becomes a square of one.
class ZoomShapes {
public:
    /// Cost: n log n in arcs.
    explicit ZoomShapes(std::shared_ptr<const CoverageGeometry> coverage);

    std::size_t size() const noexcept { return rings_.size(); }

    const CoverageGeometry& coverage() const noexcept { return *coverage_; }
    const std::vector<RingArcs>& rings(std::size_t municipality) const { return rings_[municipality]; }

    /// Arcs on the grid of a zoom (2^(zoom + 12) steps across the world). `whole`: nothing is simplified but by the grid; for the last zoom of an archive, which viewers enlarge. `wanted`: see
    /// CoverageGeometry::arcs.
    ZoomArcs arcs(int zoom, bool whole, const std::vector<bool>& wanted = {}) const;
    /// One shape from those arcs, which must have the points of its own. It does not leave the box of those points and of the municipality's place but by a pixel. May be called by several threads at once.
    GridShape shape(const ZoomArcs& arcs, int zoom, std::size_t municipality) const;

private:
    std::shared_ptr<const CoverageGeometry> coverage_;
    std::vector<std::vector<RingArcs>> rings_;
};

}  // namespace presencia::emit
