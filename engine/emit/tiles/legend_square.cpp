// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/legend_sheet.hpp"

#include "core/text.hpp"
#include "emit/tiles/legend.hpp"

#include <algorithm>

namespace presencia::emit {

namespace {

constexpr double cell_width = 66.0;
constexpr double cell_height = 48.0;
constexpr double square_left = 138.0;       ///< of the square
constexpr double label_size = 11.0;  ///< of steps
constexpr double line_height = 13.0;

/// Lines about a middle.
void lines_about(Sheet& sheet, double x, double middle, const std::vector<std::string>& lines, const char* anchor) {
    double baseline = middle + 4.0 - line_height / 2.0 * static_cast<double>(lines.size() - 1);
    for (const std::string& line : lines) {
        sheet.text_at(x, baseline, line, {label_size, sheet::quiet, anchor, false, false});
        baseline += line_height;
    }
}

void draw_row(Sheet& sheet, const TileMap& map, std::size_t row, double top) {
    const ClassSquare& square = *map.square;
    const std::string& range = square.up.ranges[square.up.ranges.size() - 1 - row];
    lines_about(sheet, square_left - 8.0, top + cell_height / 2.0, wrap(range, label_size, 90.0), "end");
    double x = square_left;
    for (const int index : square.cells[row]) {
        const TileClass& cls = map.classes[static_cast<std::size_t>(index)];
        sheet.cell(x, top, cell_width, cell_height, cls.fill, cls.label);
        sheet.text_at(x + cell_width / 2.0, top + cell_height / 2.0 + 4.5,
                      text::format_count(cls.count, map.language == Language::es),
                      {12.0, to_hex(ink_on(cls.fill)).c_str(), "middle", false, false});
        x += cell_width;
    }
}

/// The steps under the columns; gives back how many lines they need.
std::size_t draw_columns(Sheet& sheet, const ClassSquare& square, double top) {
    std::size_t most = 1;
    double x = square_left + cell_width / 2.0;
    for (const std::string& range : square.right.ranges) {
        const std::vector<std::string> lines = wrap(range, label_size, cell_width - 8.0);
        double baseline = top + line_height + 1.0;
        for (const std::string& line : lines) {
            sheet.text_at(x, baseline, line, {label_size, sheet::quiet, "middle", false, false});
            baseline += line_height;
        }
        most = std::max(most, lines.size());
        x += cell_width;
    }
    return most;
}

}  // namespace

void draw_square(Sheet& sheet, const TileMap& map) {
    const ClassSquare& square = *map.square;
    sheet.move_down(6.0);
    const double top = sheet.y();
    const double height = cell_height * static_cast<double>(square.cells.size());
    const double width = cell_width * static_cast<double>(square.right.ranges.size());
    for (std::size_t row = 0; row < square.cells.size(); ++row) {
        draw_row(sheet, map, row, top + cell_height * static_cast<double>(row));
    }
    const std::size_t lines = draw_columns(sheet, square, top + height);
    const TextLook axis{12.0, sheet::ink, "middle", true, false};
    TextLook upright = axis;
    upright.upright = true;
    sheet.text_at(sheet::margin + 12.0, top + height / 2.0, square.up.label + " →", upright);
    sheet.move_down(height + line_height * static_cast<double>(lines) + 20.0);
    sheet.text_at(square_left + width / 2.0, sheet.y(), square.right.label + " →", axis);
    sheet.move_down(14.0);
}

}  // namespace presencia::emit
