// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// The calendar year that a column's name is: "2011", "Año 2011", "2011.0" of a sheet; nothing for "pob_2011", whose
/// year is the study's choice, and for years outside 1900 to 2100.
std::optional<int> year_of_column(std::string_view name);
/// The month, 1 to 12, that a column's name is in Spanish or English, in full or short; nothing for a number.
std::optional<int> month_of_column(const Dialects& dialects, std::string_view name);

/// What the cells of an unfolded table are, by the kind of its layer: "count", "people" or "population".
std::string_view cell_role(std::string_view kind);

/// What a column of a wide table stands for by its name.
struct WideName {
    std::optional<int> year, month;
    std::string rest;    ///< what the name says beside them: "Hombres" of "2012 Hombres"
    bool cells = false;  ///< `rest` is how dialects call what the cells are: "pob_2012", "2012 Casos"

    bool given() const noexcept { return year || month; }
};

/// Reads each of a table's names: a year, a month ("Enero"), both ("2019 Enero"), or one of these beside other words ("Hombres 2012", "Población 2012 Mujeres"). Nothing given where none stands in a
/// name or two years do. Where some columns are named by other days than the first of January, dates stand for months or days, and none of them for a year.
std::vector<WideName> wide_names(const SourceContext& context, const std::vector<std::string>& columns);

/// A name that the study lists, of whatever form: the last year in it where it reads as no other.
WideName listed_name(const SourceContext& context, const std::string& name);

}  // namespace presencia::layer
