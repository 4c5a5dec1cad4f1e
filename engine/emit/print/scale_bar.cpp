// SPDX-License-Identifier: Apache-2.0
#include "emit/print/scale_bar.hpp"

#include "core/text.hpp"
#include "emit/print/sheet_ink.hpp"
#include "emit/report/chart.hpp"

#include <algorithm>

namespace presencia::emit {

namespace {

/// Sizes in units of the text's size.
constexpr double bar_label_size = 0.85;
constexpr double bar_height = 0.42;
constexpr double arrow_width = 1.1;
constexpr double arrow_height = 1.9;
constexpr double height = 2.9;

std::string number(double value, Language language) {
    std::string out =
        value >= 1000.0 ? text::format_count(value, language == Language::es) : text::format_significant(value);
    if (language == Language::es) std::replace(out.begin(), out.end(), '.', ',');
    return out;
}

}  // namespace

ScaleBar scale_bar(double mm_per_metre, double longest, Language language) {
    ScaleBar bar;
    bar.metres = round_below(longest / mm_per_metre);
    bar.length = bar.metres * mm_per_metre;
    const bool in_km = bar.metres >= 1000.0;
    const double value = in_km ? bar.metres / 1000.0 : bar.metres;
    bar.zero = "0";
    bar.half = number(value / 2.0, language);
    bar.whole = number(value, language) + (in_km ? " km" : " m");
    return bar;
}

double foot_height(SheetSizes sizes) {
    return height * sizes.text;
}

void draw_foot(cairo_t* context, const PaperBox& box, const ScaleBar& bar, const SheetFonts& fonts, SheetSizes sizes) {
    const double s = sizes.text, size = bar_label_size * s;
    const LetterLook look{.size = size, .colour = sheet_ink};
    const double top = box.bottom() - (bar_height + 0.15) * s;
    const auto label = [&](double at, const std::string& text, double align) {
        fonts.regular.draw(context, at - align * fonts.regular.measure(text, size).width, top - 0.45 * s, text, look);
    };
    const double left = box.x + 0.3 * s;
    cairo_rectangle(context, left, top, bar.length / 2.0, bar_height * s);
    set_colour(context, sheet_ink);
    cairo_fill(context);
    cairo_rectangle(context, left, top, bar.length, bar_height * s);
    cairo_set_line_width(context, sizes.unit);
    cairo_stroke(context);
    label(left, bar.zero, 0.0);
    label(left + bar.length / 2.0, bar.half, 0.5);
    // The number ends where the bar does; its unit stands behind it.
    label(left + bar.length, bar.whole,
          fonts.regular.measure(bar.whole.substr(0, bar.whole.rfind(' ')), size).width * 0.5 /
              std::max(1e-9, fonts.regular.measure(bar.whole, size).width));

    const double x = box.right() - 0.8 * s, base = box.bottom() - 0.15 * s;
    cairo_move_to(context, x, base - arrow_height * s);
    cairo_line_to(context, x + 0.5 * arrow_width * s, base);
    cairo_line_to(context, x, base - 0.45 * s);
    cairo_line_to(context, x - 0.5 * arrow_width * s, base);
    cairo_close_path(context);
    set_colour(context, sheet_ink);
    cairo_fill(context);
    fonts.bold.draw(context, x - 0.5 * fonts.bold.measure("N", size).width, base - arrow_height * s - 0.2 * s, "N",
                    {.size = size, .colour = sheet_ink});
}

}  // namespace presencia::emit
