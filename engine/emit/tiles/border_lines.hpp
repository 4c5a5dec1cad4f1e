// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/coverage_geometry.hpp"

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

/// The lines of one zoom: whole widths in pixels by slot, 0 where not drawn.
struct LineWidths {
    std::array<double, line_slots> px{};
    double widest() const;
};

LineWidths line_widths(const TilePlan& plan, int zoom, bool outline);

/// The slots that a border of this level is drawn in.
struct LevelSlots {
    LineSlot core;
    LineSlot casing;
    bool cased;
};
LevelSlots slots_of(BorderLevel level);

/// A window of pixels into which lines are drawn. Coverage is that of a square pixel by a line of the given width at
/// the distance of the pixel's middle, and where segments of one slot meet the larger one stays: joins and crossings
/// come out round and no darker than the line.
class LineCanvas {
public:
    /// `tile_px` divides `width`: what is touched is remembered by tile.
    LineCanvas(int width, int height, int tile_px);

    /// One segment, in 1/256 pixel from the window's corner; parts outside are cut off.
    void segment(SubPoint a, SubPoint b, LineSlot slot, double width_px);

    const LinePixel* row(int y) const { return pixels_.data() + static_cast<std::size_t>(y) * width_; }
    LinePixel* row(int y) { return pixels_.data() + static_cast<std::size_t>(y) * width_; }
    bool touched(int tile) const { return touched_[static_cast<std::size_t>(tile)] != 0; }
    bool empty() const;
    void clear();

private:
    int width_, height_, tile_px_;
    std::vector<std::uint8_t> touched_;
    std::vector<LinePixel> pixels_;
};

}  // namespace presencia::emit
