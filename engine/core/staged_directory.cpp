// SPDX-License-Identifier: Apache-2.0
#include "core/staged_directory.hpp"

#include "core/error.hpp"
#include "core/file_sync.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <vector>

namespace presencia {

namespace fs = std::filesystem;

namespace {

/// File by file, those of a directory before itself.
void sync_each(const fs::path& root) {
    for (const fs::directory_entry& entry : fs::directory_iterator(root)) {
        if (entry.is_directory() && !entry.is_symlink()) {
            sync_each(entry.path());
        } else {
            sync_path(entry.path());
        }
    }
    sync_path(root);
}

/// Throws where the system could not write what a file below `root` holds; waits for nothing that is on its way to the disk already.
void require_written(const fs::path& root) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file() || entry.is_symlink()) continue;
        const int fd = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        if (fd < 0) throw_unwritable(entry.path(), errno);
        const int result = ::sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE);
        const int reason = errno;
        ::close(fd);
        const bool cannot_say = reason == ENOSYS || reason == EINVAL || reason == ESPIPE;  // some file systems
        if (result != 0 && !cannot_say) throw_unwritable(entry.path(), reason);
    }
}

/// Waits until everything below `root` is on the disk. Of thousands of tiles the whole file system at once is there in a part of the time that each file alone would take; of few files not, for it waits for what
/// everybody has written. What could not be written is asked of the files themselves, since a file system speaks of everybody's, if at all. `fd` is one of `root`.
void sync_tree(const fs::path& root, int fd) {
    constexpr std::ptrdiff_t few = 100;
    const bool many = std::distance(fs::recursive_directory_iterator(root), fs::recursive_directory_iterator()) > few;
    if (!many || fd < 0 || ::syncfs(fd) != 0) {
        return sync_each(root);
    }
    require_written(root);
}

/// Absolute, as the system reads it: ".." behind a link is where the link leads. The last name is not followed.
fs::path clean(const fs::path& target) {
    fs::path absolute = fs::absolute(target);
    while (!absolute.has_filename() && absolute.has_relative_path()) absolute = absolute.parent_path();  // "result//"
    const bool dots = absolute.filename() == "." || absolute.filename() == "..";
    std::error_code error;
    const fs::path known = fs::weakly_canonical(dots ? absolute : absolute.parent_path(), error);
    if (error) {
        return absolute.lexically_normal();  // whoever makes the directory will say what is wrong
    }
    return dots ? known : known / absolute.filename();
}

bool holds_current_directory(const fs::path& target) {
    std::error_code error;
    const fs::path here = fs::current_path(error);
    if (error) {
        return false;
    }
    const fs::path below = here.lexically_relative(fs::canonical(target, error));
    return !below.empty() && *below.begin() != "..";
}

/// The parents of `target` that are not there yet, outermost first.
std::vector<fs::path> missing_parents(const fs::path& target) {
    std::vector<fs::path> missing;
    std::error_code ignored;
    for (fs::path at = target.parent_path(); !at.empty() && !fs::exists(fs::symlink_status(at, ignored)); at = at.parent_path()) {
        missing.insert(missing.begin(), at);
    }
    return missing;
}

/// Directories of runs that were killed: their lock is free.
void remove_stale(const fs::path& target) {
    const std::string prefix = "." + target.filename().string() + std::string(staged_mark);
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(target.parent_path(), ignored)) {
        if (!entry.path().filename().string().starts_with(prefix)) {
            continue;
        }
        const int fd = ::open(entry.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd >= 0 && ::flock(fd, LOCK_EX | LOCK_NB) == 0) {
            fs::remove_all(entry.path(), ignored);
        }
        if (fd >= 0) ::close(fd);
    }
}

