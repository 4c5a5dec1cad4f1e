// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/legend.hpp"

#include "core/language.hpp"
#include "emit/tiles/legend_sheet.hpp"

namespace presencia::emit {

std::string_view about_counts(const TileMap& map) {
    return map.square ? tr(map.language, "Número de municipios en las casillas y a la derecha",
                           "Number of municipalities in the cells and on the right")
                      : tr(map.language, "Número de municipios a la derecha", "Number of municipalities on the right");
}

std::size_t classes_in_square(const TileMap& map) {
    std::size_t cells = 0;
    if (map.square) {
        for (const std::vector<int>& row : map.square->cells) cells += row.size();
    }
    return cells;
}

/// Dark or white, whichever stands out more: the sum of channels by their weight in luma decides.
Rgb ink_on(Rgb fill) {
    const double luma = 0.299 * fill.r + 0.587 * fill.g + 0.114 * fill.b;
    return luma < 140.0 ? Rgb{255, 255, 255} : parse_hex(sheet::ink).value_or(Rgb{});
}

std::string legend_svg(const TileMap& map) {
    Sheet sheet(map);
    sheet.paragraph(map.title, 17.0, sheet::ink, true, 2.0);
    sheet.paragraph(map.subtitle, 12.0, sheet::quiet, false, 8.0);
    sheet.paragraph(about_counts(map), 10.0, sheet::quiet, false, 4.0);
    if (map.square) draw_square(sheet, map);
    bool apart = false;
    for (std::size_t i = classes_in_square(map); i < map.classes.size(); ++i) {
        if (map.classes[i].special && !apart && i > 0) sheet.rule();
        apart = apart || map.classes[i].special;
        sheet.row(map.classes[i], i);
    }
    if (!map.notes.empty() || !map.attribution.empty()) sheet.rule();
    for (const std::string& note : map.notes) sheet.paragraph(note, 11.0, sheet::ink, false, 3.0);
    if (!map.attribution.empty()) sheet.paragraph(map.attribution, 10.0, sheet::quiet, false, 0.0);
    return sheet.finish();
}

}  // namespace presencia::emit
