// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/font_files.hpp"
#include "emit/print/paper.hpp"
#include "emit/store.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace presencia::emit {

/// The forms in which a map is printed.
enum class PrintForm : std::uint8_t { png, svg, pdf };

/// By a file name's ending, in any case; nothing where it is none of the three.
std::optional<PrintForm> print_form(const std::filesystem::path& file);

inline constexpr int lowest_dpi = 72;
inline constexpr int highest_dpi = 1200;
/// Pixels of a side, and pixels of a whole picture: what a machine of 2 GB can still hold. (Cairo ends at 32,767 a
/// side.)
inline constexpr int most_side_pixels = 32767;
inline constexpr double most_pixels = 200e6;

/// Pixels of a side at a density.
int print_pixels(double side_mm, int dpi);
/// Whether a picture of that density can be made, and the highest density of which one can.
bool dpi_fits(Paper paper, int dpi);
int most_dpi(Paper paper);

/// A map of a stored result on paper.
struct PrintRequest {
    std::filesystem::path style_file;
    std::filesystem::path shipped_styles;  ///< whose palettes a style without its own leans on
    FontFiles fonts;
    PrintForm form = PrintForm::png;
    Paper paper;
    int dpi = 300;  ///< of PNG; the drawing itself does not depend on it
    Language language = Language::es;
    std::string title;  ///< in the place of the style's where it is not empty
    unsigned threads = 1;
};

/// Where the map lies on its paper, for programs that put something over it: a place of the paper, in millimetres from
/// its upper left corner, is `west` + x * `metres_per_mm`, `north` - y * `metres_per_mm` on the plane of `crs`.
struct PaperPlace {
    std::string crs;  ///< as PROJ reads it
    double metres_per_mm = 0.0, west = 0.0, north = 0.0;
};

struct PrintedMap {
    std::string bytes;
    PaperPlace place;
};

/// The bytes of the file: the map with its title, legend, scale bar, north, period, rule, sources and what was
/// withheld, laid out for the paper. The same layout in all forms, the same bytes for the same store and request.
/// Errors: those of load_style and of Lettering; usage where the paper is too small for the words that must stand on
/// it; internal where a picture is too large (see dpi_fits). Cost: n log n in the vertices of the boundaries, plus the
/// pixels.
PrintedMap print_map(const Store& store, const PrintRequest& request);

}  // namespace presencia::emit
