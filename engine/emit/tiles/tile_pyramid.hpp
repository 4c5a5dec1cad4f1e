// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/tiles/coverage_geometry.hpp"
#include "emit/tiles/tile_sink.hpp"
#include "emit/tiles/tile_style.hpp"

namespace presencia::emit {

/// Draws every tile of the plan's zooms that has something in it, in Web Mercator, and hands them to `sink` in its
/// fixed order. Same arguments, same bytes, for any number of threads. Fills are seam-free (see AreaFill); lines and
/// patterns run on across tiles; a municipality smaller than a pixel still gets one of its colour, unless a class
/// listed before its own stands on the same pixel. Throws Error(study_bad_value) for zooms outside 0..22, a tile size
/// other than 256 or 512, or more than max_tile_classes classes; what the sink throws; and what check_interrupted()
/// throws, between batches. Memory: the simplified borders of all zooms, and some megabytes a thread.
void render_pyramid(const CoverageGeometry& coverage, const TileMap& map, const TilePlan& plan, TileSink& sink,
                    unsigned threads, Progress& progress);

}  // namespace presencia::emit
