// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"

#include <string>
#include <vector>

namespace presencia::emit {

/// Rows of the table of municipalities from the most people to the fewest, ties in the order of the table, unknown numbers last: whose name stays where names collide.
std::vector<std::size_t> municipalities_by_people(const Table& municipalities);

/// A department of a country and the rows of its municipalities.
struct DepartmentRows {
    std::string name;
    std::vector<std::size_t> members;
    double people = 0.0;  ///< known ones
};

/// From the most people to the fewest, ties by country and name. Municipalities without a department are in none.
std::vector<DepartmentRows> departments_by_people(const Table& municipalities);

}  // namespace presencia::emit
