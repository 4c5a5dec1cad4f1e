// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace presencia::emit {

/// The font files that words on pictures are set in: named, not searched for, so that the same words look the same on
/// every machine. Whoever names others answers for what they hold.
struct FontFiles {
    std::filesystem::path regular, bold;
};

/// The files that the build was told (PRESENCIA_FONT and PRESENCIA_FONT_BOLD of CMake: DejaVu Sans, where Debian's
/// fonts-dejavu-core puts it).
FontFiles default_fonts();

}  // namespace presencia::emit
