// SPDX-License-Identifier: Apache-2.0
#include "emit/print/map_painter.hpp"
#include "emit/print/print_surface.hpp"
#include "tests/unit/print/drawn_sheet.hpp"
#include "tests/unit/tiles/drawn_coverage.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>

using namespace presencia;
using namespace presencia::emit;

namespace {

std::uint32_t word_at(const std::string& bytes, std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
    return out;
}

/// A sheet with words, a legend and its patterns, as the bytes of its file.
std::string sheet(PrintForm form, int dpi) {
    const SheetFonts fonts(default_fonts());
    TileMap map = test::wordy_map(6, false);
    map.classes[1].pattern = Pattern::dots;
    map.classes[2].pattern = Pattern::hatch;
    map.classes[3].pattern = Pattern::outline;
    PrintSurface surface(form, {100.0, 80.0}, dpi, {"Título & más", "<tema>", "presencia"});
    const SheetContents contents = test::wordy_contents(fonts, map, {2.0, 0.2});
    contents.legend.draw(surface.context(), 5.0, 5.0, 60.0, 1);
    return surface.finish();
}

/// Two halves of one colour each, sharing a slanting border, painted without any border line.
std::string two_halves(int pixels, std::string& bytes) {
    const auto left = geo::MultiPolygon{{{{-90, 10}, {-86.3, 10}, {-87.9, 14}, {-90, 14}, {-90, 10}}, {}}};
    const auto right = geo::MultiPolygon{{{{-86.3, 10}, {-84, 10}, {-84, 14}, {-87.9, 14}, {-86.3, 10}}, {}}};
    const test::DrawnCoverage drawn = test::of_shapes({left, right});
    const CoverageGeometry coverage = drawn.geometry();
    const geo::EqualArea plane(geo::middle_of(drawn.shapes));
    const PlaneExtent extent = extent_of(coverage, plane);
    const PaperShapes shapes = paper_shapes(coverage, plane, {pixels / extent.width(), extent.west, extent.north}, 1.0);
    const TileMap map = test::plain_map({{200, 0, 0}, {0, 0, 200}}, {0, 1});
    const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels, pixels));
    const CairoContext context = context_of(surface);
    set_colour(context.get(), {255, 255, 255});
    cairo_paint(context.get());
    MapPainter(shapes, map, {}, 8, 1.0).paint(context.get());
    cairo_surface_flush(surface.get());
    bytes.assign(reinterpret_cast<const char*>(cairo_image_surface_get_data(surface.get())),
                 static_cast<std::size_t>(pixels) * pixels * 4);
    return bytes;
}

}  // namespace

TEST_CASE("The same drawing gives the same bytes in every form, in one process too") {
    for (const PrintForm form : {PrintForm::png, PrintForm::svg, PrintForm::pdf}) {
        const std::string once = sheet(form, 150);
        CHECK(once.size() > 2000);
        CHECK((once == sheet(form, 150)));  // the bytes are too many to be shown
    }
}

TEST_CASE("A picture carries its size and density") {
    const std::string png = sheet(PrintForm::png, 254);
    CHECK(word_at(png, 16) == 1000);  // 100 mm at 10 dots a millimetre
    CHECK(word_at(png, 20) == 800);
    CHECK(png.substr(37, 4) == "pHYs");
    CHECK(word_at(png, 41) == 10000);  // dots a metre
    CHECK(word_at(png, 45) == 10000);
    CHECK(png[49] == 1);
}

TEST_CASE("Documents say what they are, and no hour") {
    const std::string pdf = sheet(PrintForm::pdf, 300), svg = sheet(PrintForm::svg, 300);
    CHECK(pdf.find("/Title") != std::string::npos);
    CHECK(pdf.find("CreationDate") == std::string::npos);
    CHECK(svg.find("<title>Título &amp; más</title>") != std::string::npos);
    CHECK(svg.find("<desc>&lt;tema&gt;</desc>") != std::string::npos);
}

TEST_CASE("No paper shows between neighbours") {
    std::string bytes;
    const int pixels = 200;
    two_halves(pixels, bytes);
    int mixed = 0;
    for (int y = 10; y < 120; ++y) {
        for (int x = 10; x < pixels - 10; ++x) {
            const auto* p = reinterpret_cast<const unsigned char*>(bytes.data()) + 4 * (y * pixels + x);
            INFO(x << " " << y);
            // Blue, green, red. White anywhere would bring green; shares of two colours of 200 sum to 200.
            CHECK(p[1] == 0);
            CHECK(std::abs(p[0] + p[2] - 200) <= 2);
            mixed += p[0] > 5 && p[2] > 5;
        }
    }
    CHECK(mixed > 50);
}
