// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace presencia::layer {

/// What one number says about the marks of its column.
enum class MarkClue : std::uint8_t {
    none,                ///< no mark, or no number
    decimal_point,       ///< "12.5", "0.123", "1,234.5"
    decimal_comma,       ///< "12,5", "1.234,5"
    thousands_point,     ///< "1.234.567"
    thousands_comma,     ///< "1,234,567"
    thousands_blank,     ///< "1 234"
    thousands_apostrophe,  ///< "1'234"
    one_point,           ///< "1.234": either
    one_comma,           ///< "1,234": either
};

/// Of "1.234,5" the clue is its decimal mark; that the other one is for thousands follows.
MarkClue mark_clue(std::string_view text);

/// The thousands mark of a number that has decimals too ("1.234,5", "1 234.5"); '\0' where it has none.
char mark_beside_decimals(std::string_view text);

/// The number with a decimal point and no thousands marks, for text::parse_double(); nothing where the text is not written with these marks:
/// groups of three behind a first one of one to three, no mark where none may be. `thousands` '\0': none.
std::optional<std::string> plain_number(std::string_view text, char decimal, char thousands);

/// Blanks of any width and no-break blanks as ' ', typographic apostrophes as '\''.
std::string with_plain_blanks(std::string_view text);

}  // namespace presencia::layer
