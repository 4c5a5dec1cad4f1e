// SPDX-License-Identifier: Apache-2.0
#include "emit/lettering/lettering.hpp"
#include "core/error.hpp"
#include "emit/lettering/font_files.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

using namespace presencia;
using namespace presencia::emit;

namespace {

constexpr int side = 160;

/// A white picture with a line of text, as its bytes.
std::vector<unsigned char> picture(const Lettering& lettering, std::string_view text, const LetterLook& look) {
    const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side));
    const CairoContext context = context_of(surface);
    cairo_set_source_rgb(context.get(), 1.0, 1.0, 1.0);
    cairo_paint(context.get());
    lettering.draw(context.get(), 20.0, 80.0, text, look);
    cairo_surface_flush(surface.get());
    const unsigned char* bytes = cairo_image_surface_get_data(surface.get());
    return {bytes, bytes + static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get())) * side};
}

/// First and last column of the picture that is not white.
std::pair<int, int> inked(const std::vector<unsigned char>& bytes) {
    int first = side, last = -1;
    for (std::size_t i = 0; i < bytes.size(); i += 4) {
        if (bytes[i] == 255 && bytes[i + 1] == 255 && bytes[i + 2] == 255) continue;
        const int x = static_cast<int>(i / 4) % side;
        first = std::min(first, x);
        last = std::max(last, x);
    }
    return {first, last};
}

}  // namespace

TEST_CASE("A line is as wide as the font file says, and grows with its size exactly") {
    const Lettering lettering(default_fonts().regular);
    // DejaVu Sans has 2048 units an em: 'H' is 1540 wide, ascender 1901, descender -483 (its hhea and hmtx tables).
    const TextExtent one = lettering.measure("H", 2048.0);
    CHECK(one.width == Approx(1540.0));
    CHECK(one.ascent == Approx(1901.0));
    CHECK(one.descent == Approx(483.0));
    CHECK(lettering.measure("HH", 10.0).width == Approx(2.0 * 1540.0 / 204.8));
    CHECK(lettering.measure("", 10.0).width == 0.0);
    CHECK(Lettering(default_fonts().bold).measure("Honduras", 10.0).width > lettering.measure("Honduras", 10.0).width);
}

TEST_CASE("Letters stand where they were asked for, with the halo around and under them") {
    const Lettering lettering(default_fonts().regular);
    const auto [first, last] = inked(picture(lettering, "Ñandú", {.size = 24.0}));
    CHECK(first >= 20);
    CHECK(first <= 24);
    CHECK(last <= 20 + static_cast<int>(lettering.measure("Ñandú", 24.0).width) + 1);
    const LetterLook with_halo{.size = 24.0, .halo = 4.0, .halo_colour = {0, 0, 200}};
    const auto [left, right] = inked(picture(lettering, "Ñandú", with_halo));
    CHECK(left == Approx(first - 4).margin(1.0));
    CHECK(right == Approx(last + 4).margin(1.0));
}

TEST_CASE("What the font lacks, what is no UTF-8 and what is no letter is lettered all the same") {
    const Lettering lettering(default_fonts().regular);
    for (const std::string& text :
         {std::string("\xf0\x9f\xa6\x9c"), std::string("\xff\xfe a\xc3"), std::string("a\0b", 3),
          std::string("\xed\xa0\x80"), std::string("漢字 한국"), std::string("e\xcc\x81")}) {
        INFO(text);
        CHECK(lettering.measure(text, 10.0).width > 0.0);
        CHECK(picture(lettering, text, {.halo = 1.0}).size() == side * side * 4);
    }
    CHECK(lettering.measure("a\nb", 10.0).width == lettering.measure("a b", 10.0).width);
    CHECK(lettering
              .measure("a\x01"
                       "b",
                       10.0)
              .width == lettering.measure("ab", 10.0).width);
}

TEST_CASE("A font that is not there or is no font is an error that says what to install") {
    const support::TemporaryFolder folder;
    const auto code = [](const std::filesystem::path& file) {
        try {
            const Lettering lettering(file);
        } catch (const Error& error) {
            CHECK(error.where().file == file.string());
            CHECK(error.hint().find("fonts-dejavu-core") != std::string::npos);
            return error.code();
        }
        return ErrorCode::internal;
    };
    CHECK(code(folder.path() / "none.ttf") == ErrorCode::file_missing);
    CHECK(code(folder.path()) == ErrorCode::file_missing);
    std::ofstream(folder.path() / "text.ttf") << "not a font";
    CHECK(code(folder.path() / "text.ttf") == ErrorCode::file_unreadable);
}

TEST_CASE("Several threads letter at once, each with its own instance, and the same words are the same pixels") {
    const LetterLook look{.size = 20.0, .halo = 2.0};
    const std::vector<unsigned char> expected = picture(Lettering(default_fonts().regular), "Olancho", look);
    std::vector<int> same(4, 0);
    {
        std::vector<std::jthread> threads;
        for (int& count : same) {
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i) {
                    const Lettering own(default_fonts().regular);
                    count += picture(own, "Olancho", look) == expected;
                }
            });
        }
    }
    CHECK(same == std::vector<int>(4, 20));
}
