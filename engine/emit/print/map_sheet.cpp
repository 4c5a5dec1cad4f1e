// SPDX-License-Identifier: Apache-2.0
#include "emit/print/map_sheet.hpp"

#include "core/earth.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "emit/documents.hpp"
#include "emit/maps.hpp"
#include "emit/print/map_painter.hpp"
#include "emit/print/place_names.hpp"
#include "emit/print/print_surface.hpp"
#include "emit/print/scale_bar.hpp"
#include "emit/print/sheet_layout.hpp"
#include "emit/print/sheet_words.hpp"
#include "geo/overlay.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace presencia::emit {

namespace {

/// Room between the outermost border and the edge of the map's box.
constexpr double map_fill = 0.985;
constexpr double longest_bar = 0.24;  ///< of the map's width
constexpr double label_precision = 0.02;

/// What of a result is on the sheet.
struct Subject {
    Table municipalities;
    std::vector<geo::MultiPolygon> shapes;
    std::shared_ptr<const CoverageGeometry> coverage;
    StyledMap styled;
    geo::EqualArea plane;
    PlaneExtent extent;
};

Subject subject_of(const Store& store, const PrintRequest& request) {
    Table municipalities = store.table("municipalities");
    std::vector<geo::MultiPolygon> shapes = store.shapes("municipalities");
    MapContext context = map_context(store.study());
    context.shipped_styles = request.shipped_styles;
    context.language = request.language;
    StyledMap styled = styled_map(request.style_file, municipalities, context);
    auto coverage = coverage_of(municipalities, shapes, request.threads);
    geo::EqualArea plane(geo::middle_of(shapes));
    const PlaneExtent extent = extent_of(*coverage, plane);
    return {std::move(municipalities), std::move(shapes), std::move(coverage),
            std::move(styled),         std::move(plane),  extent};
}

/// The map in the middle of its box, as large as it can be.
PaperFrame frame_in(const PaperBox& box, const PlaneExtent& extent) {
    const double width = std::max(extent.width(), 1.0), height = std::max(extent.height(), 1.0);
    const double scale = map_fill * std::min(box.width / width, box.height / height);
    return {scale, extent.west - 0.5 * (box.width / scale - extent.width()),
            extent.north + 0.5 * (box.height / scale - extent.height())};
}

/// The zoom whose tiles show the world at the size of this paper: borders are as wide as there.
int nearest_zoom(const PaperFrame& frame, double latitude, double unit) {
    const double world =
        2.0 * std::numbers::pi * earth::web_mercator_radius_m * std::cos(latitude / 180.0 * std::numbers::pi);
    return std::clamp(static_cast<int>(std::lround(std::log2(world * frame.mm_per_metre / (256.0 * unit)))), 0,
                      highest_zoom);
}

std::vector<PaperPoint> label_places(const Subject& subject, const PaperFrame& frame, const PaperShapes& paper,
                                     unsigned threads) {
    std::vector<LonLat> at(subject.shapes.size());
    parallel_for(at.size(), std::max(1U, threads),
                 [&](std::size_t m, unsigned) { at[m] = geo::label_point(subject.shapes[m], label_precision); });
    std::vector<PaperPoint> places = paper.inside;
    for (std::size_t m = 0; m < at.size(); ++m) {
        if (at[m].defined()) places[m] = frame.place(subject.plane.forward({at[m].longitude(), at[m].latitude()}));
    }
    return places;
}

PaperPlace place_of(const PaperFrame& frame, const PaperBox& map, const geo::EqualArea& plane) {
    const double metres = 1.0 / frame.mm_per_metre;
    return {plane.wkt(), metres, frame.west - map.x * metres, frame.north + map.y * metres};
}

void draw_map(cairo_t* context, const Subject& subject, const PaperFrame& frame, const SheetLayout& layout,
              const SheetFonts& fonts, unsigned threads) {
    const double unit = layout.sizes.unit;
    const PaperShapes paper = paper_shapes(*subject.coverage, subject.plane, frame, unit);
    const std::vector<PaperPoint> labels = label_places(subject, frame, paper, threads);
    const NameSizes names{0.95 * layout.sizes.text, 0.74 * layout.sizes.text, 0.3 * layout.sizes.text};
    const std::vector<PlacedName> placed = place_names(
        {subject.municipalities, subject.shapes, labels, paper, {0.0, 0.0, layout.map.width, layout.map.height}}, fonts,
        names);
    cairo_save(context);
    cairo_translate(context, layout.map.x, layout.map.y);
    MapPainter(paper, subject.styled.map, subject.styled.plan.borders,
               nearest_zoom(frame, subject.plane.centre().y, unit), unit)
        .paint(context);
    draw_names(context, placed, fonts, names);
    cairo_restore(context);
    draw_foot(context, layout.foot,
              scale_bar(frame.mm_per_metre, longest_bar * layout.foot.width, subject.styled.map.language), fonts,
              layout.sizes);
}

}  // namespace

std::optional<PrintForm> print_form(const std::filesystem::path& file) {
    const std::string ending = text::fold(file.extension().string());
    if (ending == "png") return PrintForm::png;
    if (ending == "svg") return PrintForm::svg;
    if (ending == "pdf") return PrintForm::pdf;
    return std::nullopt;
}

int print_pixels(double side_mm, int dpi) {
    return std::max(1, static_cast<int>(std::lround(side_mm / 25.4 * dpi)));
}

bool dpi_fits(Paper paper, int dpi) {
    const double width = print_pixels(paper.width, dpi), height = print_pixels(paper.height, dpi);
    return width <= most_side_pixels && height <= most_side_pixels && width * height <= most_pixels;
}

int most_dpi(Paper paper) {
    int dpi = highest_dpi;
    while (dpi > 1 && !dpi_fits(paper, dpi)) --dpi;
    return dpi;
}

PrintedMap print_map(const Store& store, const PrintRequest& request) {
    const SheetFonts fonts(request.fonts);
    const Subject subject = subject_of(store, request);
    const SheetWords words = sheet_words(store, subject.styled.map, subject.plane.centre(), request.title);
    const auto contents = [&](SheetSizes sizes) {
        return SheetContents{heading_flow(fonts, words, sizes), legend_flow(fonts, subject.styled.map, sizes),
                             notes_flow(fonts, words, sizes)};
    };
    const std::optional<SheetLayout> layout = lay_out(request.paper, subject.extent, contents);
    if (!layout) {
        throw Error(ErrorCode::usage, {.column = "--size"},
                    std::string(tr(request.language, "no cabe el mapa con sus palabras",
                                   "the map does not fit with its words")),
                    std::string(tr(request.language, "un papel más grande, o un título más corto",
                                   "larger paper, or a shorter title")));
    }
    PrintSurface surface(request.form, request.paper, request.dpi,
                         {words.title, words.subject(), "presencia " + std::string(engine_version())});
    cairo_t* context = surface.context();
    const SheetContents drawn = contents(layout->sizes);
    drawn.heading.draw(context, layout->heading.x, layout->heading.y, layout->heading.width, 1);
    const PaperFrame frame = frame_in(layout->map, subject.extent);
    draw_map(context, subject, frame, *layout, fonts, request.threads);
    drawn.legend.draw(context, layout->legend.x, layout->legend.y, layout->legend.width, layout->legend_columns);
    drawn.notes.draw(context, layout->notes.x, layout->notes.y, layout->notes.width, layout->note_columns);
    return {surface.finish(), place_of(frame, layout->map, subject.plane)};
}

}  // namespace presencia::emit
