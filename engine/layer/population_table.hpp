// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "layer/source_context.hpp"
#include "layer/tables.hpp"

#include <set>
#include <string>
#include <vector>

namespace presencia::layer {

/// Joins a table of people to the municipalities of `countries` (those that the table's source gives), by code or by name
/// within department (gazetteer.hpp). The table replaces what a column says. Returns
/// the table's ledger: rows that give a municipality its people are `by_key`, rows of another year or left out by
/// `where` are `filtered`, unknown codes and unreadable numbers rejected; people 0 or blank stay unknown and are said
/// so. Errors: column_missing; municipality_twice where a municipality has several rows with other numbers (of one
/// year).
Ledger join_population_table(const SourceContext& context, const study::PopulationTable& table,
                             const std::set<std::string>& countries, std::vector<Municipality>& rows,
                             Progress& progress);

}  // namespace presencia::layer
