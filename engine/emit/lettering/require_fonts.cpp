// SPDX-License-Identifier: Apache-2.0
#include "emit/lettering/require_fonts.hpp"

#include "emit/lettering/lettering.hpp"

namespace presencia::emit {

void require_fonts(const FontFiles& fonts) {
    for (const std::filesystem::path& file : {fonts.regular, fonts.bold}) Lettering opened(file);
}

}  // namespace presencia::emit
