// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/surfaces/distance_surfaces.hpp"
#include "emit/surfaces/surface_grid.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace presencia::emit {

/// What was written of a result as surfaces, and what was not.
struct SurfaceReport {
    struct Written {
        SurfaceGrid grid;
        std::vector<std::string> unseen;  ///< municipalities ("HND:0101") that hold no cell's centre
    };
    std::vector<Written> grids;
    std::vector<std::string> withheld;  ///< families without a surface of distance, since the profile keeps places of theirs to itself
    std::vector<std::string> without_sites;  ///< and others without one, since no operating service has a published place
};

/// surfaces/<name>.<grid>.tif below `directory`: gap_class, gap, concurrence and distance_<family> on every grid, as Cloud Optimized GeoTIFF. A cell belongs to the municipality that holds its centre,
/// borders included, the first of several; so a municipality smaller than a cell may have none. Memory does not grow with the grids; the same bytes for any threads. Throws output_unwritable.
SurfaceReport write_surfaces(const std::filesystem::path& directory, const VectorInput& input, const nlohmann::ordered_json& facts, const Table& ledger, const std::vector<SurfaceGrid>& grids,
                             unsigned threads, Progress& progress);

/// For manifest.json.
nlohmann::ordered_json surfaces_json(const SurfaceReport& report);

}  // namespace presencia::emit
