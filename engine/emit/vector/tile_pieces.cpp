// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/tile_pieces.hpp"

#include "emit/vector/tile_clip.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace presencia::emit {

namespace {

constexpr std::uint32_t move_to = 1, line_to = 2, close_path = 7;

constexpr std::uint32_t command(std::uint32_t id, std::uint32_t times) {
    return times << 3 | id;
}

constexpr std::uint32_t zigzag(std::int64_t v) {
    return static_cast<std::uint32_t>(v << 1 ^ v >> 63);
}

GridPoint corner(std::int64_t x, std::int64_t y) {
    return {x * tile_steps, y * tile_steps};
}

/// With its buffer.
GridBox tile_box(std::int64_t x, std::int64_t y) {
    const GridPoint low = corner(x, y);
    return {low.x - tile_buffer, low.y - tile_buffer, low.x + tile_steps + tile_buffer, low.y + tile_steps + tile_buffer};
}

bool within(const GridBox& box, const GridBox& outer) {
    return box.min_x >= outer.min_x && box.max_x <= outer.max_x && box.min_y >= outer.min_y && box.max_y <= outer.max_y;
}

using ClipAxis = GridRing (*)(const GridRing&, std::int64_t, std::int64_t, int&);

/// The shape between two lines. `cuts` counts over all rings: none leaves nothing to mend.
GridShape strip(const GridShape& shape, ClipAxis clip, std::int64_t low, std::int64_t high, int& cuts) {
    GridShape out;
    for (const GridPolygon& part : shape) {
        GridPolygon cut{clip(part.outer, low, high, cuts), {}};
        if (cut.outer.size() < 3) continue;
        for (const GridRing& hole : part.holes) {
            GridRing ring = clip(hole, low, high, cuts);
            if (ring.size() >= 3) cut.holes.push_back(std::move(ring));
        }
        out.push_back(std::move(cut));
    }
    return out;
}

/// The part of the box that no edge with an end on the box's sides, so none that a cut has moved, reaches into.
GridBox untouched(const GridShape& cut, GridBox box) {
    const GridBox sides = box;
    const auto keep_out = [&](GridPoint on, GridPoint end) {
        if (on.x == sides.min_x) box.min_x = std::max(box.min_x, end.x);
        if (on.x == sides.max_x) box.max_x = std::min(box.max_x, end.x);
        if (on.y == sides.min_y) box.min_y = std::max(box.min_y, end.y);
        if (on.y == sides.max_y) box.max_y = std::min(box.max_y, end.y);
    };
    const auto look = [&](const GridRing& ring) {
        for (std::size_t i = 0, k = ring.size() - 1; i < ring.size(); k = i++) {
            keep_out(ring[k], ring[i]);
            keep_out(ring[i], ring[k]);
        }
    };
    for (const GridPolygon& part : cut) {
        look(part.outer);
        for (const GridRing& hole : part.holes) look(hole);
    }
    return box;
}

/// After the cut to `box`: rings made simple, and the whole valid on the grid.
GridShape settle(GridShape cut, int cuts, const GridBox& box) {
    if (cuts == 0) return cut;
    std::vector<GridRing> rings;
    for (GridPolygon& part : cut) {
        for (GridRing& ring : tidy(std::move(part.outer))) rings.push_back(std::move(ring));
        for (GridRing& hole : part.holes) {
            for (GridRing& ring : tidy(std::move(hole))) rings.push_back(std::move(ring));
        }
    }
    GridShape nested = nest(std::move(rings));
    return crossing_free(nested, untouched(nested, box)) ? nested : mend(nested);
}

}  // namespace

TilePieces::Range TilePieces::tiles_touched(std::int64_t low, std::int64_t high) const {
    const auto tile = [&](std::int64_t v) { return std::clamp<std::int64_t>(v >> tile_steps_bits, 0, tiles_ - 1); };
    return {tile(low - tile_buffer), tile(high + tile_buffer)};
}

void TilePieces::move_and_line(std::span<const GridPoint> points, GridPoint origin, GridPoint& cursor, bool close) {
    const std::size_t first = commands.size();
    commands.resize(first + 2 * points.size() + (close ? 3 : 2));
    std::uint32_t* out = commands.data() + first;
    const auto delta = [&](GridPoint p) {
        *out++ = zigzag(p.x - origin.x - cursor.x);
        *out++ = zigzag(p.y - origin.y - cursor.y);
        cursor = {p.x - origin.x, p.y - origin.y};
    };
    *out++ = command(move_to, 1);
    delta(points[0]);
    *out++ = command(line_to, static_cast<std::uint32_t>(points.size() - 1));
    for (const GridPoint p : points.subspan(1)) delta(p);
    if (close) *out = command(close_path, 1);
}

void TilePieces::close_piece(TilePiece piece, const GridBox& box) {
    const GridPoint low = corner(piece.x, piece.y);
    piece.count = static_cast<std::uint32_t>(commands.size() - piece.first);
    piece.inside = box.max_x >= low.x && box.min_x <= low.x + tile_steps && box.max_y >= low.y && box.min_y <= low.y + tile_steps;
    pieces.push_back(piece);
}

