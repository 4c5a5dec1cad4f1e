// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/class_filter.hpp"
#include "emit/tiles/style_file.hpp"

#include <vector>

namespace presencia::emit {

/// The rule of every class of `map`, which make_tile_map made of `style` and of the values of `municipalities`: each municipality of the table satisfies the rule of its class and no other.
/// Cost: classes.
std::vector<ClassFilter> class_rules(const StyleTemplate& style, const Table& municipalities, const TileMap& map);

}  // namespace presencia::emit
