// SPDX-License-Identifier: Apache-2.0
#include "app/style_choice.hpp"

#include "core/text.hpp"
#include "study/styles.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace presencia::app {

std::filesystem::path style_file(const std::string& style, const std::filesystem::path& shipped, const std::string& argument, const Console& console) {
    if (style.find('/') != std::string::npos || style.ends_with(".toml")) return style;
    if (std::find(std::begin(study::style_names), std::end(study::style_names), style) == std::end(study::style_names)) {
        std::vector<std::string> names(std::begin(study::style_names), std::end(study::style_names));
        const std::string nearest = text::nearest(style, names);
        throw Error(ErrorCode::usage, {.column = argument}, text::clip(style, 80),
                    nearest.empty() ? console.tr("uno de: ", "one of: ") + text::join(names, ", ") + console.tr("; o un archivo .toml", "; or a .toml file")
                                    : console.tr("¿quiso decir ", "did you mean ") + nearest + "?");
    }
    return shipped / (style + ".toml");
}

}  // namespace presencia::app
