// SPDX-License-Identifier: Apache-2.0
#include "emit/print/print_surface.hpp"

#include "core/error.hpp"
#include "emit/tiles/xml_text.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <libdeflate.h>

#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

namespace presencia::emit {

namespace {

constexpr double mm_per_inch = 25.4;
constexpr double points_per_inch = 72.0;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
    try {
        static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    } catch (...) {
        return CAIRO_STATUS_NO_MEMORY;  // no exception may cross Cairo
    }
    return CAIRO_STATUS_SUCCESS;
}

void put32(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift & 0xff));
}

/// The density of a picture goes behind its header (ISO/IEC 15948, 11.3.5.3): dots a metre, both ways.
void add_density(std::string& png, int dpi) {
    constexpr std::size_t header = 8 + 12 + 13;  // signature, and the chunk IHDR
    const auto dots = static_cast<std::uint32_t>(std::lround(dpi / mm_per_inch * 1000.0));
    std::string chunk("pHYs");
    put32(chunk, dots);
    put32(chunk, dots);
    chunk.push_back(1);
    std::string whole;
    put32(whole, static_cast<std::uint32_t>(chunk.size() - 4));
    whole += chunk;
    put32(whole, libdeflate_crc32(0, chunk.data(), chunk.size()));
    png.insert(header, whole);
}

/// Cairo counts its surfaces and writes the number into the drawing; nothing refers to it.
void drop_number(std::string& svg) {
    constexpr std::string_view group = "<g id=\"surface";
    const std::size_t at = svg.find(group);
    if (at == std::string::npos) return;
    const std::size_t digits = at + group.size();
    svg.erase(digits, svg.find('"', digits) - digits);
}

/// A title and a description for screen readers, as the first thing in the drawing.
void add_words(std::string& svg, const DocumentFacts& facts) {
    const std::size_t root = svg.find("<svg");
    const std::size_t end = root == std::string::npos ? root : svg.find('>', root);
    if (end == std::string::npos) throw Error(ErrorCode::internal, {}, "svg: no root");
    svg.insert(end + 1, "\n<title>" + xml_text(facts.title) + "</title>\n<desc>" + xml_text(facts.subject) + "</desc>");
    svg.insert(end, " role=\"img\"");
}

}  // namespace

CairoSurface PrintSurface::make_surface(Paper paper) {
    const double points = points_per_inch / mm_per_inch;
    switch (form_) {
        case PrintForm::png:
            return CairoSurface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, print_pixels(paper.width, dpi_),
                                                           print_pixels(paper.height, dpi_)));
        case PrintForm::svg:
            return CairoSurface(
                cairo_svg_surface_create_for_stream(append, &bytes_, paper.width * points, paper.height * points));
        case PrintForm::pdf:
            return CairoSurface(
                cairo_pdf_surface_create_for_stream(append, &bytes_, paper.width * points, paper.height * points));
    }
    return {};
}

PrintSurface::PrintSurface(PrintForm form, Paper paper, int dpi, DocumentFacts facts)
    : form_(form), dpi_(dpi), facts_(std::move(facts)), surface_(make_surface(paper)) {
    check_cairo(surface_.get(), "surface");
    if (form == PrintForm::svg) cairo_svg_surface_restrict_to_version(surface_.get(), CAIRO_SVG_VERSION_1_1);
    if (form == PrintForm::pdf) {
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, facts_.title.c_str());
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_SUBJECT, facts_.subject.c_str());
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_AUTHOR, facts_.maker.c_str());
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, facts_.maker.c_str());
        // Cairo would write the hour; an empty one is none.
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
    }
    context_ = context_of(surface_);
    const double per_mm = (form == PrintForm::png ? dpi : points_per_inch) / mm_per_inch;
    cairo_scale(context_.get(), per_mm, per_mm);
    cairo_set_source_rgb(context_.get(), 1.0, 1.0, 1.0);
    cairo_paint(context_.get());
}

std::string PrintSurface::finish() {
    check_cairo(context_.get(), "drawing");
    context_.reset();
    if (form_ == PrintForm::png) {
        check_cairo(cairo_surface_write_to_png_stream(surface_.get(), append, &bytes_), "png");
        add_density(bytes_, dpi_);
        return std::move(bytes_);
    }
    cairo_surface_finish(surface_.get());
    check_cairo(surface_.get(), "document");
    if (form_ == PrintForm::svg) {
        drop_number(bytes_);
        add_words(bytes_, facts_);
    }
    return std::move(bytes_);
}

}  // namespace presencia::emit
