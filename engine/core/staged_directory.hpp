// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace presencia {

/// A directory that appears whole or not at all. Files are written under `path()`, a sibling of the target named
/// ".<target>.presencia-<pid>"; `publish()` syncs every file and directory and then exchanges it with the target in one
/// step (renameat2). Without `publish()` the destructor removes it and the target stays as it was.
class StagedDirectory {
public:
    /// Throws output_exists where the target is there, is not empty and `overwrite` is false; or where with `overwrite` it
    /// is a directory that presencia did not write (it has no manifest.json), or the current directory or one above it, which
    /// cannot be exchanged under the feet of whoever stands in it. Makes missing parents; removes what killed runs left beside it.
    StagedDirectory(std::filesystem::path target, bool overwrite);
    ~StagedDirectory();
    StagedDirectory(const StagedDirectory&) = delete;
    StagedDirectory& operator=(const StagedDirectory&) = delete;

    const std::filesystem::path& path() const noexcept { return staged_; }
    /// Throws output_unwritable, or output_exists where another run published meanwhile and this one may not overwrite; the
    /// old target is then untouched.
    void publish();

private:
    void remove_made() noexcept;

    std::filesystem::path target_;
    std::filesystem::path staged_;
    std::vector<std::filesystem::path> made_;  ///< parents that were not there, outermost first; gone again unless published
    bool overwrite_;
    int lock_fd_ = -1;
    bool published_ = false;
};

/// A file written in pieces, each checked. Throws output_unwritable with the system's reason.
class FileWriter {
public:
    explicit FileWriter(const std::filesystem::path& path);
    ~FileWriter();
    FileWriter(const FileWriter&) = delete;
    FileWriter& operator=(const FileWriter&) = delete;

    void append(std::string_view bytes);
    /// Only after it returns is the file whole.
    void close();

private:
    void flush();
    void write(std::string_view rest);

    std::filesystem::path path_;
    std::string buffer_;
    int fd_ = -1;
};

/// Writes one file in full, checked; throws output_unwritable with the system's reason.
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace presencia
