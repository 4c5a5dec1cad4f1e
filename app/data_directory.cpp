// SPDX-License-Identifier: Apache-2.0
#include "app/data_directory.hpp"

#include "core/error.hpp"

#include <cstdlib>
#include <system_error>

namespace presencia::app {

namespace fs = std::filesystem;

namespace {

bool holds_layers(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "layers", ignored);
}

[[noreturn]] void missing(const fs::path& folder, Language language) {
    throw Error(ErrorCode::file_missing, {.file = (folder / "layers").string()}, {},
                std::string(tr(language, "PRESENCIA_DATA debe nombrar la carpeta con layers/, styles/ y examples/ (instalada en PREFIJO/share/presencia)",
                               "PRESENCIA_DATA must name the folder with layers/, styles/ and examples/ (installed in PREFIX/share/presencia)")));
}

}  // namespace

fs::path data_directory(Language language) {
    if (const char* wish = std::getenv("PRESENCIA_DATA"); wish && *wish != '\0') {
        if (!holds_layers(wish)) missing(wish, language);
        return fs::absolute(wish);
    }
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    const fs::path installed = program.parent_path().parent_path() / "share" / "presencia";
    if (!failed && holds_layers(installed)) return installed;
    if (const fs::path sources = PRESENCIA_SOURCE_DIR; holds_layers(sources)) return sources;
    missing(installed, language);
}

}  // namespace presencia::app
