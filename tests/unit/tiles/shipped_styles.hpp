// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/style_file.hpp"
#include "study/styles.hpp"

#include <filesystem>
#include <string>

namespace presencia::test {

inline std::filesystem::path styles_folder() {
    return std::filesystem::path(PRESENCIA_SOURCE_DIR) / "styles";
}

inline emit::StyleTemplate shipped_style(const std::string& name) {
    return emit::load_style(styles_folder() / (name + ".toml"));
}

template <class Visit>
void for_each_style(Visit visit) {
    for (const std::string_view name : study::style_names) {
        visit(shipped_style(std::string(name)));
    }
}

}  // namespace presencia::test
