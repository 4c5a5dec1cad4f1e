// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/vector/vector_map.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace presencia::emit {

/// Cuts single vector tiles of a map when they are asked for, at any zoom, in the same way as cut_pyramid: the tile of a pyramid and this one are the same bytes. Any number of threads may ask. Memory: beside the map, a
/// box an arc and a member; a tile takes the points of what reaches into it.
class VectorPainter {
public:
    /// Cost: linear in the vertices.
    explicit VectorPainter(VectorMap map);

    /// gzipped MVT; "" where the tile has nothing in it but buffers. `zoom` 0 to highest_zoom, x and y below 2^zoom; `last`: of the zooms that viewers are given, which is not simplified. Cost: the vertices of the members
    /// in reach, and a look at each member's box.
    std::string tile(int zoom, int x, int y, bool last) const;

private:
    /// In world units, which are the same at every zoom.
    struct Boxes {
        std::vector<GridBox> arcs, members;
    };
    static Boxes boxes_of(const ZoomShapes& shapes);

    VectorMap map_;
    std::vector<Boxes> boxes_;  ///< by surfaces of the map
};

}  // namespace presencia::emit
