// SPDX-License-Identifier: Apache-2.0
#include "emit/print/legend_blocks.hpp"

#include "core/text.hpp"
#include "emit/print/legend_square_block.hpp"
#include "emit/print/map_painter.hpp"
#include "emit/print/sheet_ink.hpp"
#include "emit/tiles/legend.hpp"

#include <algorithm>
#include <memory>

namespace presencia::emit {

namespace {

/// Sizes in units of the text's size.
constexpr double block_swatch_width = 2.3;
constexpr double block_swatch_height = 1.35;
constexpr double swatch_gap = 0.7;
constexpr double count_room = 2.9;
constexpr double line_step = 1.28;
constexpr double row_gap = 0.35;
constexpr double widest_row = 28.0;  ///< beyond, a number is too far from its label

/// Swatch, label and number of municipalities of one class.
class ClassRow final : public Block {
public:
    ClassRow(const SheetFonts& fonts, const TileClass& cls, Language language, SheetSizes sizes)
        : fonts_(fonts), cls_(cls), count_(text::format_count(cls.count, language == Language::es)), sizes_(sizes) {}

    double height(double width) const override {
        return sizes_.text * (row_gap + std::max(block_swatch_height, line_step * static_cast<double>(lines(width).size())));
    }

    void draw(cairo_t* context, double x, double y, double width) const override {
        const double s = sizes_.text;
        const std::vector<std::string> words = lines(width);
        const double middle = y + 0.5 * (height(width) - row_gap * s);
        swatch(context, {x, middle - 0.5 * block_swatch_height * s, block_swatch_width * s, block_swatch_height * s});
        double baseline = middle + 0.36 * s - 0.5 * line_step * s * (static_cast<double>(words.size()) - 1.0);
        const double first = baseline;
        for (const std::string& line : words) {
            fonts_.regular.draw(context, x + (block_swatch_width + swatch_gap) * s, baseline, line,
                                {.size = s, .colour = sheet_ink});
            baseline += line_step * s;
        }
        const double room = fonts_.regular.measure(count_, s).width;
        fonts_.regular.draw(context, x + std::min(width, widest_row * s) - room,
                            0.5 * (first + baseline - line_step * s), count_, {.size = s, .colour = sheet_quiet});
    }

private:
    std::vector<std::string> lines(double width) const {
        return wrap_measured(
            fonts_.regular, cls_.label, sizes_.text,
            std::min(width, widest_row * sizes_.text) - (block_swatch_width + swatch_gap + count_room) * sizes_.text);
    }

    void swatch(cairo_t* context, const PaperBox& box) const {
        cairo_save(context);
        cairo_rectangle(context, box.x, box.y, box.width, box.height);
        set_colour(context, cls_.fill);
        cairo_fill_preserve(context);
        cairo_clip(context);
        if (has_texture(cls_.pattern)) paint_texture(context, cls_, box, sizes_.unit);
        cairo_restore(context);
        const bool rim = cls_.pattern == Pattern::outline;
        const double line = (rim ? 2.0 : 0.8) * sizes_.unit;
        cairo_rectangle(context, box.x + line / 2.0, box.y + line / 2.0, box.width - line, box.height - line);
        set_colour(context, rim ? cls_.pattern_colour : sheet_quiet);
        cairo_set_line_width(context, line);
        cairo_stroke(context);
    }

    const SheetFonts& fonts_;
    const TileClass& cls_;
    std::string count_;
    SheetSizes sizes_;
};

/// What sets the states that are not values apart.
class Apart final : public Block {
public:
    explicit Apart(SheetSizes sizes) : sizes_(sizes) {}
    bool separates() const override { return true; }
    double height(double) const override { return 0.9 * sizes_.text; }
    void draw(cairo_t* context, double x, double y, double width) const override {
        cairo_move_to(context, x, y + 0.3 * sizes_.text);
        cairo_line_to(context, x + std::min(width, widest_row * sizes_.text), y + 0.3 * sizes_.text);
        set_colour(context, sheet_rule);
        cairo_set_line_width(context, sizes_.unit);
        cairo_stroke(context);
    }

private:
    SheetSizes sizes_;
};

}  // namespace

Flow legend_flow(const SheetFonts& fonts, const TileMap& map, SheetSizes sizes) {
    Flow flow(1.6 * sizes.text);
    flow.across(std::make_unique<Paragraph>(fonts.bold, map.subtitle, sizes.text, sheet_ink, 0.25 * sizes.text));
    flow.across(std::make_unique<Paragraph>(fonts.regular, std::string(about_counts(map)), 0.82 * sizes.text,
                                            sheet_quiet, 0.6 * sizes.text));
    if (map.square) flow.add(std::make_unique<SquareBlock>(fonts, map, sizes));
    bool apart = false;
    for (std::size_t i = classes_in_square(map); i < map.classes.size(); ++i) {
        if (map.classes[i].special && !apart && i > 0) flow.add(std::make_unique<Apart>(sizes));
        apart = apart || map.classes[i].special;
        flow.add(std::make_unique<ClassRow>(fonts, map.classes[i], map.language, sizes));
    }
    return flow;
}

}  // namespace presencia::emit
