// SPDX-License-Identifier: Apache-2.0
#include "app/common_options.hpp"

#include "core/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

namespace presencia::app {

namespace {

constexpr std::size_t most_threads = 1024;

/// What was given, and by what name: the option, else the variable.
struct Given {
    std::string name, value;
};

Given given(const std::string& option, const std::string& value, const char* variable) {
    if (!value.empty()) return {option, value};
    const char* from_environment = std::getenv(variable);
    return {variable, from_environment ? from_environment : ""};
}

}  // namespace

void CommonOptions::declare(CLI::App& parser) {
    parser.add_flag("--json", json);
    parser.add_flag("-q,--quiet", quiet);
    parser.add_option("--lang", language);
}

void CommonOptions::settle(Console& console) const {
    console.json = json;
    console.quiet = quiet;
    if (language.empty()) return;
    check_choice("--lang", language, {"es", "en"}, console.language());
    console.insist(language == "en" ? Language::en : Language::es);
}

void WorkOptions::declare(CLI::App& parser) {
    parser.add_option("--threads", threads);
    parser.add_option("--progress", progress);
}

unsigned WorkOptions::worker_count(const Console& console) const {
    const Given wish = given("--threads", threads, "PRESENCIA_THREADS");
    if (wish.value.empty()) return std::max(1U, std::thread::hardware_concurrency());
    return static_cast<unsigned>(number_option(wish.name, wish.value, 1, most_threads, console.language()));
}

ProgressStyle WorkOptions::style(const Console& console) const {
    const Given wish = given("--progress", progress, "PRESENCIA_PROGRESS");
    if (!wish.value.empty()) check_choice(wish.name, wish.value, {"auto", "bar", "json", "none"}, console.language());
    return progress_style(wish.value, console.quiet);
}

void PermissionOptions::declare(CLI::App& parser) {
    parser.add_option("--allow-root", roots)->expected(1)->take_all();
    parser.add_flag("--allow-database", database);
}

study::Permissions PermissionOptions::permissions(const Console& console) const {
    study::Permissions allowed;
    const auto add = [&](const std::string& name, std::string_view folder) {
        std::error_code failed;
        if (!std::filesystem::is_directory(folder, failed)) {
            throw Error(ErrorCode::usage, {.column = name}, text::clip(folder, 80), console.tr("nombre una carpeta que exista", "name a folder that exists"));
        }
        allowed.roots.emplace_back(folder);
    };
    for (const std::string& root : roots) add("--allow-root", root);
    const Given listed = given("PRESENCIA_ALLOW_ROOT", {}, "PRESENCIA_ALLOW_ROOT");
    for (const std::string_view root : text::split(listed.value, ':')) {
        if (!root.empty()) add(listed.name, root);
    }
    const Given wish = given("PRESENCIA_ALLOW_DATABASE", {}, "PRESENCIA_ALLOW_DATABASE");
    if (!wish.value.empty()) check_choice(wish.name, wish.value, {"0", "1"}, console.language());
    allowed.database = database || wish.value == "1";
    return allowed;
}

std::size_t number_option(std::string_view option, const std::string& given, std::size_t least, std::size_t most, Language language) {
    const std::optional<std::int64_t> number = text::parse_integer(given);
    if (!number || *number < static_cast<std::int64_t>(least) || *number > static_cast<std::int64_t>(most)) {
        throw Error(ErrorCode::usage, {.column = std::string(option)}, text::clip(given, 80),
                    std::string(tr(language, "un número entero de ", "a whole number from ")) + std::to_string(least) + std::string(tr(language, " a ", " to ")) + std::to_string(most));
    }
    return static_cast<std::size_t>(*number);
}

void check_choice(std::string_view option, const std::string& given, std::initializer_list<std::string_view> valid, Language language) {
    if (std::find(valid.begin(), valid.end(), given) != valid.end()) return;
    const std::vector<std::string> names(valid.begin(), valid.end());
    const std::string near = text::nearest(given, names);
    throw Error(ErrorCode::usage, {.column = std::string(option)}, text::clip(given, 80),
                (near.empty() ? "" : std::string(tr(language, "¿quiso decir ", "did you mean ")) + near + "? ") + std::string(tr(language, "valores: ", "values: ")) +
                    text::join(names, ", "));
}

void require(const std::string& given, std::string_view argument, std::string_view command, Language language) {
    if (!given.empty()) return;
    throw Error(ErrorCode::usage, {.column = std::string(argument)}, std::string(tr(language, "falta", "missing")),
                std::string(tr(language, "vea ", "see ")) + "presencia " + std::string(command) + " --help");
}

}  // namespace presencia::app
