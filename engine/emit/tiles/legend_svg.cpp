// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/hatch.hpp"
#include "emit/tiles/legend.hpp"
#include "emit/tiles/xml_text.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numbers>

namespace presencia::emit {

namespace {

constexpr double width = 360.0;
constexpr double margin = 18.0;
constexpr double swatch_width = 34.0;
constexpr double swatch_height = 20.0;
constexpr double row_height = 28.0;

constexpr auto ink = "#26252d";
constexpr auto quiet = "#62616b";
constexpr auto rule_colour = "#d9d8d3";

/// Lines of at most about `room` pixels at `size`: a letter of a sans-serif face is a little over half as wide as it
/// is high. Words longer than a line stand alone.
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

/// A legend being written from the top down.
class Sheet {
public:
    explicit Sheet(const TileMap& map) : map_(map) {}

    std::string finish() {
        const double height = y_ + margin - 4.0;
        return fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
            "{1:.0f}\" "
            "role=\"img\" aria-labelledby=\"{2}-title\" font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\">\n"
            "<title id=\"{2}-title\">{3}</title>\n<defs>\n{4}</defs>\n"
            "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"#ffffff\"/>\n{5}</svg>\n",
            width, height, xml_text(map_.style_name), xml_text(map_.title), defs_, body_);
    }

    void paragraph(std::string_view text, double size, const char* colour, bool bold, double gap) {
        for (const std::string& line : wrap(text, bold ? size * 1.1 : size, width - 2 * margin)) {
            y_ += size * 1.3;
            body_ +=
                fmt::format("<text x=\"{:.0f}\" y=\"{:.1f}\" font-size=\"{:.0f}\" fill=\"{}\"{}>{}</text>\n", margin,
                            y_ - size * 0.3, size, colour, bold ? " font-weight=\"bold\"" : "", xml_text(line));
        }
        y_ += gap;
    }

    void rule() {
        body_ += fmt::format("<line x1=\"{:.0f}\" y1=\"{:.1f}\" x2=\"{:.0f}\" y2=\"{:.1f}\" stroke=\"{}\"/>\n", margin,
                             y_ + 2.0, width - margin, y_ + 2.0, rule_colour);
        y_ += 10.0;
    }

    void row(const TileClass& cls, std::size_t index) {
        const double room = width - 2 * margin - swatch_width - 12.0 - 40.0;
        const std::vector<std::string> lines = wrap(cls.label, 13.0, room);
        const double height = std::max(row_height, 17.0 * static_cast<double>(lines.size()) + 6.0);
        const double middle = y_ + height / 2.0;
        swatch(cls, index, middle - swatch_height / 2.0);
        const double x = margin + swatch_width + 12.0;
        double baseline = middle + 4.5 - 8.5 * static_cast<double>(lines.size() - 1);
        for (const std::string& line : lines) {
            body_ += fmt::format("<text x=\"{:.0f}\" y=\"{:.1f}\" font-size=\"13\" fill=\"{}\">{}</text>\n", x,
                                 baseline, ink, xml_text(line));
            baseline += 17.0;
        }
        body_ += fmt::format(
            "<text x=\"{:.0f}\" y=\"{:.1f}\" font-size=\"12\" fill=\"{}\" text-anchor=\"end\">{}</text>\n",
            width - margin, middle + 4.5, quiet, text::format_count(cls.count, map_.language == Language::es));
        y_ += height;
    }

private:
    void swatch(const TileClass& cls, std::size_t index, double top) {
        const auto rect = [&](const std::string& fill, double inset, const std::string& stroke) {
            body_ += fmt::format(
                "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"2\" fill=\"{}\"{}/>\n",
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

    /// The pattern of the tiles, line for line and dot for dot.
    static std::string pattern(const TileClass& cls, const std::string& id) {
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

    const TileMap& map_;
    std::string defs_, body_;
    double y_ = margin - 6.0;
};

}  // namespace

std::string legend_svg(const TileMap& map) {
    Sheet sheet(map);
    sheet.paragraph(map.title, 17.0, ink, true, 2.0);
    sheet.paragraph(map.subtitle, 12.0, quiet, false, 8.0);
    sheet.paragraph(
        map.language == Language::es ? "Número de municipios a la derecha" : "Number of municipalities on the right",
        10.0, quiet, false, 4.0);
    bool apart = false;
    for (std::size_t i = 0; i < map.classes.size(); ++i) {
        if (map.classes[i].special && !apart && i > 0) sheet.rule();
        apart = apart || map.classes[i].special;
        sheet.row(map.classes[i], i);
    }
    if (!map.notes.empty() || !map.attribution.empty()) sheet.rule();
    for (const std::string& note : map.notes) sheet.paragraph(note, 11.0, ink, false, 3.0);
    if (!map.attribution.empty()) sheet.paragraph(map.attribution, 10.0, quiet, false, 0.0);
    return sheet.finish();
}

}  // namespace presencia::emit
