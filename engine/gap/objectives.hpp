// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/gazetteer.hpp"
#include "layer/tables.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace presencia::gap {

/// Where the rows of site layers ended up.
enum class Mapped : std::uint8_t { municipality, outside, not_mappable, no_family };
inline constexpr std::size_t mapped_count = 4;
std::string_view to_string(Mapped mapped);

/// What serves one objective, or none of the five: rows and money by their weights.
struct ObjectiveTotals {
    std::array<double, mapped_count> rows{};                              ///< by Mapped
    std::map<std::string, std::array<double, mapped_count>> amounts;      ///< by currency, "" where none is said; then by Mapped
};

/// Totals by objective.
struct ByObjective {
    std::array<ObjectiveTotals, layer::objective_count> of;  ///< objectives 1 to 5
    ObjectiveTotals none;                                    ///< of no objective, or not said
};

/// What of it lies in one department: rows in its municipalities, and as `not_mappable` those known by the department alone. Rows of no family have no place.
struct DepartmentObjectives {
    std::string country;
    std::string department;  ///< as the municipalities name it; the known name where they do not and their codes tell; "" where neither does
    std::string code;        ///< with which its municipalities' codes begin; "" where they do not agree
    ByObjective totals;
};

/// Totals of all site layers by objective.
struct Objectives : ByObjective {
    std::vector<DepartmentObjectives> departments;           ///< those with rows, by country and department; of each country those of no department first
    bool given = false;                                      ///< some row says an objective or an amount
    std::int64_t withheld = 0;                               ///< sensitive rows that are left out
};

/// Every row of a site layer counts once, whatever the number of its families; a row of two objectives counts in both by its weights, so the sums
/// over objectives are those of the rows. Sites have their municipalities (join::place_sites), which are those of `places`. `with_sensitive`: else rows of sensitive sites are left out and counted. Sums do not
/// depend on the order of the rows.
Objectives total_objectives(const layer::SiteTable& sites, const layer::PlaceIndex& places, bool with_sensitive);

}  // namespace presencia::gap
