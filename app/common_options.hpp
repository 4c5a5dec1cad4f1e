// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"
#include "app/terminal_progress.hpp"
#include "study/permissions.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace presencia::app {

/// Options that every command has: --json, -q, --lang.
struct CommonOptions {
    bool json = false;
    bool quiet = false;
    std::string language;

    void declare(CLI::App& parser);
    /// Throws usage.
    void settle(Console& console) const;
};

/// Options of commands that work for a while: --threads, --progress. The command line wins over PRESENCIA_THREADS and PRESENCIA_PROGRESS, and those over the default (all
/// processors, auto).
struct WorkOptions {
    std::string threads;
    std::string progress;

    void declare(CLI::App& parser);
    /// Throws usage.
    unsigned worker_count(const Console& console) const;
    ProgressStyle style(const Console& console) const;
};

/// What a study may read beyond the files of its folder: --allow-root, --allow-database. The command line adds to PRESENCIA_ALLOW_ROOT (folders, ':' between them) and
/// PRESENCIA_ALLOW_DATABASE (1).
struct PermissionOptions {
    std::vector<std::string> roots;
    bool database = false;

    void declare(CLI::App& parser);
    /// Throws usage where a root is no folder.
    study::Permissions permissions(const Console& console) const;
};

/// The whole number of an option, or a usage error that says the limits.
std::size_t number_option(std::string_view option, const std::string& given, std::size_t least, std::size_t most, Language language);

/// A usage error unless `given` is one of `valid`, with the nearest of them.
void check_choice(std::string_view option, const std::string& given, std::initializer_list<std::string_view> valid, Language language);

/// A usage error where a positional argument was left out.
void require(const std::string& given, std::string_view argument, std::string_view command, Language language);

}  // namespace presencia::app
