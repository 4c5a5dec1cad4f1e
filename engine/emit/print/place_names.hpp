// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/print/flow.hpp"
#include "emit/print/paper_shapes.hpp"
#include "geo/shapes.hpp"

#include <span>
#include <string>
#include <vector>

namespace presencia::emit {

/// A name where it stands: one or two lines, each with its box.
struct PlacedName {
    struct Line {
        std::string text;
        PaperBox box;  ///< of the letters, without the halo
    };
    std::vector<Line> lines;
    bool department = false;
};

/// How large names are, in millimetres.
struct NameSizes {
    double department = 3.0, municipality = 2.2;
    double clearance = 0.5;  ///< between two names
};

/// What names are placed from.
struct NameInput {
    const Table& municipalities;
    std::span<const geo::MultiPolygon> shapes;
    std::span<const PaperPoint> labels;  ///< by municipality: the widest place in it, on paper
    const PaperShapes& paper;
    PaperBox room;  ///< of the map
};

/// The names that fit, one after the other by importance: departments by their people, then municipalities by theirs
/// (ties in the order of the table). A department's name stands in the middle of it; a municipality's only where it
/// lies inside the municipality. None overlaps another or leaves the map; one that would is left out. The same input
/// gives the same names in the same places. Cost: names squared, times the vertices of a municipality.
std::vector<PlacedName> place_names(const NameInput& input, const SheetFonts& fonts, NameSizes sizes);

/// Draws them with a halo.
void draw_names(cairo_t* context, const std::vector<PlacedName>& names, const SheetFonts& fonts, NameSizes sizes);

}  // namespace presencia::emit
