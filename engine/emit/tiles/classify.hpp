// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "emit/tiles/style_file.hpp"

#include <span>
#include <string>
#include <vector>

namespace presencia::emit {

/// What a municipality's place on a map follows from. A category, where there is one, is looked up among the classes
/// (and special classes) of the style; without one, the number or the reason why it is not there decides.
struct MapValue {
    Maybe<double> number;  ///< of a bivariate style the measure that goes up
    std::string category;
    Maybe<double> right{};   ///< of a bivariate style the measure that goes to the right
    bool unsettled = false;  ///< there, but not settled by what is on record: the style's class for that
};

/// Puts every municipality into its class. Classes are in the order of the legend: as the style lists them; of a
/// number from the highest down, then zero; of two numbers row by row from the top right, so that most need and least
/// reach come first, then zero; then what is not settled and the special ones. Whose value is absent takes the special
/// class of the absence (of two the one that goes up first) and no part in making classes; neither does what is not
/// settled. A style whose classes are manual shows them all, any other as many as the values bear. Throws
/// Error(study_bad_value), with the style's file and line, for a category that the style has no class for. Cost: that
/// of class_bounds.
TileMap make_tile_map(const StyleTemplate& style, std::span<const MapValue> values, Language language);

}  // namespace presencia::emit
