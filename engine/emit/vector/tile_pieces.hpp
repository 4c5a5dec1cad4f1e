// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/vector/grid_shape.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// Steps across a tile, as in MVT's `extent`, and how far shapes reach beyond its edge so that lines drawn along them are not cut: 4 pixels of a 256 pixel tile.
inline constexpr int tile_steps_bits = 12;
inline constexpr std::int64_t tile_steps = 1 << tile_steps_bits;
inline constexpr std::int64_t tile_buffer = 64;
/// Steps in a pixel of a 256 pixel tile.
inline constexpr std::int64_t pixel_steps = tile_steps / 256;

/// What one feature has in one tile: MVT commands in tile coordinates (y down, 0 .. 4096 and the buffer around).
struct TilePiece {
    std::uint32_t y = 0, x = 0;
    std::uint32_t layer = 0;
    std::uint32_t feature = 0;
    std::uint64_t first = 0;  ///< into TilePieces::commands
    std::uint32_t count = 0;
    bool inside = false;      ///< it reaches into the tile itself, not the buffer alone
};

/// A piece with the commands it points into.
struct PlacedPiece {
    const TilePiece* piece = nullptr;
    const std::uint32_t* commands = nullptr;
};

/// The pieces of one zoom, as one thread cut them: of all its tiles, or of one, which then has the same pieces.
class TilePieces {
public:
    explicit TilePieces(int zoom) : tiles_(std::int64_t{1} << zoom), columns_{0, tiles_ - 1}, rows_{0, tiles_ - 1} {}
    TilePieces(int zoom, std::int64_t x, std::int64_t y) : tiles_(std::int64_t{1} << zoom), columns_{x, x}, rows_{y, y} {}

    /// Cuts a shape into tiles. Pieces are valid on the tile's grid. Cost: the vertices of each column of tiles, and of each tile.
    void add_polygons(std::uint32_t layer, std::uint32_t feature, const GridShape& shape);
    /// Many lines that are one feature: its pieces are in one order whoever cuts them.
    void add_lines(std::uint32_t layer, std::uint32_t feature, std::span<const std::span<const GridPoint>> lines);
    /// A point lies in exactly one tile.
    void add_point(std::uint32_t layer, std::uint32_t feature, GridPoint point);

    std::vector<TilePiece> pieces;
    LargeVector<std::uint32_t> commands;

private:
    struct Range {
        std::int64_t first, last;

        bool holds(std::int64_t v) const noexcept { return v >= first && v <= last; }
        Range of(const Range& other) const noexcept { return {first > other.first ? first : other.first, last < other.last ? last : other.last}; }
    };
    /// The rows or columns of tiles that [low, high] and the buffer around it touch, whether they are wanted or not.
    Range tiles_touched(std::int64_t low, std::int64_t high) const;
    void add_tile(std::uint32_t layer, std::uint32_t feature, std::int64_t x, std::int64_t y, const GridShape& shape);
    void close_piece(TilePiece piece, const GridBox& box);
    void move_and_line(std::span<const GridPoint> points, GridPoint origin, GridPoint& cursor, bool close);

    std::int64_t tiles_;
    Range columns_, rows_;  ///< that are wanted
};

/// The pieces of several cuts in the order of their tiles (by row, then column), layers and features.
std::vector<PlacedPiece> in_order(std::span<const TilePieces> cuts);

}  // namespace presencia::emit
