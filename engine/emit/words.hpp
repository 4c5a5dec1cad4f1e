// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "emit/cells.hpp"

#include <string>
#include <string_view>

/// How answers say machine names, states and numbers to a person. Machine formats never pass through here.
namespace presencia::emit {

/// The short word for a state or value of the result ("gap_unknown" -> "no se sabe", "suppressed" -> "suprimido"); the machine name itself where there is
/// no word for it. Cost: the length of a short table.
std::string_view word(std::string_view machine_name, Language language);

/// "policía", "law enforcement" ... for a family's machine name; the name itself where it is no family.
std::string family_word(std::string_view family, Language language);

/// With thousands separators and the language's decimal mark: "12 345,6" or "12,345.6"; the state's word for NaN.
std::string spoken_number(double value, int decimals, Language language);

/// A share in [0, 1] as whole per cent, never rounded to 0 % or 100 % when it is neither: "< 1 %", "34 %", "> 99 %".
std::string spoken_share(double share, Language language);

/// A cell for a person: numbers as spoken_number with `decimals` (whole numbers without), booleans as yes or no, text as it is, and the word of its absence where there
/// is no value: "suprimido", "sin registro", "no se sabe" are never confused with each other or with 0.
std::string spoken_cell(const Cell& cell, int decimals, Language language);

}  // namespace presencia::emit
