// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/tables.hpp"
#include "study/study.hpp"

#include <array>
#include <span>
#include <vector>

namespace presencia::reach {

/// Whether one of the entries vouches for a municipality over the whole of `when`.
bool complete_for(std::span<const study::Completeness> entries, const layer::Municipality& municipality, const Period& when);

/// Site layers by family: a layer belongs to the families it names as a constant or in its map, and to those its rows carry.
std::array<std::vector<std::size_t>, study::family_count> layers_by_family(const study::Study& study, const layer::SiteTable& sites);

/// Every layer of a family that can hold services is complete for the municipality on the day presence is judged, and there is one.
bool family_complete(const study::Study& study, const layer::SiteTable& sites, std::span<const std::size_t> layers, const layer::Municipality& municipality);

}  // namespace presencia::reach
