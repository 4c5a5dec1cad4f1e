// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"

#include <filesystem>
#include <string>

namespace presencia::app {

/// The file of a style: a name is one of the styles that ship (in `shipped`); with a slash or .toml at its end it is a file of the user's own. `argument` is how the command calls it.
/// Throws usage, with the nearest name, for one that does not ship.
std::filesystem::path style_file(const std::string& style, const std::filesystem::path& shipped, const std::string& argument, const Console& console);

}  // namespace presencia::app
