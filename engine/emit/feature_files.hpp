// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/wkb.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace presencia::emit {

/// One row of a table with geometry: cells in the order of the table's columns, all text.
struct FeatureRow {
    std::vector<std::string> cells;
    geo::RawGeometry geometry;  ///< longitude/latitude; none: the row has no place
};

/// A table of rows with points or polygons.
struct FeatureTable {
    std::string name;
    std::vector<std::string> columns;
    std::vector<FeatureRow> rows;
};

/// RFC 7946. Coordinates have the fewest digits that read back as the same number; empty cells are null.
std::string features_geojson(const FeatureTable& table);
/// A GeoPackage with one layer in EPSG:4326. Throws output_unwritable.
void write_features_geopackage(const std::filesystem::path& file, const FeatureTable& table);

}  // namespace presencia::emit
