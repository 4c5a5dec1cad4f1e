// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"

#include <filesystem>

namespace presencia::app {

/// The folder that holds layers/, styles/ and examples/: PRESENCIA_DATA where it is set; else share/presencia beside the folder of the program (installed); else the sources it
/// was built from. Throws file_missing where none of them holds layers/.
std::filesystem::path data_directory(Language language);

}  // namespace presencia::app
