// SPDX-License-Identifier: Apache-2.0
#include "serve/http/open_file.hpp"

#include "core/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace presencia::serve {

OpenFile::OpenFile(const std::filesystem::path& path) : shown_(path.string()) {
    // O_NONBLOCK: opening a pipe that has no writer would wait for one.
    file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file_ < 0) throw Error(ErrorCode::file_unreadable, {.file = shown_}, std::strerror(errno));
    struct stat facts {};
    if (::fstat(file_, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        ::close(file_);
        throw Error(ErrorCode::file_not_regular, {.file = shown_});
    }
    size_ = static_cast<std::uint64_t>(facts.st_size);
}

OpenFile::~OpenFile() {
    ::close(file_);
}

void OpenFile::read(std::uint64_t offset, std::size_t length, char* to) const {
    for (std::size_t have = 0; have < length;) {
        const ssize_t n = ::pread(file_, to + have, length - have, static_cast<off_t>(offset + have));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) throw Error(ErrorCode::file_unreadable, {.file = shown_}, n < 0 ? std::strerror(errno) : "cut short");
        have += static_cast<std::size_t>(n);
    }
}

std::string OpenFile::read_all() const {
    std::string out(size_, '\0');
    read(0, out.size(), out.data());
    return out;
}

}  // namespace presencia::serve
