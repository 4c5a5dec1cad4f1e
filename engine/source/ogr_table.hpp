// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/database.hpp"
#include "source/json_scan.hpp"
#include "source/open.hpp"
#include "source/vector_format.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace presencia::source {

/// One layer of an opened file, and what is known of it before its first feature is read.
struct OgrTable {
    Dataset dataset;
    std::unique_ptr<void, ReleaseRows> query_rows;  ///< of a database query; goes before the dataset
    OGRLayerH layer = nullptr;  ///< lives with the dataset
    bool id_column = false;     ///< the first column is the table's key, which OGR keeps apart from its fields
    std::vector<std::string> columns;
    bool has_geometry = false;
    std::string crs;
    std::int64_t features = -1;        ///< how many there should be, -1 where only the end can tell
    bool features_certain = false;     ///< `features` was counted or is in the header: fewer is a broken file
    std::int64_t header_rows = 0;      ///< of a spreadsheet: rows read to find the names of its columns
    std::vector<std::int64_t> absent;  ///< numbers from 1 of features that OGR passes over, in order
};

/// A feature without a value in any field: a blank row of a sheet.
bool is_blank(OGRFeatureH feature);

/// Opens the plan's layer with the format's drivers. `json`: what scan_json() found, null for other formats.
/// Errors: those of open_database(), file_not_geodata, file_unreadable, file_empty (no layer), file_layer_ambiguous, crs_unknown.
OgrTable open_table(const ReadPlan& plan, const VectorFormat& format, const JsonSummary* json, GdalScope& scope);

}  // namespace presencia::source
