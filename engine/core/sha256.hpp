// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace presencia {

/// Lower-case hexadecimal SHA-256 (FIPS 180-4), by OpenSSL.
std::string sha256(std::string_view bytes);
/// Of a file's bytes, read in blocks. Throws file_unreadable.
std::string sha256_file(const std::filesystem::path& path);

}  // namespace presencia
