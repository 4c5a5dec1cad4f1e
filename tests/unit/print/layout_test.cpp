// SPDX-License-Identifier: Apache-2.0
#include "emit/print/sheet_layout.hpp"
#include "tests/unit/print/drawn_sheet.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace presencia;
using namespace presencia::emit;
using namespace presencia::test;

namespace {

std::array<PaperBox, 5> boxes(const SheetLayout& layout) {
    return {layout.heading, layout.map, layout.foot, layout.legend, layout.notes};
}

void sound(Paper paper, const SheetLayout& layout, const SheetContents& made) {
    const double margin = layout.margin;
    const PaperBox inner{margin, margin, paper.width - 2.0 * margin, paper.height - 2.0 * margin};
    const auto all = boxes(layout);
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO("box " << i);
        CHECK(all[i].width > 0.0);
        CHECK(all[i].height > 0.0);
        CHECK(inner.holds(all[i]));
        for (std::size_t k = i + 1; k < all.size(); ++k) CHECK_FALSE(all[i].overlaps(all[k]));
    }
    CHECK(made.heading.height(layout.heading.width, 1) <= layout.heading.height + 1e-6);
    CHECK(made.legend.height(layout.legend.width, layout.legend_columns) <= layout.legend.height + 1e-6);
    CHECK(made.notes.height(layout.notes.width, layout.note_columns) <= layout.notes.height + 1e-6);
}

}  // namespace

TEST_CASE(
    "On every paper, for every shape of a country and every kind of legend, nothing overlaps or leaves the paper") {
    const SheetFonts fonts(default_fonts());
    int laid_out = 0;
    for (const char* name : {"a6", "a6-portrait", "a5", "a5-portrait", "a4", "a4-portrait", "a3", "a1", "a0-portrait",
                             "letter", "300x120", "120x300"}) {
        const Paper paper = *parse_paper(name);
        for (const PlaneExtent& extent :
             {PlaneExtent{0, 0, 6e5, 4e5}, PlaneExtent{0, 0, 2e5, 2e6}, PlaneExtent{0, 0, 3e6, 2e5}, PlaneExtent{}}) {
            for (const bool crossed : {false, true}) {
                INFO(name << " " << extent.width() << " x " << extent.height() << (crossed ? " crossed" : ""));
                const TileMap map = wordy_map(crossed ? 12 : 7, crossed);
                const auto contents = [&](SheetSizes sizes) { return wordy_contents(fonts, map, sizes); };
                const auto layout = lay_out(paper, extent, contents);
                if (!layout) {
                    CHECK(paper.width * paper.height < 21000.0);  // a card may be too small for so many words
                    continue;
                }
                ++laid_out;
                sound(paper, *layout, contents(layout->sizes));
            }
        }
    }
    CHECK(laid_out >= 80);
}

TEST_CASE("The legend stands where it leaves the map larger: beside a high country on lying paper, below a wide one") {
    const SheetFonts fonts(default_fonts());
    const TileMap map = wordy_map(6, false);
    const auto contents = [&](SheetSizes sizes) { return wordy_contents(fonts, map, sizes); };
    const auto high = lay_out(*parse_paper("a4"), {0, 0, 4e5, 6e5}, contents);
    REQUIRE(high);
    CHECK(high->legend.x >= high->map.right());
    const auto wide = lay_out(*parse_paper("a4-portrait"), {0, 0, 6e5, 4e5}, contents);
    REQUIRE(wide);
    CHECK(wide->legend.y >= wide->map.bottom());
}

TEST_CASE("Words are larger on larger paper, and can be read on the smallest") {
    double before = 0.0;
    for (const char* name : {"a6", "a5", "a4", "a3", "a2", "a1", "a0"}) {
        const SheetSizes sizes = sizes_for(*parse_paper(name));
        CHECK(sizes.text > before);
        before = sizes.text;
    }
    // 4.4 points, times 0.78 for notes: still larger than the print of a banknote.
    CHECK(sizes_for({70.0, 70.0}).text >= 1.55);
}

TEST_CASE("Paper that has no room for its words has no layout") {
    const SheetFonts fonts(default_fonts());
    const TileMap map = wordy_map(24, false);
    CHECK_FALSE(
        lay_out({70.0, 70.0}, {0, 0, 1e5, 1e5}, [&](SheetSizes sizes) { return wordy_contents(fonts, map, sizes); }));
}
