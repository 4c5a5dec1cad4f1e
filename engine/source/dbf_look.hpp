// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/text_look.hpp"

#include <filesystem>
#include <optional>

namespace presencia::source {

/// Looks at the texts of a Shapefile (its .dbf, dBASE III) whose encoding nothing declares: neither a .cpg beside it nor the mark in its header. As look_at_bytes(); a record is a line.
/// Nothing where the encoding is declared, and where there is no .dbf or it is none: reading the file says what is wrong with it.
std::optional<TextLook> look_at_shapefile_text(const std::filesystem::path& shp);

}  // namespace presencia::source
