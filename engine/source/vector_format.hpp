// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace presencia::source {

/// What differs between the formats that GDAL reads for us.
enum class VectorFamily : std::uint8_t { json, shapefile, geopackage, flatgeobuf, spreadsheet, database };

/// The format that a file's name promises. GDAL may open it with these drivers and no others, so a file of another
/// kind under a borrowed name is refused.
struct VectorFormat {
    VectorFamily family = VectorFamily::json;
    std::vector<const char*> drivers;
};

/// By the extension, in any case; nothing where it is none that is read.
std::optional<VectorFormat> vector_format(const std::filesystem::path& path);

/// Extension in lower case, with its dot.
std::string lower_extension(const std::filesystem::path& path);

}  // namespace presencia::source
