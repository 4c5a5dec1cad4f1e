// SPDX-License-Identifier: Apache-2.0
#include "emit/print/paper.hpp"
#include "emit/print/map_sheet.hpp"

#include <catch2/catch.hpp>

using namespace presencia::emit;

TEST_CASE("Papers go by name, lying or standing, or by millimetres") {
    const auto is = [](const char* text, double width, double height) {
        INFO(text);
        const std::optional<Paper> paper = parse_paper(text);
        REQUIRE(paper);
        CHECK(paper->width == width);
        CHECK(paper->height == height);
    };
    is("a4", 297.0, 210.0);
    is("A4-Portrait", 210.0, 297.0);
    is("a0-landscape", 1189.0, 841.0);
    is("letter", 279.4, 215.9);
    is("letter-portrait", 215.9, 279.4);
    is("150x105", 150.0, 105.0);
    is(" 297.5X210 ", 297.5, 210.0);
    is("70x2000", 70.0, 2000.0);
}

TEST_CASE("What is no paper, or none that is printed, is nothing") {
    for (const char* text :
         {"", "a7", "a44", "portrait", "-portrait", "a4-upright", "297", "297x", "x210", "297x210x3", "69.9x100",
          "100x2000.1", "nanx100", "infx100", "-100x100", "1e400x100", "100x100mm", "100 x"}) {
        INFO(text);
        CHECK_FALSE(parse_paper(text));
    }
    CHECK(paper_names() == "a0, a1, a2, a3, a4, a5, a6, letter, legal, tabloid");
}

TEST_CASE("The ending of a name decides the form") {
    CHECK(print_form("map.png") == PrintForm::png);
    CHECK(print_form("some.folder/map.SVG") == PrintForm::svg);
    CHECK(print_form("a.b.Pdf") == PrintForm::pdf);
    for (const char* name : {"map", "png", "map.jpeg", "map.png.gz", ".png", ""}) {
        INFO(name);
        CHECK_FALSE(print_form(name));
    }
}

TEST_CASE("A picture that no machine can hold is seen before it is made") {
    // 297 mm are 11.69 inches: 3508 pixels at 300 dots an inch, as every table of paper sizes says.
    CHECK(print_pixels(297.0, 300) == 3508);
    CHECK(print_pixels(210.0, 300) == 2480);
    CHECK(dpi_fits({297.0, 210.0}, 1200));
    CHECK_FALSE(dpi_fits({1189.0, 841.0}, 600));
    const Paper longest{2000.0, 2000.0};
    const int most = most_dpi(longest);
    CHECK(dpi_fits(longest, most));
    CHECK_FALSE(dpi_fits(longest, most + 1));
    CHECK(dpi_fits(longest, lowest_dpi));
}
