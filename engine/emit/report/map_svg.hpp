// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/report/edition.hpp"
#include "emit/report/html.hpp"
#include "emit/tiles/coverage_geometry.hpp"

namespace presencia::emit {

/// Ranks that the map marks with their number, where they fit, and the list beside it names.
inline constexpr std::int64_t marked_ranks = 10;

/// The map of gaps, drawn once for both editions: `shown` is the one that speaks first, the words of `other` wait in data-es and data-en for the switch of languages. Colours, patterns and classes are those
/// of the raster and the legend; borders are simplified once for both neighbours, so they never part. Cost: n log n in the vertices of the boundaries.
void write_map(Html& html, const CoverageGeometry& coverage, const Edition& shown, const Edition& other);

/// A swatch of one class, with the pattern of the map (which must be on the page).
void write_swatch(Html& html, const TileClass& cls, std::size_t index);

}  // namespace presencia::emit
