// SPDX-License-Identifier: Apache-2.0
#include "emit/print/legend_picture.hpp"

#include "emit/print/legend_blocks.hpp"
#include "emit/print/print_surface.hpp"
#include "emit/print/sheet_ink.hpp"

namespace presencia::emit {

namespace {

constexpr double width_mm = 96.0, margin_mm = 4.0;
constexpr int dpi = 144;

Flow heading(const SheetFonts& fonts, const TileMap& map, SheetSizes sizes) {
    Flow flow(0.0);
    flow.across(std::make_unique<Paragraph>(fonts.bold, map.title, 1.4 * sizes.text, sheet_ink, 0.6 * sizes.text));
    return flow;
}

Flow foot(const SheetFonts& fonts, const TileMap& map, SheetSizes sizes) {
    Flow flow(0.0);
    for (const std::string& note : map.notes) flow.across(std::make_unique<Paragraph>(fonts.regular, note, 0.82 * sizes.text, sheet_quiet, 0.3 * sizes.text));
    if (!map.attribution.empty()) flow.across(std::make_unique<Paragraph>(fonts.regular, map.attribution, 0.82 * sizes.text, sheet_quiet, 0.0));
    return flow;
}

}  // namespace

std::string legend_png(const TileMap& map, const FontFiles& files) {
    const SheetFonts fonts(files);
    const SheetSizes sizes;
    const double width = width_mm - 2.0 * margin_mm;
    const Flow parts[] = {heading(fonts, map, sizes), legend_flow(fonts, map, sizes), foot(fonts, map, sizes)};
    double height = margin_mm;
    for (const Flow& part : parts) height += part.height(width, 1) + 0.8 * sizes.text;
    PrintSurface surface(PrintForm::png, {width_mm, height + margin_mm}, dpi, {map.title, map.subtitle, "presencia"});
    double y = margin_mm;
    for (const Flow& part : parts) {
        part.draw(surface.context(), margin_mm, y, width, 1);
        y += part.height(width, 1) + 0.8 * sizes.text;
    }
    return surface.finish();
}

}  // namespace presencia::emit
