// SPDX-License-Identifier: Apache-2.0
#include "serve/site.hpp"

#include "core/sha256.hpp"

namespace presencia::serve {

namespace fs = std::filesystem;

ServedFiles map_files(const fs::path& folder) {
    ServedFiles files;
    std::error_code ignored;
    if (folder.empty() || !fs::is_regular_file(folder / "index.html", ignored)) return files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.is_symlink()) continue;
        const std::string name = entry.path().lexically_relative(folder).generic_string();
        files.emplace(name, std::make_unique<const ServedFile>(entry.path(), name, sha256_file(entry.path()).substr(0, 24)));
    }
    return files;
}

}  // namespace presencia::serve
