// SPDX-License-Identifier: Apache-2.0
#include "serve/result/painters.hpp"

#include "core/error.hpp"
#include "emit/vector/vector_layers.hpp"

#include <algorithm>

namespace presencia::serve {

const emit::StyledMap* Painters::map(std::string_view style) const {
    const auto at = std::find_if(maps_.begin(), maps_.end(), [&](const emit::StyledMap& one) { return one.map.style_name == style; });
    return at == maps_.end() ? nullptr : &*at;
}

std::shared_ptr<const emit::CoverageGeometry> Painters::coverage() const {
    const std::lock_guard lock(making_coverage_);
    if (!coverage_) coverage_ = emit::coverage_of(store_.table("municipalities"), store_.shapes("municipalities"), 1);
    return coverage_;
}

emit::TilePainter& Painters::raster_painter(std::string_view style) const {
    const emit::StyledMap* styled = map(style);
    if (!styled) throw Error(ErrorCode::internal, {}, "no map of " + std::string(style));
    const std::lock_guard lock(making_raster_);
    std::unique_ptr<emit::TilePainter>& painter = raster_[styled->map.style_name];
    if (!painter) painter = std::make_unique<emit::TilePainter>(coverage(), *styled);
    return *painter;
}

const emit::VectorPainter& Painters::vector_painter() const {
    const std::lock_guard lock(making_vector_);
    if (!vector_) vector_ = std::make_unique<const emit::VectorPainter>(emit::vector_map(emit::vector_input(store_, 1), maps_, coverage(), 1));
    return *vector_;
}

std::string Painters::raster(std::string_view style, int zoom, int x, int y) const {
    return raster_painter(style).tile(zoom, x, y);
}

std::string Painters::vector(int zoom, int x, int y, bool last) const {
    return vector_painter().tile(zoom, x, y, last);
}

}  // namespace presencia::serve
