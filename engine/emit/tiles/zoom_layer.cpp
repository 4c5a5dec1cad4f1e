// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/zoom_layer.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::emit {

ZoomLayer zoom_layer(const CoverageGeometry& coverage, const TilePlan& plan, int zoom, bool outline) {
    ZoomLayer layer;
    layer.geometry = coverage.at(zoom, plan.tile_px);
    layer.pens = line_pens(plan, zoom, outline);
    layer.margin = static_cast<std::int64_t>(std::ceil(layer.pens.widest_reach()));
    const ZoomGeometry& g = layer.geometry;
    if (g.max_x < g.min_x) return layer;
    const std::int64_t last_tile = (std::int64_t{1} << zoom) - 1;
    const auto row_of = [&](std::int64_t y) {
        return static_cast<int>(std::clamp<std::int64_t>(y < 0 ? 0 : y / plan.tile_px, 0, last_tile));
    };
    layer.first_row = row_of(g.min_y - layer.margin);
    layer.rows.resize(static_cast<std::size_t>(row_of(g.max_y + layer.margin) - layer.first_row) + 1);
    for (std::uint32_t i = 0; i < g.runs.size(); ++i) {
        const int last = row_of(g.runs[i].max_y + layer.margin);
        for (int row = row_of(g.runs[i].min_y - layer.margin); row <= last; ++row) {
            layer.rows[static_cast<std::size_t>(row - layer.first_row)].push_back(i);
        }
    }
    return layer;
}

bool has_outlines(const TileMap& map) {
    return std::any_of(map.classes.begin(), map.classes.end(), [](const TileClass& c) { return c.pattern == Pattern::outline; });
}

}  // namespace presencia::emit
