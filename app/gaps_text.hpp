// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"
#include "emit/query.hpp"

#include <string>

namespace presencia::app {

/// What every answer opens with: title, period, rule, profile, assumptions.
std::string study_header(const emit::Store& store, const Console& console);

/// Rows of an answer as a table for people.
std::string gap_rows(const emit::Table& rows, const Console& console);

/// The whole answer: header, rows, unknowns apart, totals with their denominators.
std::string gaps_text(const emit::Store& store, const emit::GapQuery& query, const emit::GapAnswer& answer, const Console& console);

}  // namespace presencia::app
