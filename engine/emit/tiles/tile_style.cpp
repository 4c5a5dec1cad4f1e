// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/tile_style.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

namespace presencia::emit {

namespace {

int hex_digit(char c) {
    if (text::is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::optional<Rgb> parse_hex(std::string_view text) {
    if (text.size() != 7 || text[0] != '#') return std::nullopt;
    std::uint8_t channels[3];
    for (std::size_t i = 0; i < 3; ++i) {
        const int high = hex_digit(text[1 + 2 * i]);
        const int low = hex_digit(text[2 + 2 * i]);
        if (high < 0 || low < 0) return std::nullopt;
        channels[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return Rgb{channels[0], channels[1], channels[2]};
}

std::string to_hex(Rgb colour) {
    return fmt::format("#{:02x}{:02x}{:02x}", colour.r, colour.g, colour.b);
}

std::optional<Pattern> parse_pattern(std::string_view text) {
    if (text == "solid") return Pattern::solid;
    if (text == "hatch") return Pattern::hatch;
    if (text == "hatch_back") return Pattern::hatch_back;
    if (text == "dots") return Pattern::dots;
    if (text == "outline") return Pattern::outline;
    return std::nullopt;
}

double at_zoom(const ZoomStops& stops, int zoom) {
    if (stops.empty()) return 0.0;
    if (zoom <= stops.front().first) return stops.front().second;
    for (std::size_t i = 1; i < stops.size(); ++i) {
        if (zoom > stops[i].first) continue;
        const auto [z0, w0] = stops[i - 1];
        const auto [z1, w1] = stops[i];
        return w0 + (w1 - w0) * (zoom - z0) / (z1 - z0);
    }
    return stops.back().second;
}

std::string_view to_string(BorderLevel level) {
    constexpr std::string_view words[border_levels] = {"municipality", "department", "outer", "country"};
    return words[static_cast<std::size_t>(level)];
}

void check_zooms(int min_zoom, int max_zoom) {
    if (min_zoom >= 0 && max_zoom <= highest_zoom && min_zoom <= max_zoom) return;
    throw Error(ErrorCode::study_bad_value, {}, fmt::format("zoom {} to {}: zooms are 0 to {}", min_zoom, max_zoom, highest_zoom));
}

}  // namespace presencia::emit
