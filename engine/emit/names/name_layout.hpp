// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/names/map_names.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace presencia::emit {

/// Rectangle of whole pixels of one zoom, from the north-west corner of the world.
struct PixelBox {
    std::int64_t x = 0, y = 0;
    int width = 0, height = 0;

    bool overlaps(const PixelBox& other) const { return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height; }
};

/// A name where it stands at one zoom, in one line or two.
struct TileName {
    std::vector<std::string> lines;
    bool department = false;
    PixelBox box;  ///< halo and all
};

/// How names are set, in pixels.
struct NameLook {
    double municipality = 11.0, department = 13.0;  ///< sizes of the letters
    double halo = 1.75;
    double above = 1.1, below = 0.3, next_line = 1.15;  ///< of the size: over the baseline with an accent, under it, and to the next one
    double clearance = 3.0;     ///< between two names

    double size_of(bool department_name) const { return department_name ? department : municipality; }
    /// Of so many lines, without the halo.
    double height(double size, std::size_t lines) const { return size * (above + below + next_line * static_cast<double>(lines - 1)); }
};
NameLook name_look(int tile_px);

/// How wide a line is in pixels.
using MeasureName = std::function<double(const std::string& text, bool department)>;

/// The names that a zoom has room for, in the order of their importance: those that fit into their place, in one line or two, and are clear of all before them. A department's name
/// leaves when its place is wider than a screen. The same names whatever tiles are drawn from them. Cost: linear in the names.
std::vector<TileName> lay_out_names(std::span<const MapName> names, int zoom, int tile_px, const MeasureName& measure);

}  // namespace presencia::emit
