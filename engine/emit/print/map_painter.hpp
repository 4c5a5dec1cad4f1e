// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/cairo_handles.hpp"
#include "emit/print/paper_shapes.hpp"
#include "emit/tiles/tile_style.hpp"

#include <functional>
#include <vector>

namespace presencia::emit {

/// The pattern of a class over a box, of which only what is clipped to shows: the hatches and dots of the tiles, with
/// `unit` for their pixel, counted from the origin so that they run on from one municipality to the next.
void paint_texture(cairo_t* context, const TileClass& cls, const PaperBox& box, double unit);

/// The surfaces, patterns and borders of a map on paper, in that order, and a square for what is too small to be seen.
class MapPainter {
public:
    /// `zoom` is the one of the tiles whose scale comes nearest: widths of borders are those of that zoom.
    MapPainter(const PaperShapes& shapes, const TileMap& map, const std::vector<BorderLine>& borders, int zoom,
               double unit);

    /// Draws at the context's origin. Throws Error(internal) where Cairo fails.
    void paint(cairo_t* context) const;

private:
    bool drawn(std::int32_t municipality) const {
        return municipality >= 0 && map_.class_of[static_cast<std::size_t>(municipality)] >= 0;
    }
    void each_ring(std::size_t cls, const std::function<void(const PaperRing&)>& body) const;
    void add_rings(cairo_t* context, std::size_t cls) const;
    void add_arc(cairo_t* context, const PaperArc& arc, bool cuts_too) const;
    void paint_ground(cairo_t* context, std::size_t cls) const;
    void paint_dots(cairo_t* context, std::size_t cls) const;
    void paint_pattern(cairo_t* context, std::size_t cls) const;
    void paint_borders(cairo_t* context) const;
    void paint_tiny(cairo_t* context) const;

    const PaperShapes& shapes_;
    const TileMap& map_;
    const std::vector<BorderLine>& borders_;
    int zoom_;
    double unit_;
};

}  // namespace presencia::emit
