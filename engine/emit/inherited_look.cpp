// SPDX-License-Identifier: Apache-2.0
#include "emit/inherited_look.hpp"

#include <algorithm>

namespace presencia::emit {

namespace {

// What a municipality inherits, or takes from what it inherits.
constexpr std::string_view inherited[] = {"gap_class", "rate", "rate_low", "rate_high", "rate_eb", "at_risk"};

/// A shade of the fill that shows on it: darker on light ones, lighter on dark ones.
Rgb line_on(Rgb fill) {
    const int lightness = (299 * fill.r + 587 * fill.g + 114 * fill.b) / 1000;
    const auto shade = [&](std::uint8_t v) { return static_cast<std::uint8_t>(lightness > 110 ? v * 55 / 100 : v + (255 - v) * 50 / 100); };
    return {shade(fill.r), shade(fill.g), shade(fill.b)};
}

}  // namespace

void hatch_inherited(const StyleTemplate& style, const Table& municipalities, TileMap& map) {
    const std::string& property = (style.bivariate ? style.bivariate->up.measure : style.measure).property.name;
    if (std::find(std::begin(inherited), std::end(inherited), property) == std::end(inherited)) return;
    bool any = false;
    for (std::size_t m = 0; m < municipalities.rows.size() && !any; ++m) any = municipalities.at(m, "risk_level").text() == "department";
    if (!any) return;
    for (TileClass& look : map.classes) {
        const bool plain = look.pattern == Pattern::solid || look.pattern == Pattern::outline;
        if (look.special || !plain) continue;
        look.pattern = Pattern::hatch_back;
        look.pattern_colour = line_on(look.fill);
    }
}

}  // namespace presencia::emit
