// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/vector_map.hpp"

#include <span>

namespace presencia::emit {

namespace {

GridPoint on_grid(WorldPoint p, int zoom) {
    const int shift = 32 - zoom - tile_steps_bits;
    return shift >= 0 ? GridPoint{p.x >> shift, p.y >> shift} : GridPoint{p.x << -shift, p.y << -shift};
}

}  // namespace

void cut_borders(const VectorMap::Borders& borders, const ZoomArcs& arcs, int level, TilePieces& to) {
    std::vector<std::span<const GridPoint>> lines;
    for (const ZoomArc& arc : arcs.arcs) {
        if (static_cast<int>(arc.level) == level && arc.count >= 2) lines.push_back(arcs.of(arc));
    }
    to.add_lines(borders.layer, borders.feature[static_cast<std::size_t>(level)], lines);
}

void cut_surface(const VectorMap::Surfaces& surfaces, const ZoomArcs& arcs, int zoom, std::size_t i, TilePieces& to) {
    to.add_polygons(surfaces.layer, surfaces.feature[i], surfaces.shapes->shape(arcs, zoom, i));
}

void cut_points(const VectorMap& map, int zoom, TilePieces& to) {
    for (const VectorMap::Points& points : map.points) {
        for (const auto& [feature, point] : points.features) to.add_point(points.layer, feature, on_grid(point, zoom));
    }
}

}  // namespace presencia::emit
