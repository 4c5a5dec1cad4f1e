// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/tiles/coverage_geometry.hpp"

#include <string>
#include <vector>

namespace presencia::emit {

/// A name and the place that it stands for.
struct MapName {
    std::string text;
    bool department = false;
    WorldPoint at;      ///< middle of the name
    double room = 0.0;  ///< how wide the place is there, world units
};

/// The names of a result by importance: departments by their people, then municipalities by theirs, ties in the order of the table; unknown numbers last. A municipality's stands where the
/// municipality is wide, a department's in the middle of its surface or, where that is outside of it, in its largest municipality. No name, no entry; one department alone is the whole map and
/// has none. `coverage` must be the municipalities'.
std::vector<MapName> map_names(const Table& municipalities, const CoverageGeometry& coverage);

}  // namespace presencia::emit
