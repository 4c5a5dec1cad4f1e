// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/published.hpp"
#include "emit/tiles/coverage_geometry.hpp"

#include <filesystem>
#include <string>

/// report.html: what a run found, for people, in one offline page. No network, no file beside it; both languages are in it, the study's is shown first.
namespace presencia::emit {

/// The page. `coverage` must be the municipalities'; `styles` is where the styles of the maps are. Errors: load_style's. Cost: the boundaries' arcs once (n log n), the rest by row.
std::string report_page(const Published& published, const CoverageGeometry& coverage, const std::filesystem::path& styles);

/// The same into a file. Throws output_unwritable, and load_style's errors.
void write_report(const std::filesystem::path& file, const Published& published, const CoverageGeometry& coverage, const std::filesystem::path& styles);

}  // namespace presencia::emit
