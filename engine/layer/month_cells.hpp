// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"

#include <optional>
#include <string_view>

namespace presencia::layer {

/// The days of a cell that names a month of a year and no day, in a form that can be read in one way only: "2013-05", "2013/5", "05/2013", "201305", "mayo de 2013",
/// "May 2013", "2013 mayo", and "may-13" as spreadsheets show months. Nothing for any other text. Cost: a few comparisons for a text without such a shape.
std::optional<Period> days_of_month(std::string_view text);

}  // namespace presencia::layer
