// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/vector/vector_layers.hpp"

namespace presencia::emit {

/// presencia.mbtiles, presencia.pmtiles, presencia.json (TileJSON), style.json (MapLibre) and its sprites/. `coverage` must be the municipalities'. Throws output_unwritable, and
/// study_bad_value for zooms outside 0..22.
void write_vector_tiles(const std::filesystem::path& directory, const std::vector<StyledMap>& maps, const VectorInput& input, const std::shared_ptr<const CoverageGeometry>& coverage, int min_zoom,
                        int max_zoom, unsigned threads, Progress& progress);

}  // namespace presencia::emit
