// SPDX-License-Identifier: Apache-2.0
#include "source/json_crs.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "source/gdal_scope.hpp"
#include "source/ogr_values.hpp"

#include <ogr_spatialref.h>

namespace presencia::source {

namespace {

std::string one_crs_text(const JsonCrs& crs, const Where& where) {
    if (crs.type != "name" || crs.name.empty()) {
        throw Error(ErrorCode::crs_unknown, where, text::clip(crs.type, 80),
                    "only a crs by name is read; GeoJSON without one is longitude and latitude");
    }
    OGRSpatialReference reference;
    const char* const closed[] = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
    if (reference.SetFromUserInput(crs.name.c_str(), closed) != OGRERR_NONE) {
        throw Error(ErrorCode::crs_unknown, where, text::clip(crs.name, 80));
    }
    auto* const handle = OGRSpatialReference::ToHandle(&reference);
    return is_wgs84_degrees(handle) ? "EPSG:4326" : crs_text(handle);
}

}  // namespace

std::string json_crs_text(const JsonSummary& json, const std::string& shown_name) {
    const GdalScope scope(false);
    const Where where{.file = shown_name, .row = 0, .column = "crs"};
    std::string found;
    for (const JsonCrs& crs : json.crs) {
        const std::string text = one_crs_text(crs, where);
        if (!found.empty() && text != found) {
            throw Error(ErrorCode::crs_unknown, where, json.crs.front().name + ", " + crs.name, "one file, one crs");
        }
        found = text;
    }
    return found.empty() ? "EPSG:4326" : found;
}

}  // namespace presencia::source
