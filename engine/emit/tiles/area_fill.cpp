// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/area_fill.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

constexpr int sub = 256;            // fractions of a pixel
constexpr int area_unit = 2 * sub;  // a cover of one row is this many areas a sub-row

/// v * numerator / denominator, to the nearest whole number. Doubles, because whole numbers would overflow on edges
/// that cross the world at a high zoom; the result only has to be the same for every reader of one edge, and each edge
/// is read once.
std::int64_t portion(std::int64_t v, std::int64_t numerator, std::int64_t denominator) {
    return static_cast<std::int64_t>(
        std::floor(static_cast<double>(v) * static_cast<double>(numerator) / static_cast<double>(denominator) + 0.5));
}

}  // namespace

AreaFill::AreaFill(int width, int height, int classes)
    : width_(width), height_(height), classes_(classes), cover_(classes + 1, 0), shares_(classes + 1, 0) {}

void AreaFill::edge(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1, int left, int right) {
    if (y0 == y1 || left == right) return;
    const std::int64_t bottom = static_cast<std::int64_t>(height_) * sub;
    if (std::max(y0, y1) <= 0 || std::min(y0, y1) >= bottom) return;
    if (std::min(x0, x1) >= static_cast<std::int64_t>(width_) * sub) return;
    left_ = static_cast<std::uint8_t>(left);
    right_ = static_cast<std::uint8_t>(right);
    // Walked downwards; on the way down the left side, as seen on the map, lies to the east.
    std::int32_t sign = 1;
    if (y0 > y1) {
        std::swap(x0, x1);
        std::swap(y0, y1);
        sign = -1;
    }
    const std::int64_t top = std::max<std::int64_t>(y0, 0);
    const std::int64_t end = std::min(y1, bottom);
    const auto x_at = [&](std::int64_t y) { return y == y1 ? x1 : x0 + portion(y - y0, x1 - x0, y1 - y0); };
    std::int64_t y = top;
    std::int64_t x = x_at(top);
    while (y < end) {
        const std::int64_t row = y >> 8;
        const std::int64_t next = std::min(end, (row + 1) * sub);
        const std::int64_t next_x = x_at(next);
        row_piece(static_cast<int>(row), x, static_cast<int>(y - row * sub), next_x, static_cast<int>(next - row * sub),
                  sign);
        y = next;
        x = next_x;
    }
}

void AreaFill::row_piece(int y, std::int64_t xa, int ya, std::int64_t xb, int yb, std::int32_t sign) {
    if (xa > xb) {  // left to right; the way back has the opposite sign
        std::swap(xa, xb);
        std::swap(ya, yb);
        sign = -sign;
    }
    const std::int64_t right_edge = static_cast<std::int64_t>(width_) * sub;
    if (xa >= right_edge) return;
    if (xb <= 0) {
        add(y, 0, sign * (yb - ya), 0);
        return;
    }
    const std::int64_t dx = xb - xa;
    const int dy = yb - ya;
    const auto y_at = [&](std::int64_t x) { return x >= xb ? yb : ya + static_cast<int>(portion(dy, x - xa, dx)); };
    std::int64_t x = xa;
    int at = ya;
    if (x < 0) {
        at = y_at(0);
        add(y, 0, sign * (at - ya), 0);
        x = 0;
    }
    while (x < xb && x < right_edge) {
        const std::int64_t pixel = x >> 8;
        const std::int64_t next = std::min(xb, (pixel + 1) * sub);
        const int next_at = y_at(next);
        const auto from_left = static_cast<std::int32_t>((x - pixel * sub) + (next - pixel * sub));
        add(y, pixel, sign * (next_at - at), sign * (next_at - at) * from_left);
        x = next;
        at = next_at;
    }
    if (dx == 0) {
        const std::int64_t pixel = xa >> 8;
        add(y, pixel, sign * dy, sign * dy * static_cast<std::int32_t>(2 * (xa - pixel * sub)));
    }
}

void AreaFill::add(int y, std::int64_t x, std::int32_t cover, std::int32_t area) {
    if (cover == 0) return;
    cells_.push_back({area, static_cast<std::int16_t>(cover), static_cast<std::uint16_t>(y), static_cast<std::uint16_t>(x), left_, right_});
}

void AreaFill::sort_by_row() {
    row_start_.assign(static_cast<std::size_t>(height_) + 1, 0);
    for (const Cell& cell : cells_) ++row_start_[cell.y + 1U];
    for (std::size_t y = 0; y < static_cast<std::size_t>(height_); ++y) row_start_[y + 1] += row_start_[y];
    sorted_.resize(cells_.size());
    row_place_.assign(row_start_.begin(), row_start_.end() - 1);
    for (const Cell& cell : cells_) sorted_[row_place_[cell.y]++] = cell;
    cells_.clear();
}

void AreaFill::sweep(SpanSink& sink) {
    sort_by_row();
    for (int y = 0; y < height_; ++y) {
        const std::uint32_t begin = row_start_[static_cast<std::size_t>(y)];
        const std::uint32_t end = row_start_[static_cast<std::size_t>(y) + 1];
        if (begin == end) {
            sink.solid(y, 0, width_, 0);
        } else {
            sweep_row(y, std::span(sorted_).subspan(begin, end - begin), sink);
        }
    }
}

void AreaFill::sweep_row(int y, std::span<const Cell> cells, SpanSink& sink) {
    by_x_.clear();
    for (std::size_t i = 0; i < cells.size(); ++i) by_x_.push_back(std::uint64_t{cells[i].x} << 32 | i);
    std::sort(by_x_.begin(), by_x_.end());
    std::fill(cover_.begin(), cover_.end(), 0);
    int x = 0;
    for (std::size_t i = 0; i < by_x_.size();) {
        const auto pixel = static_cast<int>(by_x_[i] >> 32);
        if (pixel > x) emit_span(y, x, pixel - x, sink);
        for (int c = 1; c <= classes_; ++c) shares_[c] = cover_[c] * area_unit;
        for (; i < by_x_.size() && static_cast<int>(by_x_[i] >> 32) == pixel; ++i) {
            const Cell& cell = cells[by_x_[i] & 0xffffffffU];
            const std::int32_t share = cell.cover * area_unit - cell.area;
            shares_[cell.left] += share;
            shares_[cell.right] -= share;
            cover_[cell.left] += cell.cover;
            cover_[cell.right] -= cell.cover;
        }
        shares_[0] = 0;
        cover_[0] = 0;
        sink.mixed(y, pixel, 1, shares_);
        x = pixel + 1;
    }
    if (x < width_) emit_span(y, x, width_ - x, sink);
}

void AreaFill::emit_span(int y, int x, int length, SpanSink& sink) {
    int only = 0;
    for (int c = 1; c <= classes_; ++c) {
        if (cover_[c] == 0) continue;
        if (only != 0 || cover_[c] != sub) {
            for (int k = 1; k <= classes_; ++k) shares_[k] = cover_[k] * area_unit;
            sink.mixed(y, x, length, shares_);
            return;
        }
        only = c;
    }
    sink.solid(y, x, length, only);
}

}  // namespace presencia::emit
