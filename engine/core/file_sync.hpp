// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace presencia {

/// In the names of what is written beside its place, before the number of the process.
inline constexpr std::string_view staged_mark = ".presencia-staged-";

/// Throws output_unwritable with the system's words for `reason` (errno).
[[noreturn]] void throw_unwritable(const std::filesystem::path& path, int reason, std::string hint = {});

/// Waits until a file, or what a directory says of its entries, is on the disk. Throws output_unwritable.
void sync_path(const std::filesystem::path& path);

}  // namespace presencia
