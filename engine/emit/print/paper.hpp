// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace presencia::emit {

/// A sheet of paper, in millimetres.
struct Paper {
    double width = 297.0, height = 210.0;
};

/// Sides that are printed, in millimetres: a card, and the longest roll of paper.
inline constexpr double shortest_side_mm = 70.0;
inline constexpr double longest_side_mm = 2000.0;

/// "a0" to "a6", "letter", "legal" or "tabloid", lying ("a4", "a4-landscape") or standing ("a4-portrait"), in any case;
/// or "WIDTHxHEIGHT" in millimetres. Nothing where it is none of these, or a side is too short or too long.
std::optional<Paper> parse_paper(std::string_view text);

/// The names that parse_paper() knows, for people: "a0, a1, ...".
std::string paper_names();

}  // namespace presencia::emit
