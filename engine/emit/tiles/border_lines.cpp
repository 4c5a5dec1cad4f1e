// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/border_lines.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

constexpr double outline_px = 2.4;  // half of it falls inside the municipality

struct Segment {
    double ax, ay, dx, dy, inverse_length2;

    double squared_distance(double x, double y) const {
        const double px = x - ax, py = y - ay;
        const double t = std::clamp((px * dx + py * dy) * inverse_length2, 0.0, 1.0);
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

LinePen make_pen(LineSlot slot, double width_px) {
    LinePen pen;
    pen.slot = slot;
    const double half = 0.5 * width_px;
    pen.reach = half + 0.5;
    for (int k = 0; k < mix_steps; ++k) {
        // Coverage falls from min(1, width) to 0 while the pixel leaves the line; a step begins half a step early.
        const double needed = (k + 0.5) / mix_steps;
        const double d = pen.reach - needed;
        pen.reach2[static_cast<std::size_t>(k)] = needed <= width_px ? d * d : -1.0;
    }
    return pen;
}

double LinePens::widest_reach() const {
    double widest = 0.0;
    for (const auto& levels : pens) {
        for (const auto& level : levels) {
            for (const LinePen& pen : level) widest = std::max(widest, pen.reach);
        }
    }
    return widest;
}

LevelSlots slots_of(BorderLevel level) {
    switch (level) {
        case BorderLevel::country: return {LineSlot::country, LineSlot::country_casing, true};
        case BorderLevel::outer: return {LineSlot::outer, LineSlot::outer_casing, true};
        case BorderLevel::department: return {LineSlot::department, LineSlot::department_casing, true};
        default: return {LineSlot::municipality, LineSlot::municipality, false};
    }
}

LinePens line_pens(const TilePlan& plan, int zoom, bool outline) {
    LinePens out;
    const double scale = plan.tile_px / 256.0;
    for (const BorderLine& line : plan.borders) {
        const LevelSlots slots = slots_of(line.level);
        auto& pens = out.pens[0][static_cast<std::size_t>(line.level)];
        const double casing = slots.cased && line.casing_opacity > 0.0 ? scale * at_zoom(line.casing_width, zoom) : 0.0;
        const double core = scale * at_zoom(line.width, zoom);
        if (casing > 0.0) pens.push_back(make_pen(slots.casing, casing));
        if (core > 0.0) pens.push_back(make_pen(slots.core, core));
    }
    out.pens[1] = out.pens[0];
    for (auto& pens : out.pens[1]) {
        if (outline) pens.push_back(make_pen(LineSlot::outline, scale * outline_px));
    }
    return out;
}

LineCanvas::LineCanvas(int width, int height, int tile_px)
    : width_(width),
      height_(height),
      tile_px_(tile_px),
      touched_(static_cast<std::size_t>(width / tile_px), 0) {}

bool LineCanvas::empty() const {
    return std::find(touched_.begin(), touched_.end(), 1) == touched_.end();
}

void LineCanvas::clear() {
    if (!empty()) std::fill(pixels_.begin(), pixels_.end(), 0);
    std::fill(touched_.begin(), touched_.end(), std::uint8_t{0});
}

void LineCanvas::mark(int x, LinePixel& pixel, double squared_distance, std::span<const LinePen> pens) {
    for (const LinePen& pen : pens) {
        unsigned steps = 0;
        for (const double limit : pen.reach2) steps += squared_distance <= limit ? 1U : 0U;
        const unsigned shift = 4 * static_cast<unsigned>(pen.slot);
        if (steps <= (pixel >> shift & 15U)) continue;
        pixel = (pixel & ~(LinePixel{15} << shift)) | steps << shift;
        touched_[static_cast<std::size_t>(x / tile_px_)] = 1;
    }
}

void LineCanvas::segment(SubPoint a, SubPoint b, std::span<const LinePen> pens) {
    double reach = 0.0;
    for (const LinePen& pen : pens) reach = std::max(reach, pen.reach);
    if (reach == 0.0) return;
    if (pixels_.empty()) pixels_.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0);
    const double unit = 1.0 / static_cast<double>(sub_px);
    Segment s{static_cast<double>(a.x) * unit, static_cast<double>(a.y) * unit, static_cast<double>(b.x - a.x) * unit,
              static_cast<double>(b.y - a.y) * unit, 0.0};
    const double length2 = s.dx * s.dx + s.dy * s.dy;
    s.inverse_length2 = length2 > 0.0 ? 1.0 / length2 : 0.0;
    const double top = std::floor(std::min(s.ay, s.ay + s.dy) - reach);
    const double bottom = std::floor(std::max(s.ay, s.ay + s.dy) + reach);
    const int y0 = static_cast<int>(std::clamp(top, 0.0, static_cast<double>(height_)));
    const int y1 = static_cast<int>(std::clamp(bottom + 1.0, 0.0, static_cast<double>(height_)));
    for (int y = y0; y < y1; ++y) {
        const double cy = y + 0.5;
        const auto [low, high] = s.x_between(cy - reach, cy + reach);
        if (low > high) continue;
        const int x0 = static_cast<int>(std::clamp(std::floor(low - reach), 0.0, static_cast<double>(width_)));
        const int x1 = static_cast<int>(std::clamp(std::floor(high + reach) + 1.0, 0.0, static_cast<double>(width_)));
        LinePixel* pixels = row(y);
        for (int x = x0; x < x1; ++x) {
            const double d2 = s.squared_distance(x + 0.5, cy);
            if (d2 < reach * reach) mark(x, pixels[x], d2, pens);
        }
    }
}

}  // namespace presencia::emit
