// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace presencia::serve {

/// Whether a datetime parameter (RFC 3339 instant, date, or "from/to" with ".." or nothing for an open end) has a moment in common with the days `from` to `to`, both included, as ISO dates. Throws
/// Error(parameter_invalid).
bool meets(std::string_view datetime, const std::string& from, const std::string& to);

}  // namespace presencia::serve
