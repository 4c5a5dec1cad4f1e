// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/pixel_colour.hpp"

#include <cmath>

namespace presencia::emit {

namespace {

/// Premultiplied, 0 .. 255.
struct Paint {
    double r = 0.0, g = 0.0, b = 0.0, a = 0.0;

    void over(Rgb colour, double opacity) {
        r += (colour.r - r) * opacity;
        g += (colour.g - g) * opacity;
        b += (colour.b - b) * opacity;
        a += (1.0 - a) * opacity;
    }
};

std::uint8_t rounded(double v) {
    return static_cast<std::uint8_t>(std::floor(v + 0.5));
}

}  // namespace

PixelColour::PixelColour(const TileMap& map, const TilePlan& plan) : classes_(map.classes) {
    for (const BorderLine& line : plan.borders) {
        const LevelSlots slots = slots_of(line.level);
        if (slots.cased) lines_[static_cast<std::size_t>(slots.casing)] = {line.casing_colour, line.casing_opacity};
        lines_[static_cast<std::size_t>(slots.core)] = {line.colour, line.opacity};
    }
    for (const TileClass& cls : classes_) outlined_ = outlined_ || cls.pattern == Pattern::outline;
}

double PixelColour::pattern_share(const TileClass& cls, LinePixel lines, PatternLevels levels) const {
    switch (cls.pattern) {
        case Pattern::hatch:
            return levels.hatch;
        case Pattern::hatch_back:
            return levels.hatch_back;
        case Pattern::dots:
            return levels.dots;
        case Pattern::outline:
            return line_coverage(lines, LineSlot::outline);
        default:
            return 0.0;
    }
}

Rgba PixelColour::operator()(const Mix& mix, LinePixel lines, PatternLevels levels) const {
    Paint paint;
    for (std::size_t k = 0; k < mix.cls.size(); ++k) {
        if (mix.share[k] == 0) continue;
        const TileClass& cls = classes_[mix.cls[k] - 1U];
        const double share = static_cast<double>(mix.share[k]) / mix_steps;
        const double over = pattern_share(cls, lines, levels) / mix_steps;
        paint.r += share * (cls.fill.r + (cls.pattern_colour.r - cls.fill.r) * over);
        paint.g += share * (cls.fill.g + (cls.pattern_colour.g - cls.fill.g) * over);
        paint.b += share * (cls.fill.b + (cls.pattern_colour.b - cls.fill.b) * over);
        paint.a += share;
    }
    for (std::size_t slot = static_cast<std::size_t>(LineSlot::municipality); slot < line_slots; ++slot) {
        const unsigned steps = line_coverage(lines, static_cast<LineSlot>(slot));
        if (steps != 0) paint.over(lines_[slot].colour, lines_[slot].opacity * steps / mix_steps);
    }
    const std::uint8_t alpha = rounded(paint.a * 255.0);
    if (alpha == 0) return {};
    return {rounded(paint.r / paint.a), rounded(paint.g / paint.a), rounded(paint.b / paint.a), alpha};
}

}  // namespace presencia::emit
