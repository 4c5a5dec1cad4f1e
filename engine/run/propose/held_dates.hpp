// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "layer/dialects.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace presencia::propose {

/// When the rows of an incident layer happened, and what they are.
struct HeldDates {
    std::map<std::pair<int, int>, std::int64_t> rows;  ///< by year and month; month 0: the year alone is known
    std::int64_t undated = 0;
    std::map<std::string, std::int64_t> classes;  ///< rows by class, as the engine will call it; empty where the layer has no column of classes
    std::vector<layer::Guess> guesses;            ///< how the columns were understood
};

/// Reads the layer `study.incidents[0]` from front to back, of any period. Throws what opening the layer throws.
HeldDates read_dates(const study::Study& study, const layer::Dialects& dialects, Progress& progress);

/// A period for a study, and why.
struct ProposedPeriod {
    Period period;
    std::string evidence;
};

/// The whole calendar years that hold the rows: the years around the fullest one with at least a fiftieth of its rows, without a gap. A first or last year of which three months or
/// more are empty is cut to its months. An undefined period where nothing is dated.
ProposedPeriod propose_period(const HeldDates& dates, Language language);

}  // namespace presencia::propose
