// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/file_look.hpp"

#include <optional>
#include <string>
#include <vector>

namespace presencia::propose {

/// Columns of numbers that play no role: what a table could be about where nothing is called so. A numbering of the rows is none.
std::vector<std::string> unused_numbers(const FileLook& look);

/// Of a table that is said to be of people, the column that holds them although it is not called so: the one that sums the others, the only one called by a year, or the only one of
/// numbers. Nothing where several could be meant.
std::optional<std::string> column_of_people(const FileLook& look, const layer::Dialects& dialects);

/// The year of the people that a column's name gives: 2013 for "pob_2013" and "2013".
std::optional<int> year_of_people(const std::string& column, const layer::Dialects& dialects);

/// Whether a column is a numbering: 1, 2, 3 ... as far as the sample goes.
bool numbers_the_rows(const std::vector<std::string>& cells);

}  // namespace presencia::propose