void TilePieces::add_tile(std::uint32_t layer, std::uint32_t feature, std::int64_t x, std::int64_t y, const GridShape& shape) {
    if (shape.empty()) return;
    const TilePiece piece{static_cast<std::uint32_t>(y), static_cast<std::uint32_t>(x), layer, feature, commands.size(), 0, false};
    GridPoint cursor;
    for (const GridPolygon& part : shape) {
        move_and_line(part.outer, corner(x, y), cursor, true);
        for (const GridRing& hole : part.holes) move_and_line(hole, corner(x, y), cursor, true);
    }
    close_piece(piece, box_of(shape));
}

void TilePieces::add_polygons(std::uint32_t layer, std::uint32_t feature, const GridShape& shape) {
    const GridBox box = box_of(shape);
    if (box.empty()) return;
    const Range columns = tiles_touched(box.min_x, box.max_x);
    if (columns.first == columns.last) {
        const Range rows = tiles_touched(box.min_y, box.max_y);
        if (rows.first == rows.last && within(box, tile_box(columns.first, rows.first))) {
            if (columns_.holds(columns.first) && rows_.holds(rows.first)) add_tile(layer, feature, columns.first, rows.first, shape);
            return;
        }
    }
    const Range wanted = columns.of(columns_);
    for (std::int64_t x = wanted.first; x <= wanted.last; ++x) {
        int column_cuts = 0;
        const GridShape column = strip(shape, clip_x, tile_box(x, 0).min_x, tile_box(x, 0).max_x, column_cuts);
        const GridBox column_box = box_of(column);
        if (column_box.empty()) continue;
        const Range rows = tiles_touched(column_box.min_y, column_box.max_y).of(rows_);
        for (std::int64_t y = rows.first; y <= rows.last; ++y) {
            int cuts = column_cuts;
            const GridBox tile = tile_box(x, y);
            GridShape cut = strip(column, clip_y, tile.min_y, tile.max_y, cuts);
            add_tile(layer, feature, x, y, settle(std::move(cut), cuts, tile));
        }
    }
}

void TilePieces::add_lines(std::uint32_t layer, std::uint32_t feature, std::span<const std::span<const GridPoint>> lines) {
    struct Part {
        std::int64_t y, x;
        std::vector<GridPoint> cut;        ///< what is left of a line, where it is not the whole one
        std::span<const GridPoint> whole;

        std::span<const GridPoint> points() const { return cut.empty() ? whole : std::span<const GridPoint>(cut); }
    };
    std::vector<Part> parts;
    for (const std::span<const GridPoint> line : lines) {
        const GridBox box = box_of(line);
        const Range columns = tiles_touched(box.min_x, box.max_x).of(columns_);
        const Range rows = tiles_touched(box.min_y, box.max_y).of(rows_);
        for (std::int64_t y = rows.first; y <= rows.last; ++y) {
            for (std::int64_t x = columns.first; x <= columns.last; ++x) {
                if (within(box, tile_box(x, y))) {
                    parts.push_back({y, x, {}, line});
                    continue;
                }
                for (auto& cut : clip_line(line, tile_box(x, y))) parts.push_back({y, x, std::move(cut), {}});
            }
        }
    }
    std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return std::pair(a.y, a.x) < std::pair(b.y, b.x); });
    for (std::size_t begin = 0; begin < parts.size();) {
        const std::int64_t y = parts[begin].y, x = parts[begin].x;
        const TilePiece piece{static_cast<std::uint32_t>(y), static_cast<std::uint32_t>(x), layer, feature, commands.size(), 0, false};
        GridPoint cursor;
        GridBox box;
        for (; begin < parts.size() && parts[begin].y == y && parts[begin].x == x; ++begin) {
            move_and_line(parts[begin].points(), corner(x, y), cursor, false);
            box = both(box, box_of(parts[begin].points()));
        }
        close_piece(piece, box);
    }
}

void TilePieces::add_point(std::uint32_t layer, std::uint32_t feature, GridPoint point) {
    const std::int64_t x = point.x >> tile_steps_bits, y = point.y >> tile_steps_bits;
    if (!columns_.holds(x) || !rows_.holds(y)) return;
    const TilePiece piece{static_cast<std::uint32_t>(y), static_cast<std::uint32_t>(x), layer, feature, commands.size(), 0, false};
    commands.push_back(command(move_to, 1));
    commands.push_back(zigzag(point.x - x * tile_steps));
    commands.push_back(zigzag(point.y - y * tile_steps));
    close_piece(piece, {point.x, point.y, point.x, point.y});
}

std::vector<PlacedPiece> in_order(std::span<const TilePieces> cuts) {
    std::vector<PlacedPiece> all;
    for (const TilePieces& cut : cuts) {
        for (const TilePiece& piece : cut.pieces) all.push_back({&piece, cut.commands.data()});
    }
    const auto key = [](const PlacedPiece& p) { return std::tie(p.piece->y, p.piece->x, p.piece->layer, p.piece->feature); };
    std::sort(all.begin(), all.end(), [&](const PlacedPiece& a, const PlacedPiece& b) { return key(a) < key(b); });
    return all;
}

}  // namespace presencia::emit
