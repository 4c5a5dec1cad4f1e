// SPDX-License-Identifier: Apache-2.0
#include "app/fonts.hpp"

#include <cstdlib>

namespace presencia::app {

namespace {

void take(const char* variable, std::filesystem::path& file) {
    if (const char* wish = std::getenv(variable); wish && *wish != '\0') file = wish;
}

}  // namespace

emit::FontFiles font_files() {
    emit::FontFiles files = emit::default_fonts();
    take("PRESENCIA_FONT", files.regular);
    take("PRESENCIA_FONT_BOLD", files.bold);
    return files;
}

}  // namespace presencia::app
