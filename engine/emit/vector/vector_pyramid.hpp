// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/tiles/tile_sink.hpp"
#include "emit/vector/vector_map.hpp"

namespace presencia::emit {

/// Cuts every zoom into tiles and hands them, gzipped, to `sink` in its fixed order. Tiles that hold nothing but buffers are left out. The same map gives the same bytes for any number of
/// threads. Throws Error(study_bad_value) for zooms outside 0..22, and what sink and check_interrupted() throw. Memory: the pieces of one zoom.
void cut_pyramid(const VectorMap& map, int min_zoom, int max_zoom, TileSink& sink, unsigned threads, Progress& progress);

}  // namespace presencia::emit
