// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::text {

/// ASCII digit, whatever the locale.
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
/// Digits and nothing else, at least one.
bool all_digits(std::string_view text);

/// Without ASCII blanks and non-breaking spaces at either end.
std::string_view trim(std::string_view text);

/// Lower case without accents and with runs of blanks and punctuation as one blank: the key under which names are
/// compared ("SAN JOSÉ  " and "san jose" are one). Input is UTF-8; bytes that are not stay as they are.
std::string fold(std::string_view utf8);

bool valid_utf8(std::string_view bytes);
/// CP1252 (a superset of Latin-1's printable part) to UTF-8.
std::string cp1252_to_utf8(std::string_view bytes);

/// Number with '.' as decimal mark, independent of the locale: the whole text must be one finite or non-finite number.
/// Leading '+' is allowed; hexadecimal is not. Result may be NaN or infinite: the caller checks.
std::optional<double> parse_double(std::string_view text);
/// Decimal comma instead.
std::optional<double> parse_double_comma(std::string_view text);
std::optional<std::int64_t> parse_integer(std::string_view text);

/// Shortest text that reads back as `value` rounded to `digits` significant digits; "" for NaN. Locale-free.
std::string format_significant(double value, int digits = 12);
/// Fixed decimals, locale-free, never "-0".
std::string format_fixed(double value, int decimals);
/// With thousands separators: "1 234 567" (thin no-break space U+202F for es) or "1,234,567" (en).
std::string format_count(double value, bool spanish);
/// `value` rounded to `digits` significant digits.
double round_significant(double value, int digits);
/// `value` rounded half away from zero to `decimals` decimals.
double round_decimals(double value, int decimals);

/// Levenshtein distance over bytes. Cost: product of the lengths.
std::size_t edit_distance(std::string_view a, std::string_view b);
/// The nearest of `candidates` to `word` (at most a third of its letters away), or empty.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);
/// Bytes of the longest name that stands for something in outputs: of a municipality, a site, a study. A name goes into every tile, table and page that shows what is called so.
inline constexpr std::size_t longest_name = 255;

/// At most `limit` bytes, cut at a UTF-8 boundary, with "…" where cut.
std::string clip(std::string_view utf8, std::size_t limit);

}  // namespace presencia::text
