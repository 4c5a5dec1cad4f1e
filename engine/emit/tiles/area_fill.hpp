// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// The share of a pixel in which everything is one class.
inline constexpr std::int32_t full_share = 1 << 17;

/// Receives one row of a window from left to right, without gaps or overlaps. Shares are indexed by class (0 is
/// "nothing there" and always 0 here) and sum to full_share inside a true coverage.
class SpanSink {
public:
    virtual ~SpanSink() = default;
    /// Pixels [x, x + length) of row `y` are all of class `cls`; 0: nothing.
    virtual void solid(int y, int x, int length, int cls) = 0;
    /// Pixels [x, x + length) of row `y` hold these shares each. Shares may lie outside [0, full_share] where the
    /// input overlaps itself.
    virtual void mixed(int y, int x, int length, std::span<const std::int32_t> shares) = 0;
};

/// Exact area coverage of a window of pixels by classes, after the signed-area accumulation of font rasterisers
/// (LibArt, FreeType): every border is walked once and gives its area to the class on its left and takes it from the
/// class on its right. All sums are whole numbers, so along a shared border the shares of the two sides sum to exactly
/// one, a border between two municipalities of one class leaves no trace, and the order of the edges does not matter.
class AreaFill {
public:
    /// Width and height at most 65535; `classes`: classes are 1 .. classes, at most 255.
    AreaFill(int width, int height, int classes);

    /// A border from (x0, y0) to (x1, y1), in 1/256 pixel from the window's corner, with class `left` on its left as
    /// seen on the map and `right` on its right (0: nothing). Parts outside the window count for what they do inside.
    void edge(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1, int left, int right);

    /// No edge has touched the window since the last sweep.
    bool empty() const noexcept { return cells_.empty(); }

    /// Hands over all rows and starts afresh. Cost: cells, sorted by row, plus spans.
    void sweep(SpanSink& sink);

private:
    /// What one edge does to one pixel: `cover` to everything right of it, `area` to the pixel itself. Small, since windows have tens of thousands.
    struct Cell {
        std::int32_t area;
        std::int16_t cover;
        std::uint16_t y, x;
        std::uint8_t left, right;
    };

    void row_piece(int y, std::int64_t xa, int ya, std::int64_t xb, int yb, std::int32_t sign);
    void add(int y, std::int64_t x, std::int32_t cover, std::int32_t area);
    void sort_by_row();
    void sweep_row(int y, std::span<const Cell> cells, SpanSink& sink);
    void emit_span(int y, int x, int length, SpanSink& sink);

    int width_, height_, classes_;
    std::uint8_t left_ = 0, right_ = 0;
    std::vector<Cell> cells_, sorted_;
    std::vector<std::uint32_t> row_start_, row_place_;
    std::vector<std::uint64_t> by_x_;  ///< of the row being swept: x, then the cell
    std::vector<std::int32_t> cover_, shares_;  ///< by class
};

}  // namespace presencia::emit
