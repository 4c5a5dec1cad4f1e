// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/http/open_file.hpp"
#include "serve/http/response.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace presencia::serve {

/// A file that may be asked for by name: opened when the server starts, so that no request ever becomes a path.
class ServedFile {
public:
    /// `tag`: what changes with its bytes.
    ServedFile(const std::filesystem::path& path, std::string_view name, std::string tag);

    const std::string& type() const noexcept { return type_; }
    const std::string& tag() const noexcept { return tag_; }
    const std::shared_ptr<const OpenFile>& file() const noexcept { return file_; }
    /// Whether gzip would help: text that is not too large to be held.
    bool compressible() const noexcept;

    /// The whole file, to be served by ranges too. `gzip`: with its twin, made at the first wish, which takes a while.
    Response response(bool gzip) const;
    /// Whether the twin is there already.
    bool twin_ready() const;

private:
    std::string type_, tag_;
    std::shared_ptr<const OpenFile> file_;
    mutable std::mutex guard_;
    mutable std::shared_ptr<const std::string> twin_;
};

using ServedFiles = std::map<std::string, std::unique_ptr<const ServedFile>, std::less<>>;

/// Media type by a file name's ending.
std::string_view media_type(std::string_view name);

}  // namespace presencia::serve
