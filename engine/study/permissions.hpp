// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

namespace presencia::study {

/// What the person who runs a study allows it to read, beyond regular files of its own folder. A study cannot allow
/// itself anything: it may come from somebody else.
struct Permissions {
    std::vector<std::filesystem::path> roots;  ///< folders whose files may be named, at any depth
    bool database = false;                     ///< sources may be tables and queries of a database
};

/// The folder that a study's paths start from, and what may be read beyond it.
struct InputFolder {
    std::filesystem::path path;
    Permissions allowed;
};

}  // namespace presencia::study
