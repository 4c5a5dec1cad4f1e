// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/font_files.hpp"

namespace presencia::emit {

/// Opens both and lets them go, so that a run without them ends before its work and not at its maps. Throws as Lettering does: file_missing, file_unreadable, with what to install.
void require_fonts(const FontFiles& fonts);

}  // namespace presencia::emit
