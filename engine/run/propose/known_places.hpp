// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"
#include "layer/gazetteer.hpp"
#include "run/propose/file_look.hpp"

#include <optional>
#include <string>
#include <vector>

namespace presencia::propose {

/// A column that says more than its name does, once the study's municipalities are known.
struct KnownCodes {
    std::string column;
    std::size_t known = 0, given = 0;  ///< cells of the sample that are codes of the municipalities, and cells with anything
};

/// The column that is called like a code, plays no role, and holds codes of the study's municipalities in four fifths of its cells: a bare "Código" beside names. Where names stand beside
/// it, half of those that both find must agree: else it numbers something else. Nothing where rows are keyed by codes already, or no column is such.
std::optional<KnownCodes> column_of_known_codes(const Sight& sight, const layer::Gazetteer& places, const layer::Dialects& dialects);

/// Two columns of numbers without a role that would put nearly all rows of the sample into the study's area.
struct UnusedCoordinates {
    std::string x, y;
    std::string crs;  ///< "" for longitude and latitude
};
std::optional<UnusedCoordinates> unused_coordinates(const FileLook& look, const Sight& sight, const geo::Box& area);

}  // namespace presencia::propose
