// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "layer/dialects.hpp"
#include "source/input_file.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace presencia::propose {

/// When the incidents of a layer happened, and what its rows are.
struct HeldDates {
    static constexpr std::size_t most_countries = 400;  ///< a column with more words names no countries
    using Months = std::map<std::pair<int, int>, std::int64_t>;  ///< by year and month; month 0: the year alone is known

    Months rows;           ///< those with a date
    Months incidents;      ///< what the rows count; of a layer of events, one a row
    std::int64_t undated = 0;
    std::map<std::string, std::string> countries;  ///< cells of the column of countries, and the country each names (ISO 3166-1), "" where none is known by it; no more than one word beyond `most_countries`
    std::set<std::string> no_countries;  ///< of these cells, those that are filled and name none
    std::map<std::string, std::int64_t> classes;  ///< rows by class, as the engine will call it; empty where the layer has no column of classes
    std::vector<layer::Guess> guesses;            ///< how the columns were understood
};

/// Reads the layer `study.incidents[0]` from front to back, of any period. `opened`: its file where it is open already, else null. Throws what opening the layer throws.
HeldDates read_dates(const study::Study& study, const std::shared_ptr<const source::InputFile>& opened, const layer::Dialects& dialects, Progress& progress);

/// A period for a study, and why.
struct ProposedPeriod {
    Period period;
    std::string evidence;
};

/// The whole calendar years that hold the incidents: the years around the fullest one with at least a fiftieth of its number, without a gap. Where all counts are zero, rows are taken in
/// their stead. A first or last year is cut to its months only where three or more at its outer end are empty in `all` layers together, no row of theirs knows that year alone, and chance would
/// hardly leave them so: at the mean of the year's other months they would hold ten incidents. An undefined period where nothing is dated. `all`: every layer of incidents, `dates` among them.
ProposedPeriod propose_period(const HeldDates& dates, const std::vector<const HeldDates*>& all, Language language);

}  // namespace presencia::propose
