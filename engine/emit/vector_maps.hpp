// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/maps.hpp"

namespace presencia::emit {

/// presencia.mbtiles, presencia.pmtiles, presencia.json (TileJSON), style.json (MapLibre) and its sprites/. `coverage` must be the municipalities'. Throws output_unwritable.
void write_vector_tiles(const std::filesystem::path& directory, const std::vector<StyledMap>& maps, const Published& published, std::shared_ptr<const CoverageGeometry> coverage,
                        unsigned threads, Progress& progress);

}  // namespace presencia::emit
