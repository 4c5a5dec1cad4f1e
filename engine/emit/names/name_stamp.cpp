// SPDX-License-Identifier: Apache-2.0
#include "emit/names/name_stamp.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

/// The same ink as on paper, on a halo that lets the map through a little.
constexpr Rgb ink{0x26, 0x25, 0x2d};
constexpr Rgb halo_colour{0xff, 0xff, 0xff};
constexpr double halo_opacity = 0.85;

/// Letters and halo are drawn in pure channels, which tells them apart again.
constexpr Rgb letters_channel{255, 0, 0};
constexpr Rgb halo_channel{0, 0, 255};

std::uint8_t level_of(std::uint32_t pixel) {
    const auto step = [](std::uint32_t value, int steps) { return static_cast<int>(std::lround(static_cast<double>(value) * steps / 255.0)); };
    const int letters = step(pixel >> 16 & 255U, letter_levels);
    return static_cast<std::uint8_t>(letters > 0 ? halo_levels + letters : step(pixel >> 24, halo_levels));
}

std::uint8_t mixed(std::uint8_t from, std::uint8_t to, double share) {
    return static_cast<std::uint8_t>(std::lround(from + (to - from) * share));
}

}  // namespace

std::vector<Rgba> name_palette() {
    std::vector<Rgba> colours{{}};
    for (int level = 1; level <= halo_levels; ++level) colours.push_back({halo_colour.r, halo_colour.g, halo_colour.b, static_cast<std::uint8_t>(std::lround(255.0 * halo_opacity * level / halo_levels))});
    for (int level = 1; level <= letter_levels; ++level) {
        const double share = static_cast<double>(level) / letter_levels;
        const double alpha = halo_opacity * (1.0 - share) + share;
        const double of_ink = share / alpha;
        colours.push_back({mixed(halo_colour.r, ink.r, of_ink), mixed(halo_colour.g, ink.g, of_ink), mixed(halo_colour.b, ink.b, of_ink), static_cast<std::uint8_t>(std::lround(255.0 * alpha))});
    }
    return colours;
}

NameStamper::NameStamper(const FontFiles& fonts, int tile_px) : look_(name_look(tile_px)), regular_(fonts.regular), bold_(fonts.bold) {}

double NameStamper::width(const std::string& text, bool department) const {
    return font(department).measure(text, look_.size_of(department)).width;
}

NameStamp NameStamper::draw(const TileName& name) const {
    const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, name.box.width, name.box.height));
    const CairoContext context = context_of(surface);
    const double size = look_.size_of(name.department);
    const Lettering& letters = font(name.department);
    double baseline = look_.halo + size * look_.above;
    for (const std::string& line : name.lines) {
        const double x = 0.5 * (name.box.width - letters.measure(line, size).width);
        letters.draw(context.get(), x, baseline, line, {.size = size, .colour = letters_channel, .halo = look_.halo, .halo_colour = halo_channel});
        baseline += size * look_.next_line;
    }
    cairo_surface_flush(surface.get());
    check_cairo(surface.get(), "a name");
    NameStamp stamp(static_cast<std::size_t>(name.box.width) * static_cast<std::size_t>(name.box.height));
    const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < name.box.height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(pixels + static_cast<std::ptrdiff_t>(y) * stride);
        for (int x = 0; x < name.box.width; ++x) stamp[static_cast<std::size_t>(y) * static_cast<std::size_t>(name.box.width) + static_cast<std::size_t>(x)] = level_of(row[x]);
    }
    return stamp;
}

}  // namespace presencia::emit
