// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/open.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace presencia::source {

/// What a file that is no text is, by the bytes that its makers put first.
enum class BinaryForm : std::uint8_t {
    png, jpeg, gif, tiff, webp, pdf,
    workbook,  ///< .xlsx
    opendocument,  ///< .ods
    old_office,  ///< .xls, .doc: Microsoft's compound files
    zip, gzip, packed,  ///< packed: bzip2, xz, zstd, 7z, rar
    geopackage, sqlite, access, parquet, shapefile, flatgeobuf,
    unknown,  ///< none of these, and yet no text
};

/// What `beginning`, the first 4 KiB of a file, and `end`, its last 64 KiB (looked at in archives alone), give away. Without such a mark a file is no text where one byte in twenty, and at
/// least four, are control characters that no text holds (NUL and the like); UTF-16 is text. Nothing for text.
std::optional<BinaryForm> binary_form(std::string_view beginning, std::string_view end);

/// The same of a file. Throws what opening and reading it throws.
std::optional<BinaryForm> binary_form(const ReadPlan& plan);

}  // namespace presencia::source
