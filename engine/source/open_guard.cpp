// SPDX-License-Identifier: Apache-2.0
#include "source/open_guard.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "source/open.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <vector>

namespace presencia::source {
namespace {

bool refused(std::string_view name) {
    return name.find("/vsi") != std::string_view::npos || name.find("://") != std::string_view::npos ||
           name.find('\0') != std::string_view::npos || text::trim(name).starts_with('{');
}

std::string_view kind_of(mode_t mode) {
    switch (mode & S_IFMT) {
        case S_IFDIR: return "directory";
        case S_IFIFO: return "named pipe";
        case S_IFSOCK: return "socket";
        case S_IFCHR:
        case S_IFBLK: return "device";
        default: return "special file";
    }
}

[[noreturn]] void throw_missing(const std::filesystem::path& path, const std::string& shown_name) {
    std::error_code ignored;
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    // Nobody knows the language here: without a hint the one of the error's code stands, and a name needs no words. A folder that is not there is the detail.
    if (!std::filesystem::is_directory(folder, ignored)) throw Error(ErrorCode::file_missing, {.file = shown_name}, folder.string() + "/");
    std::vector<std::string> names;
    for (auto entry = std::filesystem::directory_iterator(folder, ignored);
         !ignored && entry != std::filesystem::directory_iterator(); entry.increment(ignored)) {
        names.push_back(entry->path().filename().string());
    }
    // The order of a directory differs between machines; equal distances must name the same file everywhere.
    std::sort(names.begin(), names.end());
    const std::string near = text::nearest(path.filename().string(), names);
    throw Error(ErrorCode::file_missing, {.file = shown_name}, {}, near.empty() ? "" : "'" + near + "'?");
}

}  // namespace

InputFile open_regular_file(const std::filesystem::path& path, const std::string& shown_name) {
    if (refused(path.native()) || refused(shown_name)) {
        throw Error(ErrorCode::file_name_refused, {.file = shown_name});
    }
    // O_NONBLOCK: opening a pipe without a writer must not wait. It changes nothing for regular files.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        const int reason = errno;
        if (reason == ENOENT || reason == ENOTDIR) {
            throw_missing(path, shown_name);
        }
        const bool special = reason == ENXIO || reason == ENODEV;
        throw Error(special ? ErrorCode::file_not_regular : ErrorCode::file_unreadable, {.file = shown_name},
                    std::generic_category().message(reason));
    }
    struct stat status {};
    const bool known = ::fstat(descriptor, &status) == 0;
    InputFile file(descriptor, known ? static_cast<std::uint64_t>(status.st_size) : 0, shown_name);
    if (!known || !S_ISREG(status.st_mode)) {
        throw Error(ErrorCode::file_not_regular, {.file = shown_name}, std::string(kind_of(status.st_mode)));
    }
    if (file.size() == 0) {
        throw Error(ErrorCode::file_empty, {.file = shown_name});
    }
    return file;
}

std::shared_ptr<const InputFile> opened_file(const ReadPlan& plan) {
    return plan.opened ? plan.opened : std::make_shared<const InputFile>(open_regular_file(plan.path, plan.shown_name));
}

void check_sibling(const std::filesystem::path& path, const std::string& shown_name) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
        throw Error(ErrorCode::file_not_regular, {.file = shown_name},
                    path.filename().string() + ": " + std::string(kind_of(status.st_mode)));
    }
}

}  // namespace presencia::source
