// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/point.hpp"
#include "emit/print/flow.hpp"
#include "emit/print/legend_blocks.hpp"
#include "emit/store.hpp"

#include <string>
#include <vector>

namespace presencia::emit {

/// What a sheet says in words beside the legend. The study's own words (title, rule) are in its language, the others in
/// the map's.
struct SheetWords {
    std::string title, study, period;
    std::vector<std::string> notes;  ///< rule, what is withheld, sources, projection, engine

    /// In one line, for a document's properties.
    std::string subject() const { return study + " · " + period; }
};

/// From the facts of a store. `title` takes the place of the map's where it is not empty.
SheetWords sheet_words(const Store& store, const TileMap& map, Point<Wgs84> centre, const std::string& title);

Flow heading_flow(const SheetFonts& fonts, const SheetWords& words, SheetSizes sizes);
Flow notes_flow(const SheetFonts& fonts, const SheetWords& words, SheetSizes sizes);

}  // namespace presencia::emit
