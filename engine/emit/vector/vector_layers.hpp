// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/maps.hpp"
#include "emit/store.hpp"
#include "emit/vector/vector_map.hpp"

#include <memory>
#include <vector>

namespace presencia::emit {

/// Names of the layers in presencia.mbtiles and .pmtiles.
namespace vector_layer {
inline constexpr const char* municipalities = "municipalities";
inline constexpr const char* borders = "borders";
inline constexpr const char* unreached = "unreached";
inline constexpr const char* sites = "sites";
inline constexpr const char* labels = "labels";
}  // namespace vector_layer

/// The property of a municipality that holds its class on a map: "class_gap".
std::string class_property(const StyledMap& map);

/// What the layers are made of: the tables of a result with the shapes and places of their rows, from a run or from a store.
struct VectorInput {
    Table municipalities;
    std::vector<geo::MultiPolygon> shapes;
    Table sites;
    std::vector<LonLat> dots;  ///< of sites; undefined: not drawn
    Table unreached;
    std::vector<geo::MultiPolygon> areas;  ///< of `unreached`
    std::string title, description, profile;
    Language language = Language::es;
};
VectorInput vector_input(const Published& published);
VectorInput vector_input(const Store& store, unsigned threads);

/// The layers with their fields and without features.
std::vector<MvtLayer> empty_layers(const Table& municipalities, const Table& sites, const Table& unreached, const std::vector<StyledMap>& maps);

/// The layers: municipalities with their main measures and their class on every map of `maps`, borders by level, unreached areas, sites as the profile allows, and points for labels. Ids
/// follow from what a feature is, not from its place in the table: the same municipality has the same id in every run. `coverage` must be the municipalities'. Cost: a coverage for each
/// family's unreached areas.
VectorMap vector_map(const VectorInput& input, const std::vector<StyledMap>& maps, const std::shared_ptr<const CoverageGeometry>& coverage, unsigned threads);

}  // namespace presencia::emit
