// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/coverage_geometry.hpp"
#include "emit/tiles/pixel_mix.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// Places of the line coverages of one pixel, four bits each (0 .. mix_steps), in the order in which they are drawn.
enum class LineSlot : std::uint8_t {
    outline,  ///< the inner line of classes with Pattern::outline
    municipality,
    department_casing,
    outer_casing,
    country_casing,
    department,
    outer,
    country,
};
inline constexpr int line_slots = 8;

/// How much lines cover of one pixel, all slots packed.
using LinePixel = std::uint32_t;

constexpr unsigned line_coverage(LinePixel pixel, LineSlot slot) {
    return pixel >> (4 * static_cast<unsigned>(slot)) & 15U;
}

/// One line width, ready to be drawn. `reach2[k]` is the square of the distance up to which the middle of a pixel gets
/// k + 1 steps of coverage: that of a square pixel cut across by the line. Negative where it never covers so much.
struct LinePen {
    LineSlot slot = LineSlot::municipality;
    double reach = 0.0;  ///< pixels from the middle of the line, where coverage ends
    std::array<double, mix_steps> reach2{};
};
LinePen make_pen(LineSlot slot, double width_px);

/// The slots that a border of this level is drawn in.
struct LevelSlots {
    LineSlot core;
    LineSlot casing;
    bool cased;
};
LevelSlots slots_of(BorderLevel level);

/// The pens of one zoom: by whether a class with Pattern::outline is beside the border, then by level.
struct LinePens {
    std::array<std::array<std::vector<LinePen>, border_levels>, 2> pens;

    const std::vector<LinePen>& of(BorderLevel level, bool outlined) const {
        return pens[outlined ? 1 : 0][static_cast<std::size_t>(level)];
    }
    double widest_reach() const;
};
LinePens line_pens(const TilePlan& plan, int zoom, bool outline);

/// A window of pixels into which lines are drawn. Coverage is that of a square pixel by a line of the given width at
/// the distance of the pixel's middle, and where segments of one slot meet the larger one stays: joins and crossings
/// come out round and no darker than the line.
class LineCanvas {
public:
    /// `tile_px` divides `width`: what is touched is remembered by tile.
    LineCanvas(int width, int height, int tile_px);

    /// One segment with all its pens, in 1/256 pixel from the window's corner; parts outside are cut off.
    void segment(SubPoint a, SubPoint b, std::span<const LinePen> pens);

    /// Of a canvas on which something is touched: before the first line there are no pixels.
    const LinePixel* row(int y) const { return pixels_.data() + static_cast<std::size_t>(y) * width_; }
    LinePixel* row(int y) { return pixels_.data() + static_cast<std::size_t>(y) * width_; }
    bool touched(int tile) const { return touched_[static_cast<std::size_t>(tile)] != 0; }
    bool empty() const;
    void clear();

private:
    void mark(int x, LinePixel& pixel, double squared_distance, std::span<const LinePen> pens);

    int width_, height_, tile_px_;
    std::vector<std::uint8_t> touched_;
    std::vector<LinePixel> pixels_;  ///< none before the first segment: maps without lines need none
};

}  // namespace presencia::emit
