// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_style.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace presencia::emit {

/// Measures and colours of the legend, in pixels. Inside the stage only.
namespace sheet {
inline constexpr double width = 360.0;
inline constexpr double margin = 18.0;
inline constexpr auto ink = "#26252d";
inline constexpr auto quiet = "#62616b";
inline constexpr auto rule_colour = "#d9d8d3";
}  // namespace sheet

/// Lines of at most about `room` pixels at `size`: a letter of a sans-serif face is a little over half as wide as it
/// is high. Words longer than a line stand alone.
std::vector<std::string> wrap(std::string_view text, double size, double room);

/// How a line of text is set.
struct TextLook {
    double size = 12.0;
    const char* colour = sheet::ink;
    const char* anchor = "start";  ///< start | middle | end
    bool bold = false;
    bool upright = false;  ///< turned to read from the bottom up
};

/// A legend being written from the top down, as SVG.
class Sheet {
public:
    explicit Sheet(const TileMap& map) : map_(map) {}

    std::string finish() const;

    void paragraph(std::string_view text, double size, const char* colour, bool bold, double gap);
    void rule();
    /// Swatch, label and number of municipalities of one class; `index` makes its pattern's id.
    void row(const TileClass& cls, std::size_t index);

    double y() const noexcept { return y_; }
    void move_down(double by) noexcept { y_ += by; }
    /// One line with its baseline (or the middle of it, by the anchor) at a place.
    void text_at(double x, double y, std::string_view text, const TextLook& look);
    /// A filled cell with a thin rim; `title` is what it says to a pointer or a screen reader.
    void cell(double x, double y, double width, double height, Rgb fill, std::string_view title);

private:
    void swatch(const TileClass& cls, std::size_t index, double top);

    const TileMap& map_;
    std::string defs_, body_;
    double y_ = sheet::margin - 6.0;
};

/// The square of a map of two measures: a cell a class with its number of municipalities, its steps along both sides,
/// and what grows along each. `map.square` is there.
void draw_square(Sheet& sheet, const TileMap& map);

}  // namespace presencia::emit
