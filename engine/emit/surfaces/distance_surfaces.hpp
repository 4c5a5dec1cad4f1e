// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/surfaces/surface.hpp"
#include "emit/vector/vector_layers.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace presencia::emit {

struct DistanceSurfaces {
    std::vector<Surface> surfaces;
    std::vector<std::string> withheld;  ///< studied families whose surface the profile does not allow
    std::vector<std::string> without_sites;  ///< others of which no operating service has a published place
};

/// `distance_<family>`: kilometres, geodesic, from a cell's centre to the nearest published place of an operating service that serves the cell's country, for each studied family. Of a site that is an
/// area its published place is a point inside.
///
/// Where the profile keeps places of a family to itself there is no surface of it: without them it would be wrong, and where it differs from other records it would point at them. That is so where
/// a layer of its services has withheld books, or the table of municipalities withholds a number of its sites or a distance: what the store says anyway. Throws output_not_result for a store that
/// does not say which sites serve both sides of a border.
DistanceSurfaces distance_surfaces(const VectorInput& input, const nlohmann::ordered_json& facts, const Table& ledger);

}  // namespace presencia::emit
