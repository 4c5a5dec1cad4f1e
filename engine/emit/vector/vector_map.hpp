// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/vector/mvt.hpp"
#include "emit/vector/zoom_shapes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace presencia::emit {

/// What a set of vector tiles shows: layers, and by which geometry each feature is drawn.
struct VectorMap {
    /// Features of a layer that are the borders of a coverage, by their level.
    struct Borders {
        std::uint32_t layer = 0;
        std::array<std::uint32_t, border_levels> feature{};
    };
    /// Features of a layer that are the members of a coverage: `feature[i]` draws member i.
    struct Surfaces {
        std::uint32_t layer = 0;
        std::shared_ptr<const ZoomShapes> shapes;
        std::vector<std::uint32_t> feature;
        std::optional<Borders> borders{};
    };
    struct Points {
        std::uint32_t layer = 0;
        std::vector<std::pair<std::uint32_t, WorldPoint>> features;
    };

    std::vector<MvtLayer> layers;
    std::vector<Surfaces> surfaces;
    std::vector<Points> points;
};

/// The lines of one level, which are one feature: whoever cuts them, all of them in their order. Lines whose arcs have no points are left out.
void cut_borders(const VectorMap::Borders& borders, const ZoomArcs& arcs, int level, TilePieces& to);

/// Member i of a coverage. The arcs must have the points of its rings.
void cut_surface(const VectorMap::Surfaces& surfaces, const ZoomArcs& arcs, int zoom, std::size_t i, TilePieces& to);

/// All points of the map.
void cut_points(const VectorMap& map, int zoom, TilePieces& to);

}  // namespace presencia::emit
