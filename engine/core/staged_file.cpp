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

/// A file without a name: whatever ends the process, nothing of it is left. It gets its name when it is whole.
class Nameless {
public:
    /// Not made where the system has no such files, or no /proc, by which they get a name.
    explicit Nameless(const fs::path& folder) : fd_(::access("/proc/self/fd", X_OK) == 0 ? ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666) : -1) {}
    ~Nameless() {
        if (fd_ >= 0) ::close(fd_);
    }
    Nameless(const Nameless&) = delete;
    Nameless& operator=(const Nameless&) = delete;

    bool made() const noexcept { return fd_ >= 0; }

    /// All of it, down to the disk. `target` is what an error names.
    void write(std::string_view bytes, const fs::path& target) const {
        while (!bytes.empty()) {
            const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw_unwritable(target, errno);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(fd_) != 0) throw_unwritable(target, errno);
    }

    /// Where something of that name is there it stays, and this is an error.
    void name(const fs::path& path) const {
        const std::string self = "/proc/self/fd/" + std::to_string(fd_);
        if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0) return;
        if (errno == EEXIST) taken(path);
        throw_unwritable(path, errno);
    }

private:
    int fd_;
};

void put_in_place(const fs::path& staged, const fs::path& target, bool overwrite) {
    // Without --overwrite whoever came first stays, though nobody was there a moment ago.
    const unsigned flags = overwrite ? 0U : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, staged.c_str(), AT_FDCWD, target.c_str(), flags) == 0) return;
    if (errno == EEXIST) taken(target);
    throw_unwritable(target, errno);
}

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
    const fs::path beside = folder_of(target) / ("." + target.filename().string() + std::string(staged_mark) + std::to_string(::getpid()));
    if (const Nameless file(folder_of(target)); file.made()) {
        file.write(bytes, target);
        if (!overwrite) {
            file.name(target);
        } else {
            const Staged staged(beside);
            std::error_code ignored;
            fs::remove(staged.path(), ignored);  // of a process that was killed and had this one's number
            file.name(staged.path());
            put_in_place(staged.path(), target, overwrite);
        }
    } else {  // a file system that has no nameless files
        const Staged staged(beside);
        write_file(staged.path(), bytes);
        sync_path(staged.path());
        put_in_place(staged.path(), target, overwrite);
    }
    sync_path(folder_of(target));
}

}  // namespace presencia
