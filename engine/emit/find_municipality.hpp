// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace presencia::emit {

/// The rows of the "municipalities" table that `key`, "CODE" or "COUNTRY:CODE", names: one, or one a country where several use the code; never empty. Throws
/// municipality_unknown with the nearest code, or the code of the municipality whose name was given. Sentences are in `language`. Cost: linear.
std::vector<std::size_t> rows_of_municipality(const Table& municipalities, std::string_view key, Language language);

/// "HND:0801": how the municipality of a row is named without doubt. The table has country and code.
std::string municipality_key(const Table& table, std::size_t row);

}  // namespace presencia::emit
