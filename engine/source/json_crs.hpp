// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/json_scan.hpp"

#include <string>

namespace presencia::source {

/// The reference system of a GeoJSON or TopoJSON file, as WKT or "EPSG:4326", which it is where none is declared (RFC
/// 7946, section 4). To be asked before GDAL opens the file: GDAL follows a link over the network, and takes WGS 84
/// where it does not know a name. Throws crs_unknown for a link, for a name that stands for nothing, and where members
/// disagree.
std::string json_crs_text(const JsonSummary& json, const std::string& shown_name);

}  // namespace presencia::source
