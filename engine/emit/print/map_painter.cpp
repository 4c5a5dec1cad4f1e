// SPDX-License-Identifier: Apache-2.0
#include "emit/print/map_painter.hpp"

#include "emit/tiles/hatch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <utility>

namespace presencia::emit {

namespace {

/// The side of the square that stands for what cannot be seen, and of the rim around it.
constexpr double tiny_side = 3.0;
constexpr double tiny_rim = 0.5;
/// Of the line inside the border of classes with Pattern::outline, as in the tiles; half of it is seen.
constexpr double outline_width = 2.4;
/// How wide the ground is laid below common borders, so that no paper shows between two edges.
constexpr double ground_width = 2.0;

void stroke(cairo_t* context, double width) {
    cairo_set_line_width(context, width);
    cairo_stroke(context);
}

void paint_hatch(cairo_t* context, bool rising, const PaperBox& box, double unit) {
    // Along a row the lines stand a period apart: x + y (or x - y) is a whole number of periods, and half a line more.
    const double period = hatch_period_px * unit;
    const double along = 0.5 * hatch_line_px * std::numbers::sqrt2 * unit;
    const double low = rising ? box.x + box.y : box.x - box.bottom();
    const double high = rising ? box.right() + box.bottom() : box.right() - box.y;
    const double above = box.y - unit, below = box.bottom() + unit;
    for (double k = std::floor(low / period); k * period + along <= high + period; k += 1.0) {
        const double sum = k * period + along;
        cairo_move_to(context, rising ? sum - above : sum + above, above);
        cairo_line_to(context, rising ? sum - below : sum + below, below);
    }
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT);
    stroke(context, hatch_line_px * unit);
}

/// The dots of one period of the pattern. A line without length under a round cap is a dot, and much shorter to write
/// than a circle.
void add_dots(cairo_t* context, double x, double y, double unit) {
    for (const double offset : {2.0 * unit, 6.0 * unit}) {
        cairo_move_to(context, x + offset, y + offset);
        cairo_line_to(context, x + offset, y + offset);
    }
}

void stroke_dots(cairo_t* context, double unit) {
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    stroke(context, 2.0 * dot_radius_px * unit);
}

/// Periods of the pattern, counted from the origin, that a box touches: [first, last] down and across.
struct PeriodRange {
    long top, bottom, left, right;
};
PeriodRange periods(const PaperBox& box, double period) {
    const auto at = [&](double v) { return std::lround(std::floor(v / period)); };
    return {at(box.y), at(box.bottom()), at(box.x), at(box.right())};
}

PaperBox box_of(const PaperRing& ring) {
    const auto [west, east] =
        std::minmax_element(ring.begin(), ring.end(), [](PaperPoint a, PaperPoint b) { return a.x < b.x; });
    const auto [north, south] =
        std::minmax_element(ring.begin(), ring.end(), [](PaperPoint a, PaperPoint b) { return a.y < b.y; });
    return {west->x, north->y, east->x - west->x, south->y - north->y};
}

PaperBox together(const PaperBox& a, const PaperBox& b) {
    const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

}  // namespace

void paint_texture(cairo_t* context, const TileClass& cls, const PaperBox& box, double unit) {
    set_colour(context, cls.pattern_colour);
    if (cls.pattern == Pattern::dots) {
        const double period = hatch_period_px * unit;
        const PeriodRange range = periods(box, period);
        for (long y = range.top; y <= range.bottom; ++y) {
            for (long x = range.left; x <= range.right; ++x)
                add_dots(context, static_cast<double>(x) * period, static_cast<double>(y) * period, unit);
        }
        stroke_dots(context, unit);
    } else if (has_texture(cls.pattern)) {
        paint_hatch(context, cls.pattern == Pattern::hatch, box, unit);
    }
}

MapPainter::MapPainter(const PaperShapes& shapes, const TileMap& map, const std::vector<BorderLine>& borders, int zoom,
                       double unit)
    : shapes_(shapes), map_(map), borders_(borders), zoom_(zoom), unit_(unit) {}

void MapPainter::each_ring(std::size_t cls, const std::function<void(const PaperRing&)>& body) const {
    for (std::size_t m = 0; m < shapes_.rings.size(); ++m) {
        if (map_.class_of[m] != static_cast<int>(cls)) continue;
        for (const PaperRing& ring : shapes_.rings[m]) body(ring);
    }
}

void MapPainter::add_rings(cairo_t* context, std::size_t cls) const {
    each_ring(cls, [&](const PaperRing& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i)
            (i == 0 ? cairo_move_to : cairo_line_to)(context, ring[i].x, ring[i].y);
        cairo_close_path(context);
    });
}

void MapPainter::add_arc(cairo_t* context, const PaperArc& arc, bool cuts_too) const {
    bool down = false;
    for (std::uint32_t i = 0; i < arc.count; ++i) {
        const PaperPoint p = shapes_.points[arc.first + i];
        (down ? cairo_line_to : cairo_move_to)(context, p.x, p.y);
        down = cuts_too || shapes_.cut[arc.first + i] == 0;
    }
}

