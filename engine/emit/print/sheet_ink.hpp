// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_style.hpp"

namespace presencia::emit {

/// The colours of words and lines on a sheet; classes have their own.
inline constexpr Rgb sheet_ink{0x26, 0x25, 0x2d};
inline constexpr Rgb sheet_quiet{0x5f, 0x5e, 0x69};
inline constexpr Rgb sheet_rule{0xc9, 0xc9, 0xce};
inline constexpr Rgb sheet_paper{0xff, 0xff, 0xff};

}  // namespace presencia::emit
