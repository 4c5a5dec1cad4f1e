// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/hatch.hpp"

#include "emit/tiles/pixel_mix.hpp"

#include <cmath>
#include <numbers>

namespace presencia::emit {

namespace {

constexpr int samples = 16;  // a side of a pixel

/// Whether the point (x, y) of the unscaled pattern is drawn.
bool inside(Pattern pattern, double x, double y) {
    const auto wrapped = [](double v) { return v - hatch_period_px * std::floor(v / hatch_period_px); };
    const double along = hatch_line_px * std::numbers::sqrt2;  // the line's width measured along a row
    switch (pattern) {
        case Pattern::hatch: return wrapped(x + y) < along;
        case Pattern::hatch_back: return wrapped(x - y) < along;
        case Pattern::dots: {
            // Two dots a period, staggered.
            const double a = std::hypot(wrapped(x) - 2.0, wrapped(y) - 2.0);
            const double b = std::hypot(wrapped(x) - 6.0, wrapped(y) - 6.0);
            return a < dot_radius_px || b < dot_radius_px;
        }
        default: return false;
    }
}

}  // namespace

Hatch::Hatch(Pattern pattern, int scale)
    : period_(static_cast<int>(hatch_period_px) * scale), levels_(static_cast<std::size_t>(period_) * period_, 0) {
    for (int y = 0; y < period_; ++y) {
        for (int x = 0; x < period_; ++x) {
            int hits = 0;
            for (int sy = 0; sy < samples; ++sy) {
                for (int sx = 0; sx < samples; ++sx) {
                    hits += inside(pattern, (x + (sx + 0.5) / samples) / scale, (y + (sy + 0.5) / samples) / scale);
                }
            }
            const int level = (hits * mix_steps + samples * samples / 2) / (samples * samples);
            levels_[static_cast<std::size_t>(y * period_ + x)] = static_cast<std::uint8_t>(level);
        }
    }
}

}  // namespace presencia::emit
