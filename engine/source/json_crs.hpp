// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/json_scan.hpp"

#include <string>

namespace presencia::source {

/// The reference system that an old "crs" member declares, as WKT or "EPSG:4326". GDAL would follow a link over the network,
/// and take WGS 84 where it does not know a name: both would be wrong silently. Throws crs_unknown for a link, and for a
/// name that stands for nothing.
std::string json_crs_text(const JsonCrs& crs, const std::string& shown_name);

}  // namespace presencia::source
