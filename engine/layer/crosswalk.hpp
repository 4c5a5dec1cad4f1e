// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/place_index.hpp"
#include "layer/source_context.hpp"

#include <vector>

namespace presencia::layer {

/// A municipality of an older division, and what became of it.
struct OldUnit {
    Place place;
    std::vector<Place> parts;  ///< each new municipality, by its code or by name and department; one: renamed, recoded or merged into it
    Date changed;              ///< first day of the new division; undefined where the file does not say
    std::vector<double> shares{};  ///< of the old unit's people, by part, a whole together where all are said; not_known, or none at all, where the file does not say
};

/// Reads a crosswalk: a table with columns old_code (or old_name, old_department) and new_code (or new_name, new_department); old_country, new_country, share (of the old unit's people, 0 to 1)
/// and date are optional. One row a pair of old and new unit. A country that is not given is `country`. Shares that miss the whole by no more than the digits that they are written with are scaled to
/// it. Throws column_missing; value_not_allowed (a row without a code or name, two days for one unit, shares of one unit that are no whole, which names all such units), value_not_number,
/// date_invalid with the row.
std::vector<OldUnit> read_crosswalk(const SourceContext& context, const std::string& country);

/// The crosswalks that the [[municipalities]] of a study name, one after the other.
std::vector<OldUnit> read_crosswalks(const study::Study& study, const Dialects& dialects, std::vector<Guess>& guesses);

}  // namespace presencia::layer
