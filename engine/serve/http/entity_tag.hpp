// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace presencia::serve {

/// Whether a field If-None-Match names the tag `opaque` (without quotes), by weak comparison, or "*".
bool none_match_names(std::string_view field, std::string_view opaque);

/// Whether a field If-Match names it, by strong comparison, or "*".
bool match_names(std::string_view field, std::string_view opaque);

/// Whether a field If-Range holds exactly this strong tag; a date never does, as nothing here has one.
bool range_condition_holds(std::string_view field, std::string_view opaque);

}  // namespace presencia::serve
