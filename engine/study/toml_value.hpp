// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace presencia::study {

/// A text as TOML writes it, between double quotes.
std::string toml_text(std::string_view text);

/// The value that `text` is behind `key =` (4, true, "text", ["a", "b"], { value = "HND" }, 2013-01-31), written again in one line without comments, so that it may stand anywhere
/// in a study; nothing where it is no value, or more than one.
std::optional<std::string> one_line_value(std::string_view text);

}  // namespace presencia::study
