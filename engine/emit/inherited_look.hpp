// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/tiles/style_file.hpp"

namespace presencia::emit {

/// Hatches the classes of a map of rates or risk whose municipalities inherit them from their department (risk_level): every form of the map is drawn from these classes. A class that is
/// hatched or dotted already stays so, and so do the states that stand for no value.
void hatch_inherited(const StyleTemplate& style, const Table& municipalities, TileMap& map);

}  // namespace presencia::emit