/// Two antialiased edges that meet let the paper through. So every border that has a municipality on both sides (or is
/// the antimeridian) gets a line in the colour of one of them first; the surfaces are filled over it to their exact
/// edge, and what is left open between two of them is the colour of a neighbour and never white.
void MapPainter::paint_ground(cairo_t* context, std::size_t cls) const {
    bool any = false;
    for (const PaperArc& arc : shapes_.arcs) {
        if (!drawn(arc.left) || map_.class_of[static_cast<std::size_t>(arc.left)] != static_cast<int>(cls) ||
            arc.count < 2)
            continue;
        const bool at_cut = std::any_of(shapes_.cut.begin() + arc.first, shapes_.cut.begin() + arc.first + arc.count,
                                        [](std::uint8_t one) { return one != 0; });
        if (!drawn(arc.right) && !at_cut) continue;
        add_arc(context, arc, true);
        any = true;
    }
    if (!any) return;
    set_colour(context, map_.classes[cls].fill);
    stroke(context, ground_width * unit_);
}

/// Only where the class is: dots all over the map would be most of the file.
void MapPainter::paint_dots(cairo_t* context, std::size_t cls) const {
    std::set<std::pair<long, long>> cells;
    const double period = hatch_period_px * unit_;
    each_ring(cls, [&](const PaperRing& ring) {
        const PeriodRange range = periods(box_of(ring), period);
        for (long y = range.top; y <= range.bottom; ++y) {
            for (long x = range.left; x <= range.right; ++x) cells.emplace(y, x);
        }
    });
    for (const auto& [y, x] : cells)
        add_dots(context, static_cast<double>(x) * period, static_cast<double>(y) * period, unit_);
    set_colour(context, map_.classes[cls].pattern_colour);
    stroke_dots(context, unit_);
}

void MapPainter::paint_pattern(cairo_t* context, std::size_t cls) const {
    const TileClass& look = map_.classes[cls];
    bool any = false;
    PaperBox box;
    each_ring(cls, [&](const PaperRing& ring) {
        box = any ? together(box, box_of(ring)) : box_of(ring);
        any = true;
    });
    if (look.pattern == Pattern::solid || !any) return;
    cairo_save(context);
    add_rings(context, cls);
    if (look.pattern == Pattern::outline) {
        cairo_clip_preserve(context);
        set_colour(context, look.pattern_colour);
        stroke(context, outline_width * unit_);
    } else {
        cairo_clip(context);
        look.pattern == Pattern::dots ? paint_dots(context, cls) : paint_texture(context, look, box, unit_);
    }
    cairo_restore(context);
}

void MapPainter::paint_borders(cairo_t* context) const {
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    const auto draw = [&](const BorderLine& line, Rgb colour, double opacity, double width) {
        if (width <= 0.0 || opacity <= 0.0) return;
        for (const PaperArc& arc : shapes_.arcs) {
            if (arc.level == line.level && arc.count >= 2 && (drawn(arc.left) || drawn(arc.right)))
                add_arc(context, arc, false);
        }
        set_colour(context, colour, opacity);
        stroke(context, width * unit_);
    };
    const auto by_level = [&](BorderLevel level, auto&& body) {
        for (const BorderLine& line : borders_) {
            if (line.level == level) body(line);
        }
    };
    constexpr BorderLevel cased[] = {BorderLevel::department, BorderLevel::outer, BorderLevel::country};
    by_level(BorderLevel::municipality,
             [&](const BorderLine& line) { draw(line, line.colour, line.opacity, at_zoom(line.width, zoom_)); });
    for (const BorderLevel level : cased) {
        by_level(level, [&](const BorderLine& line) {
            draw(line, line.casing_colour, line.casing_opacity,
                 line.casing_opacity > 0.0 ? at_zoom(line.casing_width, zoom_) : 0.0);
        });
    }
    for (const BorderLevel level : cased) {
        by_level(level,
                 [&](const BorderLine& line) { draw(line, line.colour, line.opacity, at_zoom(line.width, zoom_)); });
    }
}

/// The class listed first in the style wins a place that several stand on: it is drawn last.
void MapPainter::paint_tiny(cairo_t* context) const {
    for (std::size_t cls = map_.classes.size(); cls-- > 0;) {
        for (std::size_t m = 0; m < shapes_.tiny.size(); ++m) {
            if (shapes_.tiny[m] == 0 || map_.class_of[m] != static_cast<int>(cls)) continue;
            const double side = tiny_side * unit_;
            cairo_rectangle(context, shapes_.inside[m].x - side / 2.0, shapes_.inside[m].y - side / 2.0, side, side);
            set_colour(context, map_.classes[cls].fill);
            cairo_fill_preserve(context);
            set_colour(context, {0x55, 0x53, 0x5f});
            stroke(context, tiny_rim * unit_);
        }
    }
}

void MapPainter::paint(cairo_t* context) const {
    cairo_save(context);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    // Rings have their municipality on one side all along, so winding keeps holes open and overlaps closed.
    for (std::size_t cls = 0; cls < map_.classes.size(); ++cls) paint_ground(context, cls);
    for (std::size_t cls = 0; cls < map_.classes.size(); ++cls) {
        add_rings(context, cls);
        set_colour(context, map_.classes[cls].fill);
        cairo_fill(context);
    }
    for (std::size_t cls = 0; cls < map_.classes.size(); ++cls) paint_pattern(context, cls);
    paint_borders(context);
    paint_tiny(context);
    cairo_restore(context);
    check_cairo(context, "map");
}

}  // namespace presencia::emit