void require_replaceable(const fs::path& target, bool overwrite) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(target, error);
    if (!fs::exists(status)) {
        return;
    }
    if (!fs::is_directory(status)) {
        throw Error(ErrorCode::output_exists, {.file = target.string()}, "not a directory", "choose another name with -o");
    }
    if (holds_current_directory(target)) {
        throw Error(ErrorCode::output_exists, {.file = target.string()}, "it is the current folder, or holds it", "choose another name with -o, or go out of it first");
    }
    if (fs::is_empty(target)) {
        return;
    }
    if (!overwrite) {
        throw Error(ErrorCode::output_exists, {.file = target.string()}, {}, "add --overwrite to replace it, or choose another name with -o");
    }
    if (!fs::exists(target / "manifest.json")) {
        throw Error(ErrorCode::output_exists, {.file = target.string()}, "the directory holds something else than a result (no manifest.json)",
                    "choose another name with -o");
    }
}

}  // namespace

StagedDirectory::StagedDirectory(fs::path target, bool overwrite) : target_(clean(target)), overwrite_(overwrite) {
    require_replaceable(target_, overwrite);
    std::error_code error;
    made_ = missing_parents(target_);
    fs::create_directories(target_.parent_path(), error);
    if (error) {
        remove_made();
        throw_unwritable(target_.parent_path(), error.value());
    }
    remove_stale(target_);
    staged_ = target_.parent_path() / ("." + target_.filename().string() + std::string(staged_mark) + std::to_string(::getpid()));
    if (::mkdir(staged_.c_str(), 0777) != 0) {
        const int reason = errno;
        remove_made();
        throw_unwritable(staged_, reason, "choose a folder that can be written with -o");
    }
    // The lock tells a later run that this directory is still being written; it goes with the process.
    lock_fd_ = ::open(staged_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_fd_ >= 0) {
        ::flock(lock_fd_, LOCK_EX | LOCK_NB);
    }
}

StagedDirectory::~StagedDirectory() {
    std::error_code ignored;
    fs::remove_all(staged_, ignored);  // after publish(): what stood at the target before
    if (!published_) {
        remove_made();
    }
    if (lock_fd_ >= 0) {
        ::close(lock_fd_);
    }
}

/// Only where they are still empty: another run may have come to live there.
void StagedDirectory::remove_made() noexcept {
    std::error_code ignored;
    for (auto at = made_.rbegin(); at != made_.rend(); ++at) fs::remove(*at, ignored);
}

void StagedDirectory::publish() {
    sync_tree(staged_, lock_fd_);
    if (::renameat2(AT_FDCWD, staged_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) != 0) {
        const bool taken = errno == EEXIST || errno == ENOTEMPTY;
        if (!taken) {
            throw_unwritable(target_, errno);
        }
        require_replaceable(target_, overwrite_);  // again: another run may have published since this one began
        if (::renameat2(AT_FDCWD, staged_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) != 0) {
            throw_unwritable(target_, errno);
        }
    }
    sync_path(target_.parent_path());
    published_ = true;
}

FileWriter::FileWriter(const fs::path& path) : path_(path) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) {
        throw_unwritable(path.parent_path(), error.value());
    }
    fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd_ < 0) {
        throw_unwritable(path, errno);
    }
}

FileWriter::~FileWriter() {
    if (fd_ >= 0) ::close(fd_);
}

void FileWriter::append(std::string_view bytes) {
    constexpr std::size_t piece = std::size_t{1} << 20;
    if (buffer_.size() + bytes.size() < piece) {
        buffer_ += bytes;
        return;
    }
    flush();
    write(bytes);
}

void FileWriter::flush() {
    write(buffer_);
    buffer_.clear();
}

void FileWriter::write(std::string_view rest) {
    while (!rest.empty()) {
        const ssize_t written = ::write(fd_, rest.data(), rest.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            throw_unwritable(path_, errno);
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

void FileWriter::close() {
    flush();
    const int result = ::close(fd_);
    fd_ = -1;
    if (result != 0) {
        throw_unwritable(path_, errno);
    }
}

void write_file(const fs::path& path, std::string_view bytes) {
    FileWriter file(path);
    file.append(bytes);
    file.close();
}

}  // namespace presencia
