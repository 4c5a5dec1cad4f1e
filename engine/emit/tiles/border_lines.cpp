// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/border_lines.hpp"

#include "emit/tiles/pixel_mix.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

constexpr double outline_px = 2.4;  // half of it falls inside the municipality

/// The square of a pixel at distance d from the middle of a line of half width r, cut across: how much is line.
double coverage(double d, double r) {
    return std::clamp(std::min(d + 0.5, r) - std::max(d - 0.5, -r), 0.0, 1.0);
}

struct Segment {
    double ax, ay, dx, dy, length2;

    double squared_distance(double x, double y) const {
        const double px = x - ax, py = y - ay;
        const double t = length2 > 0.0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0.0;
        const double ex = px - t * dx, ey = py - t * dy;
        return ex * ex + ey * ey;
    }

    /// The x that the segment takes between two levels of y, empty (low > high) where it has none.
    std::pair<double, double> x_between(double low, double high) const {
        double t0 = 0.0, t1 = 1.0;
        if (dy != 0.0) {
            double u = (low - ay) / dy, v = (high - ay) / dy;
            if (u > v) std::swap(u, v);
            t0 = std::max(t0, u);
            t1 = std::min(t1, v);
        } else if (ay < low || ay > high) {
            return {1.0, 0.0};
        }
        if (t0 > t1) return {1.0, 0.0};
        return std::minmax(ax + t0 * dx, ax + t1 * dx);
    }
};

}  // namespace

double LineWidths::widest() const {
    return *std::max_element(px.begin(), px.end());
}

LevelSlots slots_of(BorderLevel level) {
    switch (level) {
        case BorderLevel::country:
            return {LineSlot::country, LineSlot::country_casing, true};
        case BorderLevel::outer:
            return {LineSlot::outer, LineSlot::outer_casing, true};
        case BorderLevel::department:
            return {LineSlot::department, LineSlot::department_casing, true};
        default:
            return {LineSlot::municipality, LineSlot::municipality, false};
    }
}

LineWidths line_widths(const TilePlan& plan, int zoom, bool outline) {
    LineWidths widths;
    const double scale = plan.tile_px / 256.0;
    for (const BorderLine& line : plan.borders) {
        const LevelSlots slots = slots_of(line.level);
        widths.px[static_cast<std::size_t>(slots.core)] = scale * at_zoom(line.width, zoom);
        if (slots.cased && line.casing_opacity > 0.0) {
            widths.px[static_cast<std::size_t>(slots.casing)] = scale * at_zoom(line.casing_width, zoom);
        }
    }
    if (outline) widths.px[static_cast<std::size_t>(LineSlot::outline)] = scale * outline_px;
    return widths;
}

LineCanvas::LineCanvas(int width, int height, int tile_px)
    : width_(width),
      height_(height),
      tile_px_(tile_px),
      touched_(static_cast<std::size_t>(width / tile_px), 0),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0) {}

bool LineCanvas::empty() const {
    return std::find(touched_.begin(), touched_.end(), 1) == touched_.end();
}

void LineCanvas::clear() {
    if (!empty()) std::fill(pixels_.begin(), pixels_.end(), 0);
    std::fill(touched_.begin(), touched_.end(), std::uint8_t{0});
}

void LineCanvas::segment(SubPoint a, SubPoint b, LineSlot slot, double width_px) {
    if (width_px <= 0.0) return;
    const double unit = 1.0 / static_cast<double>(sub_px);
    Segment s{static_cast<double>(a.x) * unit, static_cast<double>(a.y) * unit, static_cast<double>(b.x - a.x) * unit,
              static_cast<double>(b.y - a.y) * unit, 0.0};
    s.length2 = s.dx * s.dx + s.dy * s.dy;
    const double half = 0.5 * width_px;
    const double reach = half + 0.5;
    const double top = std::floor(std::min(s.ay, s.ay + s.dy) - reach);
    const double bottom = std::floor(std::max(s.ay, s.ay + s.dy) + reach);
    const int y0 = static_cast<int>(std::clamp(top, 0.0, static_cast<double>(height_)));
    const int y1 = static_cast<int>(std::clamp(bottom + 1.0, 0.0, static_cast<double>(height_)));
    const unsigned shift = 4 * static_cast<unsigned>(slot);
    for (int y = y0; y < y1; ++y) {
        const double cy = y + 0.5;
        const auto [low, high] = s.x_between(cy - reach, cy + reach);
        if (low > high) continue;
        const int x0 = static_cast<int>(std::clamp(std::floor(low - reach), 0.0, static_cast<double>(width_)));
        const int x1 = static_cast<int>(std::clamp(std::floor(high + reach) + 1.0, 0.0, static_cast<double>(width_)));
        LinePixel* pixels = row(y);
        for (int x = x0; x < x1; ++x) {
            const double d2 = s.squared_distance(x + 0.5, cy);
            if (d2 >= reach * reach) continue;
            const auto steps = static_cast<unsigned>(coverage(std::sqrt(d2), half) * mix_steps + 0.5);
            if (steps > (pixels[x] >> shift & 15U)) {
                pixels[x] = (pixels[x] & ~(LinePixel{15} << shift)) | steps << shift;
                touched_[static_cast<std::size_t>(x / tile_px_)] = 1;
            }
        }
    }
}

}  // namespace presencia::emit
