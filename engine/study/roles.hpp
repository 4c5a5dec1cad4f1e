// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/section.hpp"
#include "study/study.hpp"

#include <functional>

namespace presencia::study {

/// What a plain text means for a role: most roles name a column; `class`, `family`, `kind` and `objective` state the
/// value itself.
enum class Plain : std::uint8_t { column, constant };

/// Reads a role: "column", ["column", "column"], { value = ... } or { column = ..., separator = ..., map = { ... } }.
/// Not given, or not usable (reported): a Role that is not given().
Role read_role(Section& section, std::string_view key, Plain plain = Plain::column);

/// Holds the words that a study writes itself, a constant or the right-hand sides of a map, against `accepts`; reports
/// the others with `hint`.
void check_words(const Section& section, std::string_view key, const Role& role,
                 const std::function<bool(const std::string&)>& accepts,
                 const std::function<Text(const std::string&)>& hint);
/// The same for roles that hold a country: three capital letters.
void check_country(const Section& section, std::string_view key, const Role& role);

/// Three capital letters, the shape of ISO 3166-1 alpha-3. User-assigned codes such as XAA pass: fictional regions and
/// disputed areas have them.
bool country_shaped(std::string_view code);
Text country_hint();

/// `year` of population: 2010 keeps the rows of that year, { column = "anio", value = 2010 } names the column as well.
void read_year(Section& section, Role& column, std::optional<int>& year);

}  // namespace presencia::study
