// SPDX-License-Identifier: Apache-2.0
#include "source/json_crs.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "source/ogr_values.hpp"

#include <ogr_spatialref.h>

namespace presencia::source {

std::string json_crs_text(const JsonCrs& crs, const std::string& shown_name) {
    const Where where{.file = shown_name, .row = 0, .column = "crs"};
    if (crs.type != "name" || crs.name.empty()) {
        throw Error(ErrorCode::crs_unknown, where, crs.type, "only a crs by name is read; GeoJSON without crs is longitude and latitude");
    }
    OGRSpatialReference reference;
    const char* const closed[] = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
    if (reference.SetFromUserInput(crs.name.c_str(), closed) != OGRERR_NONE) {
        throw Error(ErrorCode::crs_unknown, where, text::clip(crs.name, 80));
    }
    auto* const handle = OGRSpatialReference::ToHandle(&reference);
    return is_wgs84_degrees(handle) ? "EPSG:4326" : crs_text(handle);
}

}  // namespace presencia::source
