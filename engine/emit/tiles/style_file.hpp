// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "emit/tiles/tile_style.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace presencia::emit {

/// The same words in the two languages.
struct LocalText {
    std::string es, en;

    const std::string& in(Language language) const { return language == Language::es ? es : en; }
};

/// A class as a style file describes it.
struct StyleClass {
    std::string id;
    LocalText label;
    Rgb fill;
    Pattern pattern = Pattern::solid;
    Rgb pattern_colour;
    bool when_used = false;  ///< in the legend only where a municipality has it
};

enum class StyleKind : std::uint8_t {
    category,  ///< the class is the municipality's category
    quantile,  ///< classes of equal numbers over the known values above zero, zero apart
};

/// A kind of absence and the special class that shows it.
inline constexpr std::size_t absence_kinds = 9;

/// A style file with the palettes that it leans on. It knows no municipality.
struct StyleTemplate {
    std::string name;
    StyleKind kind = StyleKind::category;
    std::string measure;  ///< property that a quantile style classifies, for the reader's information
    LocalText title, subtitle;
    std::vector<StyleClass> classes;  ///< category: in the order of the legend
    std::vector<Rgb> ramp;            ///< quantile: low to high
    StyleClass zero;                  ///< quantile
    std::vector<StyleClass> specials;
    std::array<std::size_t, absence_kinds> special_of{};  ///< by Absence: index into specials
    std::vector<BorderLine> borders;
};

/// Reads a style file and `palettes.toml` beside it. Throws Error: file_missing, study_syntax, study_unknown_key (with
/// the nearest key), study_missing_key, study_bad_value, each with file, line and key.
StyleTemplate load_style(const std::filesystem::path& path);

}  // namespace presencia::emit
