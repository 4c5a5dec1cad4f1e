// SPDX-License-Identifier: Apache-2.0
#include "source/input_file.hpp"

#include "core/error.hpp"

#include <unistd.h>
#include <cerrno>
#include <system_error>
#include <utility>

namespace presencia::source {

InputFile::InputFile(int descriptor, std::uint64_t size, std::string shown_name)
    : descriptor_(descriptor), size_(size), shown_name_(std::move(shown_name)) {}

InputFile::InputFile(InputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      shown_name_(std::move(other.shown_name_)) {}

InputFile::~InputFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

std::size_t InputFile::read_at(std::uint64_t offset, char* into, std::size_t count) const {
    std::size_t done = 0;
    while (done < count) {
        const ssize_t got = ::pread(descriptor_, into + done, count - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw Error(ErrorCode::file_unreadable, {.file = shown_name_}, std::generic_category().message(errno));
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

}  // namespace presencia::source
