// SPDX-License-Identifier: Apache-2.0
#include "core/staged_file.hpp"

#include "core/error.hpp"
#include "core/file_sync.hpp"
#include "core/staged_directory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>

namespace presencia {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void taken(const fs::path& target) {
    throw Error(ErrorCode::output_exists, {.file = target.string()}, {},
                "add --overwrite to replace it, or choose another name with -o");
}

fs::path folder_of(const fs::path& target) {
    return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

/// Gone at the end of its block unless it was renamed.
class Staged {
public:
    explicit Staged(fs::path path) : path_(std::move(path)) {}
    ~Staged() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    Staged(const Staged&) = delete;
    Staged& operator=(const Staged&) = delete;

    const fs::path& path() const noexcept { return path_; }

private:
    fs::path path_;
};

}  // namespace

void require_file_place(const fs::path& target, bool overwrite) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(target, error);
    if (fs::exists(status)) {
        if (!overwrite) taken(target);
        if (!fs::is_regular_file(status)) {
            throw Error(ErrorCode::output_exists, {.file = target.string()}, "not a plain file",
                        "choose another name with -o");
        }
    }
    if (!fs::is_directory(folder_of(target), error)) {
        throw_unwritable(folder_of(target), fs::exists(folder_of(target), error) ? ENOTDIR : ENOENT);
    }
}

void publish_file(const fs::path& target, std::string_view bytes, bool overwrite) {
    require_file_place(target, overwrite);
    const Staged staged(folder_of(target) /
                        ("." + target.filename().string() + std::string(staged_mark) + std::to_string(::getpid())));
    write_file(staged.path(), bytes);
    sync_path(staged.path());
    // Without --overwrite whoever came first stays, though nobody was there a moment ago.
    const unsigned flags = overwrite ? 0U : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, staged.path().c_str(), AT_FDCWD, target.c_str(), flags) != 0) {
        if (errno == EEXIST) taken(target);
        throw_unwritable(target, errno);
    }
    sync_path(folder_of(target));
}

}  // namespace presencia
