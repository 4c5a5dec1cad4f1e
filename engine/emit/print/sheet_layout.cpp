// SPDX-License-Identifier: Apache-2.0
#include "emit/print/sheet_layout.hpp"

#include "emit/print/scale_bar.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

/// On A4: words of 8 points and a pixel of a fifth of a millimetre; larger and smaller papers are read from further and
/// nearer.
constexpr double a4_side = 249.7;  // the side of a square of its area
constexpr double a4_text = 2.8;
constexpr double a4_unit = 0.2;
constexpr double growth = 0.8;
constexpr double smallest_text = 1.55;
constexpr double shrink_steps[] = {1.0, 0.92, 0.85, 0.78, 0.72, 0.66};
/// The map's box takes at least this part of the paper before words shrink, and at the end at least the second.
constexpr double good_share = 0.38, least_share = 0.16;
/// Sizes in units of the text's size.
constexpr double margin = 2.6, gap = 1.6;
constexpr double narrowest_legend = 18.0, widest_legend = 28.0;
constexpr double legend_column = 24.0;  ///< below the map
constexpr double note_column = 46.0;

/// How large the map is in a box: millimetres a metre.
double scale_in(const PaperBox& box, const PlaneExtent& extent) {
    if (box.width <= 0.0 || box.height <= 0.0) return 0.0;
    return std::min(box.width / std::max(extent.width(), 1.0), box.height / std::max(extent.height(), 1.0));
}

double area(const PaperBox& box) {
    return box.width > 0.0 && box.height > 0.0 ? box.width * box.height : 0.0;
}

/// One try: everything at one size of words.
class Attempt {
public:
    Attempt(Paper paper, const SheetContents& contents, SheetSizes sizes) : contents_(contents), text_(sizes.text) {
        base_.sizes = sizes;
        base_.margin = margin * text_;
        const double inner = paper.width - 2.0 * base_.margin;
        base_.heading = {base_.margin, base_.margin, inner, contents.heading.height(inner, 1)};
        base_.note_columns = std::clamp(static_cast<int>(inner / (note_column * text_)), 1, 3);
        const double notes = contents.notes.height(inner, base_.note_columns);
        base_.notes = {base_.margin, paper.height - base_.margin - notes, inner, notes};
        const double top = base_.heading.bottom() + gap * text_;
        middle_ = {base_.margin, top, inner, base_.notes.y - gap * text_ - top};
    }

    /// With the legend on the right, as narrow as the rows allow.
    SheetLayout beside(double legend_width) const {
        SheetLayout layout = base_;
        const double height = contents_.legend.height(legend_width, 1);
        layout.legend = {middle_.right() - legend_width, middle_.y, legend_width, height};
        set_map(layout, {middle_.x, middle_.y, middle_.width - legend_width - gap * text_,
                         height <= middle_.height ? middle_.height : 0.0});
        return layout;
    }

    SheetLayout below(int columns) const {
        SheetLayout layout = base_;
        layout.legend_columns = columns;
        const double height = contents_.legend.height(middle_.width, columns);
        layout.legend = {middle_.x, middle_.bottom() - height, middle_.width, height};
        set_map(layout, {middle_.x, middle_.y, middle_.width, middle_.height - height - gap * text_});
        return layout;
    }

    double width() const { return middle_.width; }

private:
    void set_map(SheetLayout& layout, const PaperBox& room) const {
        const double foot = foot_height(layout.sizes);
        layout.map = {room.x, room.y, room.width, room.height - foot - 0.4 * text_};
        layout.foot = {room.x, room.bottom() - foot, room.width, foot};
    }

    const SheetContents& contents_;
    double text_;
    SheetLayout base_;
    PaperBox middle_;
};

}  // namespace

SheetSizes sizes_for(Paper paper) {
    const double factor = std::pow(std::sqrt(paper.width * paper.height) / a4_side, growth);
    return {std::max(smallest_text, a4_text * factor), a4_unit * std::max(factor, smallest_text / a4_text)};
}

std::optional<SheetLayout> lay_out(Paper paper, const PlaneExtent& extent,
                                   const std::function<SheetContents(SheetSizes)>& contents) {
    const SheetSizes full = sizes_for(paper);
    std::optional<SheetLayout> best;
    const auto share = [&](const SheetLayout& layout) { return area(layout.map) / (paper.width * paper.height); };
    for (const double step : shrink_steps) {
        const SheetSizes sizes{full.text * step, full.unit};
        const SheetContents made = contents(sizes);
        const Attempt attempt(paper, made, sizes);
        std::optional<SheetLayout> largest;
        const auto consider = [&](const SheetLayout& layout) {
            // A little more map is not worth words in narrower columns: the first that comes near stays.
            if (!largest || scale_in(layout.map, extent) > 1.02 * scale_in(largest->map, extent)) largest = layout;
        };
        for (double width = widest_legend; width >= narrowest_legend; width -= 1.0) {
            if (width * sizes.text < 0.5 * attempt.width()) consider(attempt.beside(width * sizes.text));
        }
        const int most = std::clamp(static_cast<int>(attempt.width() / (legend_column * sizes.text)), 1, 4);
        for (int columns = most; columns >= 1; --columns) consider(attempt.below(columns));
        if (!largest) continue;
        if (!best || share(*largest) > share(*best)) best = largest;
        if (share(*best) >= good_share) break;
    }
    if (!best || share(*best) < least_share) return std::nullopt;
    return best;
}

}  // namespace presencia::emit
