// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/place_index.hpp"
#include "layer/source_context.hpp"

#include <vector>

namespace presencia::layer {

/// A municipality of an older division, and what became of it.
struct OldUnit {
    Place place;
    std::vector<Place> parts;  ///< country and code of each new municipality; one: renamed, recoded or merged into it
    Date changed;              ///< first day of the new division; undefined where the file does not say
};

/// Reads a crosswalk: a table with columns old_code (or old_name, old_department) and new_code; old_country, new_country, share (of the old unit's people, 0 to 1) and date are
/// optional. One row a pair of old and new unit. A country that is not given is `country`. Shares are checked and never used: nothing is prorated. Throws column_missing;
/// value_not_allowed (a row without a code, two days for one unit), value_not_number, date_invalid with the row.
std::vector<OldUnit> read_crosswalk(const SourceContext& context, const std::string& country);

/// The crosswalks that the [[municipalities]] of a study name, one after the other.
std::vector<OldUnit> read_crosswalks(const study::Study& study, const Dialects& dialects, std::vector<Guess>& guesses);

}  // namespace presencia::layer
