// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::emit {

/// An opaque colour, 8 bits a channel, sRGB.
struct Rgb {
    std::uint8_t r = 0, g = 0, b = 0;

    friend bool operator==(const Rgb&, const Rgb&) = default;
};

/// "#rrggbb" to a colour; nothing where the text is not of that form.
std::optional<Rgb> parse_hex(std::string_view text);
/// "#rrggbb", lower case.
std::string to_hex(Rgb colour);

/// How the surface of a class is drawn over its fill. The kinds are what keeps no data, unknown and suppressed apart
/// from every class for readers who see no colour.
enum class Pattern : std::uint8_t {
    solid,
    hatch,       ///< lines rising to the right
    hatch_back,  ///< lines falling to the right
    dots,
    outline,  ///< a line along the inside of the municipality's border
};

std::optional<Pattern> parse_pattern(std::string_view text);

/// Lines or dots over the fill.
constexpr bool has_texture(Pattern pattern) {
    return pattern == Pattern::hatch || pattern == Pattern::hatch_back || pattern == Pattern::dots;
}

/// One class of a map: what it is called and how it looks.
struct TileClass {
    std::string id;     ///< stable word, as "gap_unknown"
    std::string label;  ///< in the map's language
    Rgb fill;
    Pattern pattern = Pattern::solid;
    Rgb pattern_colour;
    bool special = false;  ///< a state (no record, unknown, suppressed ...) and not a value: set apart in the legend
    int count = 0;         ///< municipalities in this class
};

/// One of the two measures of a map that crosses them.
struct SquareAxis {
    std::string name;                 ///< "Need"
    std::string label;                ///< what grows along the axis: "More need"
    std::string property;             ///< of the table of municipalities
    std::vector<double> bounds;       ///< upper bounds of its classes but the last, rising
    std::vector<std::string> ranges;  ///< what each step holds, in the direction of the axis
};

/// How the legend sets out the classes of a map of two measures.
struct ClassSquare {
    SquareAxis up, right;
    std::vector<std::vector<int>> cells;  ///< rows from the top, columns from the left: index into TileMap::classes
};

/// What each municipality looks like, already decided: the renderer knows no measures. Raster, legend and every other
/// form of the map are drawn from the same TileMap, so they cannot differ.
struct TileMap {
    std::string style_name;  ///< a file name's worth of letters: "gap"
    std::string title;
    std::string subtitle;  ///< what is counted, in which unit
    std::string attribution;
    std::vector<std::string> notes;  ///< period, rule, what was withheld: one line of the legend each
    Language language = Language::es;
    std::vector<TileClass> classes;
    std::vector<int> class_of;  ///< by municipality: index into classes, -1 = not drawn
    /// Of a map of one number: upper bounds of its classes but the last, rising; "class_1" is the lowest.
    std::vector<double> bounds;
    std::optional<ClassSquare> square;  ///< of a map of two numbers: its classes come first
};

/// Which line a border is: the highest division that it separates.
enum class BorderLevel : std::uint8_t { municipality, department, outer, country };
inline constexpr int border_levels = 4;
/// "municipality", "department" ...
std::string_view to_string(BorderLevel level);

/// A width in pixels (of a 256 pixel tile) at some zooms, linear between them and constant beyond.
using ZoomStops = std::vector<std::pair<int, double>>;
double at_zoom(const ZoomStops& stops, int zoom);

/// How borders of one level are drawn. A width of zero draws nothing. The casing is a wider line under the core.
struct BorderLine {
    BorderLevel level = BorderLevel::municipality;
    Rgb colour;
    double opacity = 1.0;
    ZoomStops width;
    Rgb casing_colour;
    double casing_opacity = 0.0;
    ZoomStops casing_width;  ///< whole width, core included
};

/// The highest zoom of tiles.
inline constexpr int highest_zoom = 22;
/// Throws Error(study_bad_value) where they are not 0 to highest_zoom, the smaller first.
void check_zooms(int min_zoom, int max_zoom);

/// Zooms, pixels and lines of a pyramid.
struct TilePlan {
    int min_zoom = 4;
    int max_zoom = 10;
    int tile_px = 256;  ///< 256, or 512: the same map at twice the density
    std::vector<BorderLine> borders;
};

/// More classes than this are refused: nobody can tell them apart, and mixes of three classes must fit 16 bits.
inline constexpr int max_tile_classes = 24;

}  // namespace presencia::emit
