// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/municipality_features.hpp"

#include <set>
#include <string>
#include <vector>

namespace presencia::layer {

/// The box that holds these countries, roughly; empty where one of them is none of the partnership's seven.
geo::Box expected_extent(const std::set<std::string>& countries);

/// Stops the run where a source's municipalities do not lie where they should, which no reference system can tell by
/// itself: data of one UTM zone under the next zone's number lie exactly within that zone's area. Looked at: the
/// country their code names, for the seven countries of the partnership, and the other sources of the study. Throws
/// coordinates_swapped where longitude and latitude the other way round would fit, else crs_out_of_area.
void check_extents(const study::Study& study, const std::vector<MunicipalityFeature>& features);

/// The country of the partnership whose extent is most like `box`: they share at least half of what both cover, and no
/// other country comes within a tenth of that. "" where none does.
std::string country_like(const geo::Box& box);

}  // namespace presencia::layer
