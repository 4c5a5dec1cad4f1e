// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/area_fill.hpp"
#include "emit/tiles/border_lines.hpp"
#include "emit/tiles/coverage_geometry.hpp"
#include "emit/tiles/pixel_colour.hpp"
#include "emit/tiles/png_writer.hpp"
#include "emit/tiles/tile_palette.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace presencia::emit {

/// Tiles drawn at once: neighbours in one row of tiles.
inline constexpr int window_tiles = 8;

/// What is drawn: the geometry of one zoom, its runs by row of tiles, and its pens.
struct ZoomLayer {
    ZoomGeometry geometry;
    LinePens pens;
    std::int64_t margin = 0;  ///< pixels that lines reach beyond their arcs
    int first_row = 0;
    std::vector<std::vector<std::uint32_t>> rows;  ///< runs that touch each row of tiles, from first_row
};

/// `tiles` tiles of one row from column `x`.
struct WindowTask {
    const ZoomLayer* layer = nullptr;
    int x = 0, y = 0, tiles = 0;
};

struct RenderedTile {
    int z, x, y;
    std::string png;
};

/// Draws windows of tiles in one style. Holds the scratch of one thread; what it returns depends on the task alone.
class WindowRenderer final : private SpanSink {
public:
    WindowRenderer(const TileMap& map, const TilePlan& plan);

    /// The tiles of the window that have something in them, west to east. Cost: pixels, plus the segments in reach.
    std::vector<RenderedTile> render(const WindowTask& task);

private:
    void solid(int y, int x, int length, int cls) override;
    void mixed(int y, int x, int length, std::span<const std::int32_t> shares) override;

    void draw(const WindowTask& task);
    void draw_lines(const ArcRun& run, const ZoomLayer& layer, std::int64_t left, std::int64_t top);
    /// Pixels of a row up to `end`, from where the span before it ends, that hold one mix.
    struct Span {
        std::uint16_t end;
        std::uint16_t mix;
    };

    void add_span(int y, int x, int length, std::uint16_t mix, int cls);
    void draw_marks(const WindowTask& task);
    void stamp(std::span<const TinyMark* const> marks, std::int64_t left, std::int64_t top);
    void add_run(const Span& span, const LinePixel* lines, int x, int end, int y);
    void claim(int tile, int cls);
    std::string encode(int tile);
    std::uint32_t colour_of(std::uint64_t key);
    std::uint64_t key_at(std::uint16_t mix, LinePixel lines, std::uint8_t shown, int x, int y) const;
    std::uint16_t index_in_tile(std::uint32_t colour);
    std::uint8_t patterns_of(std::uint16_t mix) {
        if (mix < patterns_.size() && patterns_[mix] != 255) return patterns_[mix];
        return find_patterns(mix);
    }
    std::uint8_t find_patterns(std::uint16_t mix);
    int class_id(std::int32_t municipality) const;
    bool outlined(std::int32_t municipality) const;

    const TileMap& map_;
    int tile_px_;
    int tile_bits_;  ///< tile_px_ as a power of two
    int width_;
    PixelColour pixel_colour_;
    Hatch hatch_, hatch_back_, dots_;
    AreaFill fill_;
    LineCanvas lines_;
    MixTable mixes_;
    PngWriter png_;
    std::vector<Span> spans_;               ///< of the window, row after row
    std::vector<std::uint32_t> row_spans_;  ///< by row: its first span, and one more for the end
    std::vector<std::uint32_t> cursor_;     ///< by row: the span in which the next tile begins
    std::array<int, window_tiles> only_{};  ///< by tile: the one class in it, -1 none seen yet, -2 more
    std::vector<std::string> plain_;        ///< by class: the tile that is nothing else
    std::vector<std::uint8_t> patterns_;    ///< by mix: which patterns it shows, 255 not asked yet
    KeyMap colour_ids_, rgba_ids_;
    std::vector<Rgba> colours_;           ///< by colour id
    std::vector<std::uint32_t> place_;    ///< by colour id: 1 + index in the tile being encoded, 0 none
    std::vector<std::uint32_t> in_tile_;  ///< colour ids of the tile being encoded
    std::vector<TileColour> tile_colours_;
    std::vector<PixelRun> runs_;  ///< of the tile being encoded
    std::uint64_t last_key_ = 0;  ///< of the pixel before, and its place in the tile
    std::uint16_t last_index_ = 0;
};

}  // namespace presencia::emit
