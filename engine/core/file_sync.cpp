// SPDX-License-Identifier: Apache-2.0
#include "core/file_sync.hpp"

#include "core/error.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace presencia {

void throw_unwritable(const std::filesystem::path& path, int reason, std::string hint) {
    throw Error(ErrorCode::output_unwritable, {.file = path.string()}, std::strerror(reason), std::move(hint));
}

void sync_path(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) throw_unwritable(path, errno);
    const int result = ::fsync(fd);
    const int reason = errno;
    ::close(fd);
    if (result != 0) throw_unwritable(path, reason);
}

}  // namespace presencia
