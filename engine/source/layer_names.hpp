// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/open.hpp"

#include <string>
#include <vector>

namespace presencia::source {

/// Names of the layers of a file that may hold several: a GeoPackage's tables, a spreadsheet's sheets, a TopoJSON's
/// objects; of which open_rows() would take one by ReadPlan::layer. Empty for every other format. Errors as open_rows().
std::vector<std::string> layer_names(const ReadPlan& plan);

}  // namespace presencia::source
