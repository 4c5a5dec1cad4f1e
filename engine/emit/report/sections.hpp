// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/report/edition.hpp"
#include "emit/report/html.hpp"

#include <string_view>

/// The parts of the page, in the order of the page. Each writes one edition's words; what a profile withholds is said and not shown.
namespace presencia::emit {

/// <h2 id="es-gaps">
void heading(Html& html, const Edition& edition, std::string_view section, std::string_view words);

/// Of the people in municipalities at risk, how many are within reach of 0 to 4 families: the sentence, the bar, the table, and who was left out.
void write_headline(Html& html, const Edition& edition);
/// What makes a result look right while an input is wrong, and that too many rows were rejected. Nothing where there is nothing to say.
void write_banner(Html& html, const Edition& edition);
/// Legend, the ten largest gaps by name, period, rule, profile and what was withheld: what stands beside the map.
void write_map_notes(Html& html, const Edition& edition);
/// The first rows of gaps.csv that are gaps, whole or partial.
void write_ranked_gaps(Html& html, const Edition& edition);
/// Municipalities whose records leave too much open.
void write_to_verify(Html& html, const Edition& edition);
/// By country, department and family.
void write_totals(Html& html, const Edition& edition);
/// Rows and money of site layers by objective, and by department. Nothing where no row says an objective or an amount.
void write_objectives(Html& html, const Edition& edition);
/// Burden against people.
void write_lorenz(Html& html, const Edition& edition);
/// Reach against need.
void write_scatter(Html& html, const Edition& edition);
/// Rule, parameters and definitions in plain words, notes and assumptions.
void write_method(Html& html, const Edition& edition);
/// Files with digests, guesses, and what became of every row.
void write_provenance(Html& html, const Edition& edition);

}  // namespace presencia::emit
