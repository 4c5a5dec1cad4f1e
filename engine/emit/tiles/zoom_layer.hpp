// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/window_renderer.hpp"

namespace presencia::emit {

/// The coverage at one zoom with the rows of tiles and the runs in reach of each. `outline`: whether a class of the map is drawn by its rim. Cost: linear in the vertices.
ZoomLayer zoom_layer(const CoverageGeometry& coverage, const TilePlan& plan, int zoom, bool outline);

/// Whether a class of the map is drawn by its rim.
bool has_outlines(const TileMap& map);

}  // namespace presencia::emit
