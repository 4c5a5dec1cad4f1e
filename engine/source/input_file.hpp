// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace presencia::source {

/// A regular file opened for reading, closed with the object. Read by position: no shared offset, no mapping, so a file
/// that is cut while we read gives a short read instead of a signal.
class InputFile {
public:
    /// Takes over the descriptor of a regular file of `size` bytes; `shown_name` is how messages name it.
    InputFile(int descriptor, std::uint64_t size, std::string shown_name);
    ~InputFile();
    InputFile(InputFile&& other) noexcept;
    InputFile& operator=(InputFile&&) = delete;
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    /// Bytes when it was opened.
    std::uint64_t size() const noexcept { return size_; }
    const std::string& shown_name() const noexcept { return shown_name_; }
    /// Reads up to `count` bytes from `offset` into `into`; fewer only at the end of the file. Throws file_unreadable.
    std::size_t read_at(std::uint64_t offset, char* into, std::size_t count) const;

private:
    int descriptor_;
    std::uint64_t size_;
    std::string shown_name_;
};

}  // namespace presencia::source
