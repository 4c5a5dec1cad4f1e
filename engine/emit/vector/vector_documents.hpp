// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/vector/vector_layers.hpp"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace presencia::emit {

/// Zooms and place of an archive of vector tiles.
struct VectorPlan {
    int min_zoom = 4;
    int max_zoom = 10;
    geo::Box bounds;
};

/// `vector_layers` of TileJSON 3: id, description, zooms, and of each field Number, String or Boolean.
nlohmann::ordered_json vector_layers_json(std::span<const MvtLayer> layers, const VectorPlan& plan, Language language);

/// TileJSON 3.0 whose tiles lie in the PMTiles archive `archive` (https://docs.protomaps.com/pmtiles/maplibre).
std::string vector_tilejson(const VectorMap& map, const VectorPlan& plan, const VectorInput& input, const std::string& archive);

/// Rows of the metadata table of MBTiles 1.3, for gzipped tiles.
std::vector<std::pair<std::string, std::string>> vector_mbtiles_metadata(const VectorMap& map, const VectorPlan& plan, const VectorInput& input);

/// The metadata of a PMTiles archive.
std::string vector_pmtiles_metadata(const VectorMap& map, const VectorPlan& plan, const VectorInput& input);

}  // namespace presencia::emit
