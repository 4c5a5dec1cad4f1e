// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/wide_names.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace presencia::layer {

/// What a column of a wide table holds of its year or month, by the other words of its name.
enum class WideHolds : std::uint8_t {
    all,    ///< everything: "2012", "2012 Total", "2012 Casos"
    part,   ///< a sex, an age, town or country ...: parts add up to everything
    crime,  ///< incidents of one class
    rate,   ///< a rate or a share, which adds up to nothing
    other,  ///< what nobody can say
};

/// A column that stands for a year, a month or both.
struct WideColumn {
    std::size_t column = 0;
    WideName name;
    WideHolds holds = WideHolds::all;
};

/// The columns of a table that stand for years and months, without those of `left_out` and those that tell a place or a day ("Municipio 2012").
std::vector<WideColumn> wide_columns(const SourceContext& context, const std::vector<std::string>& columns, const std::vector<bool>& left_out);

/// Which of them become rows.
struct WideChoice {
    std::vector<WideColumn> taken;
    std::optional<WideHolds> by;      ///< part or crime: what a row says beside its year or month, the rest of the column's name; "" where a year has no more than its sum
    std::vector<std::size_t> sums;    ///< columns that sum others that are taken
    std::vector<std::size_t> beside;  ///< columns of the same years that are no counts, or that nobody knows to be a part
    bool unclear = false;             ///< only a person can say which of them add up
};

/// Parts, or classes, where all columns are such or sums of them: then sums are left out, unless a year has nothing else. Else the one column of each year that holds everything. Nothing is taken
/// where there is none either. `asked`: the study wants years or months, so that columns with the same words beside them are taken whatever those are.
WideChoice choose_columns(const std::vector<WideColumn>& columns, bool asked);

}  // namespace presencia::layer
