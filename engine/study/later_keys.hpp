// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/problems.hpp"

#include <optional>
#include <string_view>

namespace presencia::study {

/// Where `key` of the table at `path` ("", "sites[2].reach") is planned for a later version: what to do today. Nothing
/// for any other key.
std::optional<Text> later_key(std::string_view path, std::string_view key);

}  // namespace presencia::study
