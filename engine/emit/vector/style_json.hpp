// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/vector/vector_documents.hpp"
#include "emit/maps.hpp"

#include <string>
#include <vector>

namespace presencia::emit {

/// A MapLibre style (https://maplibre.org/maplibre-style-spec/) over the vector tiles: one group of layers a map, the first shown and the others hidden, with the colours and patterns of the
/// raster tiles; then borders, unreached areas (hidden), sites. Addresses are relative to the style: a page makes them absolute before it hands the style to MapLibre. `metadata` holds
/// titles, notes and the legend of every map.
std::string style_json(const std::vector<StyledMap>& maps, const VectorMap& vector, const VectorPlan& plan, const VectorInput& input, const std::string& archive, const std::string& sprite);

}  // namespace presencia::emit
