// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string>

namespace presencia::source {

/// One field of a feature as text, "" for null: whole numbers exactly (also those stored as reals), other reals as the
/// shortest text that reads back the same, dates in ISO 8601, true and false as words, lists joined by '|'.
/// An integer at the end of 64 bits is written with '>' or '<': GDAL puts larger ones of a JSON file there without a
/// word, and a wrong code must not pass for a right one.
std::string field_text(OGRFeatureH feature, int field);

/// A real number as above.
std::string real_text(double value);

/// The reference system as WKT, "" where there is none or the file says "undefined".
std::string crs_text(OGRSpatialReferenceH reference);

/// True for longitude and latitude on WGS 84 under one of its two names, EPSG:4326 and OGC:CRS84.
bool is_wgs84_degrees(OGRSpatialReferenceH reference);

}  // namespace presencia::source
