// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <utility>

namespace presencia::layer {

/// One coordinate in degrees as a person wrote it.
struct WrittenDegrees {
    double degrees = 0.0;  ///< south and west below zero, as far as the text says it
    char side = '\0';      ///< 'N', 'S', 'E' or 'W' where a letter or word says so; Spanish "O" is west
    bool marked = false;   ///< it has a side, a degree sign, or several numbers: not a plain number
};

/// Degrees, with minutes and seconds or without: 14°05'12.3"N, 14 05 12 N, N14°05.2', -87º 12', 14,0867° norte, 871230W
/// (packed, only with a side). Minutes and seconds below 60, decimals in the last number alone, with point or comma.
/// Nothing where the text is something else, or more than 180 degrees.
std::optional<WrittenDegrees> read_degrees(std::string_view text);

/// The two halves of a pair in one cell: "14.08, -87.2", "(14.08 -87.2)", "14,08; -87,2", "14°05'N 87°12'W",
/// "POINT(-87.2 14.08)" (`point`: longitude stands first). Nothing where the text has not two halves.
struct WrittenPair {
    std::string_view first, second;
    bool point = false;
};
std::optional<WrittenPair> read_pair(std::string_view text);

}  // namespace presencia::layer
