// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace presencia::serve {

/// Letters of a digest that a tag has: 96 bits.
inline constexpr std::size_t tag_letters = 24;

/// Whether a field If-None-Match names the tag `opaque` (without quotes), by weak comparison, or "*".
bool none_match_names(std::string_view field, std::string_view opaque);

/// Whether a field If-Match names it, by strong comparison, or "*".
bool match_names(std::string_view field, std::string_view opaque);

/// Whether a field If-Range holds exactly this strong tag; a date never does, as nothing here has one.
bool range_condition_holds(std::string_view field, std::string_view opaque);

}  // namespace presencia::serve
