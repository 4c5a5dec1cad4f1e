// SPDX-License-Identifier: Apache-2.0
#include "emit/print/legend_square_block.hpp"

#include "core/text.hpp"
#include "emit/print/sheet_ink.hpp"
#include "emit/tiles/legend.hpp"

#include <algorithm>
#include <numbers>

namespace presencia::emit {

namespace {

/// Sizes in units of the text's size.
constexpr double step_size = 0.85;  ///< of the words of steps
constexpr double step_line = 1.08;
constexpr double axis_room = 1.7;  ///< for the words along the side
constexpr double block_cell_height = 2.9;
constexpr double widest_cell = 6.5;
constexpr double label_share = 0.27;  ///< of the width, for the steps on the left

}  // namespace

/// Where things are, from the block's corner.
struct SquareBlock::Frame {
    double left = 0.0;        ///< of the cells
    double label_room = 0.0;  ///< for steps on the left
    double cell = 0.0;        ///< width
    double row = 0.0;         ///< height of a cell
    double bottom = 0.0;      ///< of the cells
    double below = 0.0;       ///< height of the steps under them
    double axis = 0.0;        ///< height of the words below those
};

SquareBlock::Frame SquareBlock::frame(double width) const {
    const ClassSquare& square = *map_.square;
    Frame f;
    const auto columns = static_cast<double>(square.right.ranges.size());
    f.label_room = label_share * std::min(width, (widest_cell * columns / (1.0 - label_share) + axis_room) * text_);
    f.left = axis_room * text_ + f.label_room + 0.5 * text_;
    f.cell = std::min((width - f.left) / columns, widest_cell * text_);
    std::size_t lines = 1;
    for (const std::string& range : square.up.ranges)
        lines = std::max(lines, wrap_measured(fonts_.regular, range, step_size * text_, f.label_room).size());
    f.row = std::max(block_cell_height * text_, step_line * text_ * static_cast<double>(lines) + 0.3 * text_);
    // The words along the side must fit beside the cells.
    const double upright = fonts_.bold.measure(square.up.label + " →", text_).width;
    f.row = std::max(f.row, upright / static_cast<double>(square.cells.size()));
    f.bottom = f.row * static_cast<double>(square.cells.size());
    lines = 1;
    for (const std::string& range : square.right.ranges)
        lines = std::max(lines, wrap_measured(fonts_.regular, range, step_size * text_, f.cell - 0.4 * text_).size());
    f.below = step_line * text_ * static_cast<double>(lines) + 0.35 * text_;
    f.axis = 1.28 * text_ *
             static_cast<double>(wrap_measured(fonts_.bold, square.right.label + " →", text_, f.cell * columns).size());
    return f;
}

double SquareBlock::height(double width) const {
    const Frame f = frame(width);
    return f.bottom + f.below + f.axis + 1.2 * text_;
}

void SquareBlock::lines_at(cairo_t* context, double x, double middle, const std::vector<std::string>& lines,
                           double align) const {
    double baseline =
        middle + 0.36 * step_size * text_ - 0.5 * step_line * text_ * (static_cast<double>(lines.size()) - 1.0);
    for (const std::string& line : lines) {
        const double size = step_size * text_;
        fonts_.regular.draw(context, x - align * fonts_.regular.measure(line, size).width, baseline, line,
                            {.size = size, .colour = sheet_quiet});
        baseline += step_line * text_;
    }
}

void SquareBlock::draw_cells(cairo_t* context, double x, double y, const Frame& f) const {
    const ClassSquare& square = *map_.square;
    for (std::size_t row = 0; row < square.cells.size(); ++row) {
        const double top = y + f.row * static_cast<double>(row);
        for (std::size_t column = 0; column < square.cells[row].size(); ++column) {
            const TileClass& cls = map_.classes[static_cast<std::size_t>(square.cells[row][column])];
            const double left = x + f.left + f.cell * static_cast<double>(column);
            cairo_rectangle(context, left, top, f.cell, f.row);
            set_colour(context, cls.fill);
            cairo_fill_preserve(context);
            set_colour(context, sheet_paper);
            cairo_set_line_width(context, 0.08 * text_);
            cairo_stroke(context);
            const std::string count = text::format_count(cls.count, map_.language == Language::es);
            const double room = fonts_.regular.measure(count, text_).width;
            fonts_.regular.draw(context, left + 0.5 * (f.cell - room), top + 0.5 * f.row + 0.36 * text_, count,
                                {.size = text_, .colour = ink_on(cls.fill)});
        }
        const std::string& range = square.up.ranges[square.up.ranges.size() - 1 - row];
        lines_at(context, x + f.left - 0.5 * text_, top + 0.5 * f.row,
                 wrap_measured(fonts_.regular, range, step_size * text_, f.label_room), 1.0);
    }
    for (std::size_t column = 0; column < square.right.ranges.size(); ++column) {
        const std::vector<std::string> lines =
            wrap_measured(fonts_.regular, square.right.ranges[column], step_size * text_, f.cell - 0.4 * text_);
        const double middle = y + f.bottom + 0.25 * text_ + 0.5 * step_line * text_ * static_cast<double>(lines.size());
        lines_at(context, x + f.left + f.cell * (static_cast<double>(column) + 0.5), middle, lines, 0.5);
    }
}

void SquareBlock::draw_axes(cairo_t* context, double x, double y, const Frame& f) const {
    const ClassSquare& square = *map_.square;
    const std::string up = square.up.label + " →";
    const double length = fonts_.bold.measure(up, text_).width;
    cairo_save(context);
    cairo_translate(context, x + text_, y + 0.5 * f.bottom + 0.5 * length);
    cairo_rotate(context, -0.5 * std::numbers::pi);
    fonts_.bold.draw(context, 0.0, 0.0, up, {.size = text_, .colour = sheet_ink});
    cairo_restore(context);
    const double across = f.cell * static_cast<double>(square.right.ranges.size());
    double baseline = y + f.bottom + f.below + text_;
    for (const std::string& line : wrap_measured(fonts_.bold, square.right.label + " →", text_, across)) {
        const double room = fonts_.bold.measure(line, text_).width;
        fonts_.bold.draw(context, x + f.left + 0.5 * (across - room), baseline, line,
                         {.size = text_, .colour = sheet_ink});
        baseline += 1.28 * text_;
    }
}

void SquareBlock::draw(cairo_t* context, double x, double y, double width) const {
    const Frame f = frame(width);
    draw_cells(context, x, y, f);
    draw_axes(context, x, y, f);
}

}  // namespace presencia::emit
