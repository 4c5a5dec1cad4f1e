// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace presencia::serve {

/// A regular file, open for reading as long as the object lives, whatever happens to its name. Any number of threads may read.
class OpenFile {
public:
    /// Follows no link at the name's end. Throws file_unreadable and file_not_regular.
    explicit OpenFile(const std::filesystem::path& path);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    std::uint64_t size() const noexcept { return size_; }
    /// The bytes of a piece. Throws file_unreadable, also where the file has become shorter.
    void read(std::uint64_t offset, std::size_t length, char* to) const;
    std::string read_all() const;

private:
    std::string shown_;
    int file_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace presencia::serve
