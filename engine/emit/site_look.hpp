// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_style.hpp"

namespace presencia::emit {

/// Sites on maps are filled by whether they operate, within one line.
namespace site_look {
inline constexpr Rgb line{0x1c, 0x6e, 0x64};
inline constexpr Rgb operating = line;
inline constexpr Rgb not_operating{0xff, 0xff, 0xff};
inline constexpr Rgb not_known{0xc4, 0xeb, 0xe2};
}  // namespace site_look

/// Over a map, what a family leaves unreached.
inline constexpr Rgb unreached_colour{0x3f, 0x20, 0x69};
inline constexpr double unreached_opacity = 0.35;

}  // namespace presencia::emit
