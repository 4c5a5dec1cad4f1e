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

/// Lines together covering this many eighths hide how exactly the fill below is shared out.
constexpr unsigned hiding_steps = 3;

/// The mix in halves: what an edge under a line needs. Each half goes to the part, transparent included, with the
/// most left.
Mix in_halves(const Mix& mix) {
    constexpr int half = mix_steps / 2;
    std::array<int, 4> left{mix.share[0], mix.share[1], mix.share[2], 0};
    left[3] = mix_steps - left[0] - left[1] - left[2];
    Mix out;
    out.cls = mix.cls;
    for (int n = 0; n < 2; ++n) {
        std::size_t most = 0;
        for (std::size_t k = 1; k < left.size(); ++k) {
            if (left[k] > left[most]) most = k;
        }
        left[most] -= half;
        if (most < out.share.size()) out.share[most] = static_cast<std::uint8_t>(out.share[most] + half);
    }
    return out;
}

unsigned line_steps(LinePixel lines) {
    unsigned sum = 0;
    for (LinePixel rest = lines >> 4; rest != 0; rest >>= 4) sum += rest & 15U;
    return sum;
}

/// Shades of a line on a grid of 37 levels a channel: three levels in 255 are not seen, and the palette stays small.
/// Both ends of the scale are on it.
std::uint8_t on_grid(std::uint8_t v) {
    return static_cast<std::uint8_t>(v > 251 ? 255 : (v + 3) / 7 * 7);
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
        case Pattern::hatch: return levels.hatch;
        case Pattern::hatch_back: return levels.hatch_back;
        case Pattern::dots: return levels.dots;
        case Pattern::outline: return line_coverage(lines, LineSlot::outline);
        default: return 0.0;
    }
}

Rgba PixelColour::operator()(const Mix& fill, LinePixel lines, PatternLevels levels) const {
    const unsigned steps_of_lines = line_steps(lines);
    const Mix mix = steps_of_lines >= hiding_steps ? in_halves(fill) : fill;
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
    const Rgba exact{rounded(paint.r / paint.a), rounded(paint.g / paint.a), rounded(paint.b / paint.a), alpha};
    if (steps_of_lines == 0) return exact;
    return {on_grid(exact.r), on_grid(exact.g), on_grid(exact.b), on_grid(exact.a)};
}

}  // namespace presencia::emit
