// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"
#include "reach/reach.hpp"

#include <array>
#include <span>

namespace presencia::reach {

/// Which of the four families a municipality studies, and which of those are not complete there: bit sets over study::Family.
struct FamilySets {
    unsigned studied = 0;
    unsigned incomplete = 0;
};

/// Shares of people by number of families, from the weight (people) at each set of families (index: bit set).
Concurrence concurrence_of_people(std::span<const double> people_by_families, FamilySets sets);

/// Shares of area by number of families: the municipality is cut by one catchment after the other. `catchments` holds the family's catchment clipped to the municipality.
Concurrence concurrence_of_area(const geo::MultiPolygon& municipality, const std::array<geo::MultiPolygon, study::family_count>& catchments, FamilySets sets);

}  // namespace presencia::reach
