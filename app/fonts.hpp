// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/font_files.hpp"

namespace presencia::app {

/// The fonts of words on maps: PRESENCIA_FONT and PRESENCIA_FONT_BOLD where they are set, else those of the build. Whether they can be read is seen where they are used.
emit::FontFiles font_files();

}  // namespace presencia::app
