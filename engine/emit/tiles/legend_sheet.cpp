// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/legend_sheet.hpp"

#include "core/text.hpp"
#include "emit/tiles/hatch.hpp"
#include "emit/tiles/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numbers>

namespace presencia::emit {

namespace {

using namespace sheet;

constexpr double swatch_width = 34.0;
constexpr double swatch_height = 20.0;
constexpr double row_height = 28.0;

/// The pattern of the tiles, line for line and dot for dot.
std::string pattern(const TileClass& cls, const std::string& id) {
    const std::string colour = to_hex(cls.pattern_colour);
    if (cls.pattern == Pattern::dots) {
        return fmt::format(
            "<pattern id=\"{0}\" width=\"{1:.0f}\" height=\"{1:.0f}\" patternUnits=\"userSpaceOnUse\" fill=\"{2}\">"
            "<circle cx=\"2\" cy=\"2\" r=\"{3}\"/><circle cx=\"6\" cy=\"6\" r=\"{3}\"/></pattern>\n",
            id, hatch_period_px, colour, dot_radius_px);
    }
    const double across = hatch_period_px / std::numbers::sqrt2;
    return fmt::format(
        "<pattern id=\"{0}\" width=\"{1:.4f}\" height=\"{1:.4f}\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate({2})\"><rect width=\"{3}\" height=\"{1:.4f}\" fill=\"{4}\"/></pattern>\n",
        id, across, cls.pattern == Pattern::hatch ? 45 : -45, hatch_line_px, colour);
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, double size, double room) {
    const auto letters = static_cast<std::size_t>(room / (0.54 * size));
    std::vector<std::string> lines;
    std::string line;
    std::size_t length = 0;
    for (const std::string_view word : text::split(text, ' ')) {
        const auto word_length = static_cast<std::size_t>(std::count_if(
            word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
        if (!line.empty() && length + 1 + word_length > letters) {
            lines.push_back(std::move(line));
            line.clear();
            length = 0;
        }
        if (!line.empty()) line += ' ', ++length;
        line += word;
        length += word_length;
    }
    if (!line.empty()) lines.push_back(std::move(line));
    return lines;
}

std::string Sheet::finish() const {
    const double height = y_ + margin - 4.0;
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
        "{1:.0f}\" "
        "role=\"img\" aria-labelledby=\"{2}-title\" font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\">\n"
        "<title id=\"{2}-title\">{3}</title>\n<defs>\n{4}</defs>\n"
        "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"#ffffff\"/>\n{5}</svg>\n",
        width, height, xml_text(map_.style_name), xml_text(map_.title), defs_, body_);
}

void Sheet::paragraph(std::string_view text, double size, const char* colour, bool bold, double gap) {
    for (const std::string& line : wrap(text, bold ? size * 1.1 : size, width - 2 * margin)) {
        y_ += size * 1.3;
        text_at(margin, y_ - size * 0.3, line, {size, colour, "start", bold, false});
    }
    y_ += gap;
}

void Sheet::rule() {
    body_ += fmt::format("<line x1=\"{:.0f}\" y1=\"{:.1f}\" x2=\"{:.0f}\" y2=\"{:.1f}\" stroke=\"{}\"/>\n", margin,
                         y_ + 2.0, width - margin, y_ + 2.0, rule_colour);
    y_ += 10.0;
}

void Sheet::row(const TileClass& cls, std::size_t index) {
    const double room = width - 2 * margin - swatch_width - 12.0 - 40.0;
    const std::vector<std::string> lines = wrap(cls.label, 13.0, room);
    const double height = std::max(row_height, 17.0 * static_cast<double>(lines.size()) + 6.0);
    const double middle = y_ + height / 2.0;
    swatch(cls, index, middle - swatch_height / 2.0);
    double baseline = middle + 4.5 - 8.5 * static_cast<double>(lines.size() - 1);
    for (const std::string& line : lines) {
        text_at(margin + swatch_width + 12.0, baseline, line, {13.0, ink, "start", false, false});
        baseline += 17.0;
    }
    text_at(width - margin, middle + 4.5, text::format_count(cls.count, map_.language == Language::es),
            {12.0, quiet, "end", false, false});
    y_ += height;
}

void Sheet::text_at(double x, double y, std::string_view text, const TextLook& look) {
    std::string more = look.bold ? " font-weight=\"bold\"" : "";
    if (std::string_view(look.anchor) != "start") more += fmt::format(" text-anchor=\"{}\"", look.anchor);
    if (look.upright) more += fmt::format(" transform=\"rotate(-90 {:.1f} {:.1f})\"", x, y);
    body_ += fmt::format("<text x=\"{:.0f}\" y=\"{:.1f}\" font-size=\"{:.0f}\" fill=\"{}\"{}>{}</text>\n", x, y,
                         look.size, look.colour, more, xml_text(text));
}

void Sheet::cell(double x, double y, double width, double height, Rgb fill, std::string_view title) {
    body_ += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\" stroke=\"#000000\" "
        "stroke-opacity=\"0.18\"><title>{}</title></rect>\n",
        x, y, width, height, to_hex(fill), xml_text(title));
}

void Sheet::swatch(const TileClass& cls, std::size_t index, double top) {
    const auto rect = [&](const std::string& fill, double inset, const std::string& stroke) {
        body_ +=
            fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"2\" fill=\"{}\"{}/>\n",
                        margin + inset, top + inset, swatch_width - 2 * inset, swatch_height - 2 * inset, fill, stroke);
    };
    rect(to_hex(cls.fill), 0.0, "");
    const std::string id = fmt::format("{}-{}", xml_text(map_.style_name), index);
    if (cls.pattern == Pattern::outline) {
        rect("none", 1.0, fmt::format(" stroke=\"{}\" stroke-width=\"2\"", to_hex(cls.pattern_colour)));
    } else if (cls.pattern != Pattern::solid) {
        defs_ += pattern(cls, id);
        rect(fmt::format("url(#{})", id), 0.0, "");
    }
    rect("none", 0.5, " stroke=\"#000000\" stroke-opacity=\"0.18\"");
}

}  // namespace presencia::emit
