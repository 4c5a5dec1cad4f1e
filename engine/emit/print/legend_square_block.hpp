// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/print/legend_blocks.hpp"

namespace presencia::emit {

/// The square of a map of two measures: a cell a class with its number of municipalities, the steps along both sides,
/// and what grows along each. `map.square` is there.
class SquareBlock final : public Block {
public:
    SquareBlock(const SheetFonts& fonts, const TileMap& map, SheetSizes sizes)
        : fonts_(fonts), map_(map), text_(sizes.text) {}

    double height(double width) const override;
    void draw(cairo_t* context, double x, double y, double width) const override;

private:
    struct Frame;
    Frame frame(double width) const;
    void draw_cells(cairo_t* context, double x, double y, const Frame& f) const;
    void draw_axes(cairo_t* context, double x, double y, const Frame& f) const;
    /// Lines about a middle, at a place that is their left (0), middle (0.5) or right (1).
    void lines_at(cairo_t* context, double x, double middle, const std::vector<std::string>& lines, double align) const;

    const SheetFonts& fonts_;
    const TileMap& map_;
    double text_;
};

}  // namespace presencia::emit
