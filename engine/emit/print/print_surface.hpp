// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/cairo_handles.hpp"
#include "emit/print/map_sheet.hpp"
#include "emit/print/paper.hpp"

#include <string>

namespace presencia::emit {

/// What a document says of itself where its form has a place for it.
struct DocumentFacts {
    std::string title, subject, maker;
};

/// A sheet of paper that is drawn on in millimetres from its upper left corner, white at first, and then becomes the
/// bytes of a file. No clock, no random id: the same drawing gives the same bytes.
class PrintSurface {
public:
    /// `dpi` is used by PNG alone. Throws Error(internal) where Cairo cannot make it.
    PrintSurface(PrintForm form, Paper paper, int dpi, DocumentFacts facts);

    cairo_t* context() const noexcept { return context_.get(); }
    /// Closes the drawing. Throws Error(internal) for what went wrong while drawing.
    std::string finish();

private:
    CairoSurface make_surface(Paper paper);

    PrintForm form_;
    int dpi_;
    DocumentFacts facts_;
    std::string bytes_;
    CairoSurface surface_;
    CairoContext context_;
};

}  // namespace presencia::emit
