// SPDX-License-Identifier: Apache-2.0
#include "emit/lettering/font_files.hpp"

namespace presencia::emit {

FontFiles default_fonts() {
    return {PRESENCIA_FONT, PRESENCIA_FONT_BOLD};
}

}  // namespace presencia::emit
