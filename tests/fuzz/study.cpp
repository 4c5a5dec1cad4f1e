// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "study/study.hpp"
#include "tests/fuzz/target.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace presencia;
namespace fs = std::filesystem;

namespace {

/// The demo's layers under their own names, and beside them a study file that each run writes anew.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("presencia-fuzz-" + std::to_string(::getpid()));

    Folder() {
        fs::create_directories(path);
        for (const auto& entry : fs::directory_iterator(PRESENCIA_SOURCE_DIR "/examples/01_demo")) {
            if (entry.path().filename() != "study.toml" && entry.is_regular_file()) fs::create_symlink(entry.path(), path / entry.path().filename());
        }
    }
    ~Folder() { fs::remove_all(path); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Folder folder;
    const fs::path file = folder.path / "study.toml";
    std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    // The demo's files are links to where the demo is.
    const study::Permissions allowed{{PRESENCIA_SOURCE_DIR "/examples/01_demo"}, true};
    const std::vector<Error> problems = study::check_study(file, std::nullopt, allowed);
    study::asked_language(file);
    try {
        study::read_study(file, std::nullopt, allowed);
        fuzz::hold(problems.empty(), "a study that can be read has no problem");
    } catch (const Error&) {
        fuzz::hold(!problems.empty(), "a study that cannot be read has a problem");
    }
    for (const Error& problem : problems) fuzz::hold(problem.what() != nullptr && *problem.what() != '\0', "a problem says what it is");
    return 0;
}
