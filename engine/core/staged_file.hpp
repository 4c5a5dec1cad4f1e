// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace presencia {

/// Refuses a place for one file before any work is done for it. Throws output_exists where something is there and
/// `overwrite` is false, or where with `overwrite` it is no plain file; output_unwritable where its folder is not
/// there.
void require_file_place(const std::filesystem::path& target, bool overwrite);

/// One file that appears whole or not at all: written without a name in the folder of its place and synced before it gets one, so that a process that is killed leaves nothing. What it replaces is exchanged by a rename from
/// ".<name>.presencia-staged-<pid>", which is also where it is written on file systems without nameless files. Where that fails the target stays as it was and nothing is left beside it. Throws what
/// require_file_place() does, and output_unwritable with the system's reason.
void publish_file(const std::filesystem::path& target, std::string_view bytes, bool overwrite);

}  // namespace presencia
