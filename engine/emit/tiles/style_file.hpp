// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "emit/tiles/breaks.hpp"
#include "emit/tiles/tile_style.hpp"

#include <array>
#include <filesystem>
#include <optional>
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

/// A property of the table of municipalities, and where a style names it.
struct StyleProperty {
    std::string name;
    Where where;

    bool given() const noexcept { return !name.empty(); }
};

/// What is shown where the study's rule of risk is one of counts, and there may be nobody to divide by.
struct CountsInstead {
    StyleProperty property;
    LocalText subtitle;  ///< of the map
};

/// A property with numbers, and how they become classes.
struct StyleMeasure {
    StyleProperty property;
    BreakRule breaks;
    bool percent = false;            ///< a share in [0, 1] that the legend says in per cent
    std::optional<StyleClass> zero;  ///< where zero is a class of its own
    std::optional<CountsInstead> counts;
};

/// One of the two measures of a bivariate style.
struct StyleAxis {
    StyleMeasure measure;
    LocalText name;        ///< "Need"
    LocalText label;       ///< what grows along the axis: "More need"
    bool falling = false;  ///< the lowest values are at the end of the axis
};

/// Classes along an axis, and colours along a side of the legend's square.
inline constexpr std::size_t axis_classes = 3;

/// Two measures crossed.
struct BivariateStyle {
    StyleAxis up, right;
    /// As the legend shows them: rows from the top, columns from the left.
    std::array<std::array<Rgb, axis_classes>, axis_classes> colours;
};

/// When a value is there and yet not settled by what is on record: a class of its own, never one of the value's.
struct UnsettledRule {
    StyleProperty where;        ///< the property that says so ...
    std::string is;             ///< ... by this value (as Cell::text() writes it)
    StyleProperty other_bound;  ///< or: the other bound of the measure, where it differs
    StyleClass look;
};

enum class StyleKind : std::uint8_t {
    category,   ///< the class is the municipality's category
    classed,    ///< classes of a number
    bivariate,  ///< classes of two numbers, crossed
};

/// A kind of absence and the special class that shows it.
inline constexpr std::size_t absence_kinds = 9;

/// A style file with the palettes that it leans on. It knows no municipality.
struct StyleTemplate {
    std::string name;
    StyleKind kind = StyleKind::category;
    LocalText title, subtitle;
    StyleMeasure measure;             ///< category: its property alone; not of a bivariate style
    StyleProperty at_least_where;     ///< category: a number; above zero the category is only a lower bound, "2+"
    std::vector<StyleClass> classes;  ///< category: in the order of the legend
    std::vector<Rgb> ramp;            ///< classed: low to high
    std::optional<BivariateStyle> bivariate;
    std::optional<UnsettledRule> unsettled;  ///< classed and bivariate
    std::vector<StyleClass> specials;
    std::array<std::size_t, absence_kinds> special_of{};  ///< by Absence: index into specials
    std::vector<BorderLine> borders;
};

/// Reads a style file and `palettes.toml` beside it, or where there is none the one in the folder `shipped`. Throws Error: file_missing, study_syntax, study_unknown_key (with
/// the nearest key), study_missing_key, study_wrong_type, study_bad_value, each with file, line and key.
StyleTemplate load_style(const std::filesystem::path& path, const std::filesystem::path& shipped = {});

}  // namespace presencia::emit
