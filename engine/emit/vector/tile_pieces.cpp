// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/tile_pieces.hpp"

#include "emit/vector/tile_clip.hpp"

#include <algorithm>
#include <iterator>
#include <map>

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

/// After the cut: rings made simple, and the whole valid on the grid.
GridShape settle(const GridShape& cut, int cuts) {
    if (cuts == 0) return cut;
    std::vector<GridRing> rings;
    for (const GridPolygon& part : cut) {
        for (GridRing& ring : tidy(part.outer)) rings.push_back(std::move(ring));
        for (const GridRing& hole : part.holes) {
            for (GridRing& ring : tidy(hole)) rings.push_back(std::move(ring));
        }
    }
    const GridShape nested = nest(std::move(rings));
    return crossing_free(nested) ? nested : mend(nested);
}

}  // namespace

TilePieces::Range TilePieces::tiles_touched(std::int64_t low, std::int64_t high) const {
    const auto tile = [&](std::int64_t v) { return std::clamp<std::int64_t>(v >> tile_steps_bits, 0, tiles_ - 1); };
    return {tile(low - tile_buffer), tile(high + tile_buffer)};
}

void TilePieces::move_and_line(std::span<const GridPoint> points, GridPoint origin, GridPoint& cursor, bool close) {
    const auto delta = [&](GridPoint p) {
        commands.push_back(zigzag(p.x - origin.x - cursor.x));
        commands.push_back(zigzag(p.y - origin.y - cursor.y));
        cursor = {p.x - origin.x, p.y - origin.y};
    };
    commands.push_back(command(move_to, 1));
    delta(points[0]);
    commands.push_back(command(line_to, static_cast<std::uint32_t>(points.size() - 1)));
    for (const GridPoint p : points.subspan(1)) delta(p);
    if (close) commands.push_back(command(close_path, 1));
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
    for (std::int64_t x = columns.first; x <= columns.last; ++x) {
        int column_cuts = 0;
        const GridShape column = strip(shape, clip_x, x * tile_steps - tile_buffer, (x + 1) * tile_steps + tile_buffer, column_cuts);
        const GridBox column_box = box_of(column);
        if (column_box.empty()) continue;
        const Range rows = tiles_touched(column_box.min_y, column_box.max_y);
        for (std::int64_t y = rows.first; y <= rows.last; ++y) {
            int cuts = column_cuts;
            const GridShape tile = strip(column, clip_y, y * tile_steps - tile_buffer, (y + 1) * tile_steps + tile_buffer, cuts);
            add_tile(layer, feature, x, y, settle(tile, cuts));
        }
    }
}

void TilePieces::add_lines(std::uint32_t layer, std::uint32_t feature, std::span<const std::span<const GridPoint>> lines) {
    using Tile = std::pair<std::int64_t, std::int64_t>;
    std::map<Tile, std::vector<std::vector<GridPoint>>> by_tile;
    for (const std::span<const GridPoint> line : lines) {
        const GridBox box = box_of(line);
        const Range columns = tiles_touched(box.min_x, box.max_x);
        const Range rows = tiles_touched(box.min_y, box.max_y);
        for (std::int64_t y = rows.first; y <= rows.last; ++y) {
            for (std::int64_t x = columns.first; x <= columns.last; ++x) {
                const GridPoint low = corner(x, y);
                auto parts = clip_line(line, {low.x - tile_buffer, low.y - tile_buffer, low.x + tile_steps + tile_buffer, low.y + tile_steps + tile_buffer});
                if (parts.empty()) continue;
                auto& all = by_tile[{y, x}];
                all.insert(all.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
            }
        }
    }
    for (const auto& [tile, parts] : by_tile) {
        const auto [y, x] = tile;
        const TilePiece piece{static_cast<std::uint32_t>(y), static_cast<std::uint32_t>(x), layer, feature, commands.size(), 0, false};
        GridPoint cursor;
        std::vector<GridPoint> all;
        for (const auto& part : parts) {
            move_and_line(part, corner(x, y), cursor, false);
            all.insert(all.end(), part.begin(), part.end());
        }
        close_piece(piece, box_of(all));
    }
}

void TilePieces::add_point(std::uint32_t layer, std::uint32_t feature, GridPoint point) {
    const std::int64_t x = point.x >> tile_steps_bits, y = point.y >> tile_steps_bits;
    if (x < 0 || y < 0 || x >= tiles_ || y >= tiles_) return;
    const TilePiece piece{static_cast<std::uint32_t>(y), static_cast<std::uint32_t>(x), layer, feature, commands.size(), 0, false};
    commands.push_back(command(move_to, 1));
    commands.push_back(zigzag(point.x - x * tile_steps));
    commands.push_back(zigzag(point.y - y * tile_steps));
    close_piece(piece, {point.x, point.y, point.x, point.y});
}

}  // namespace presencia::emit
