// SPDX-License-Identifier: Apache-2.0
#include "source/ogr_table.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "source/column_names.hpp"
#include "source/joined_header.hpp"
#include "source/json_crs.hpp"
#include "source/ogr_values.hpp"

#include <string_view>
#include <utility>

namespace presencia::source {
namespace {

Dataset open_dataset(const ReadPlan& plan, const VectorFormat& format, const GdalScope& scope) {
    std::vector<const char*> drivers = format.drivers;
    drivers.push_back(nullptr);
    std::vector<const char*> options;
    const std::string encoding = "ENCODING=" + plan.encoding;
    if (format.family == VectorFamily::shapefile && !plan.encoding.empty()) {
        options.push_back(encoding.c_str());
    }
    options.push_back(nullptr);
    Dataset dataset(GDALOpenEx(plan.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                               drivers.data(), options.data(), nullptr));
    if (!dataset) {
        const bool stranger = scope.message().empty() || scope.message().find("not recognized as") != std::string::npos;
        // JSON has been found to be sound before: what GDAL does not like then is its shape.
        const bool other_format = stranger || format.family == VectorFamily::json;
        throw Error(other_format ? ErrorCode::file_not_geodata : ErrorCode::file_unreadable, {.file = plan.shown_name},
                    stranger ? "" : scope.message());
    }
    return dataset;
}

/// The layer that the plan names, or the only one.
OGRLayerH choose_layer(GDALDatasetH dataset, const ReadPlan& plan) {
    std::vector<std::string> names;
    OGRLayerH only = nullptr;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        const std::string name = OGR_L_GetName(layer);
        if (!plan.layer.empty() && name == plan.layer) {
            return layer;
        }
        if (name == "layer_styles") {
            continue;  // QGIS keeps its styles there
        }
        names.push_back(name);
        only = layer;
    }
    const Where where{.file = plan.shown_name};
    if (names.empty()) {
        throw Error(ErrorCode::file_empty, where);
    }
    const std::string all = text::clip(text::join(names, ", "), 400);
    if (!plan.layer.empty()) {
        const std::string near = text::nearest(plan.layer, names);
        throw Error(ErrorCode::file_layer_ambiguous, where, "'" + plan.layer + "' / " + all,
                    near.empty() ? "" : "layer = \"" + near + "\"");
    }
    if (names.size() > 1) {
        throw Error(ErrorCode::file_layer_ambiguous, where, all, "name one: layer = \"" + names.front() + "\"");
    }
    return only;
}

void name_columns(OgrTable& table, VectorFamily family, const std::string& shown_name) {
    const char* const id_column = OGR_L_GetFIDColumn(table.layer);
    const bool tables = family == VectorFamily::geopackage || family == VectorFamily::database;
    if (tables && id_column != nullptr && *id_column != '\0') {
        table.id_column = true;  // a table's key may well be the municipality's code
        table.columns.emplace_back(id_column);
    }
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(table.layer);
    constexpr int most_fields = 1024;
    if (OGR_FD_GetFieldCount(definition) > most_fields) {
        throw Error(ErrorCode::file_limit, {.file = shown_name}, std::to_string(OGR_FD_GetFieldCount(definition)) + " columns");
    }
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
        table.columns.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    }
    table.columns = distinct_names(std::move(table.columns));
}

/// Cells of the first row of a sheet from `line` on that is not blank; leaves the layer behind it.
std::vector<std::string> sheet_row(OgrTable& table, const ReadPlan& plan, std::int64_t line) {
    for (;;) {
        const Feature row(OGR_L_GetNextFeature(table.layer));
        if (!row) {
            throw Error(ErrorCode::file_empty, {.file = plan.shown_name, .row = line});
        }
        ++table.header_rows;
        if (OGR_F_GetFID(row.get()) < line || is_blank(row.get())) {
            continue;
        }
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            cells.push_back(field_text(row.get(), static_cast<int>(i)));
        }
        return cells;
    }
}

/// Names the columns of a sheet by the plan's row (the first that is not blank where it names none), or by the two that it joins, and leaves the layer behind them.
/// What stands above, titles, is passed over.
void read_sheet_header(OgrTable& table, const ReadPlan& plan) {
    if (!plan.columns.empty()) {
        std::vector<std::string> names = plan.columns;
        names.resize(table.columns.size());
        table.columns = distinct_names(std::move(names));
        return;
    }
    if (plan.header_line == ReadPlan::no_header) {
        table.columns = distinct_names(std::vector<std::string>(table.columns.size()));
        return;
    }
    const bool joined = plan.upper_header_line > 0;
    const std::vector<std::string> upper = joined ? sheet_row(table, plan, plan.upper_header_line) : std::vector<std::string>{};
    const std::vector<std::string> names = sheet_row(table, plan, joined ? 0 : plan.header_line);
    table.columns = distinct_names(joined ? joined_header(upper, names) : names);
}

void count_features(OgrTable& table, VectorFamily family, const JsonSummary* json) {
    if (family == VectorFamily::database) {
        return;  // counting costs as much as reading, and others may write meanwhile
    }
    table.features = OGR_L_GetFeatureCount(table.layer, FALSE);
    // FlatGeobuf ends its stream silently where the file does; its header knows better, and says 0 where it does not
    // know.
    table.features_certain = family == VectorFamily::flatgeobuf && table.features > 0;
    if (json == nullptr) {
        return;
    }
    if (json->documents > 1) {
        table.features = json->documents;
        table.features_certain = true;
        return;
    }
    const bool topojson = std::string_view(GDALGetDescription(GDALGetDatasetDriver(table.dataset.get()))) == "TopoJSON";
    const std::string object = topojson ? OGR_L_GetName(table.layer) : "";
    for (const JsonFeatures& list : json->lists) {
        if (list.object == object) {
            table.features = list.count;
            table.features_certain = true;
            table.absent = list.absent;
        }
    }
}

}  // namespace

bool is_blank(OGRFeatureH feature) {
    for (int i = 0; i < OGR_F_GetFieldCount(feature); ++i) {
        if (OGR_F_IsFieldSetAndNotNull(feature, i) && !text::trim(OGR_F_GetFieldAsString(feature, i)).empty()) {
            return false;
        }
    }
    return true;
}

OgrTable open_table(const ReadPlan& plan, const VectorFormat& format, const JsonSummary* json, GdalScope& scope) {
    OgrTable table;
    if (json != nullptr) {
        table.crs = json_crs_text(*json, plan.shown_name);
    }
    if (plan.database) {
        DatabaseRows rows = open_database(plan, scope);
        table.dataset = std::move(rows.connection);
        table.query_rows = std::move(rows.of_query);
        table.layer = rows.layer;
    } else {
        table.dataset = open_dataset(plan, format, scope);
        table.layer = choose_layer(table.dataset.get(), plan);
    }
    name_columns(table, format.family, plan.shown_name);
    // A GeoJSON whose features all lack a geometry is still geodata: each of them is missing one.
    table.has_geometry = json != nullptr || OGR_L_GetGeomType(table.layer) != wkbNone;
    if (table.has_geometry && json == nullptr) {
        table.crs = crs_text(OGR_L_GetSpatialRef(table.layer));
    }
    count_features(table, format.family, json);
    OGR_L_ResetReading(table.layer);
    if (format.family == VectorFamily::spreadsheet) {
        read_sheet_header(table, plan);
    }
    if (scope.failed() && plan.database) {
        throw database_error(plan, scope);
    }
    if (scope.failed() && json == nullptr) {
        throw Error(ErrorCode::file_unreadable, {.file = plan.shown_name}, scope.message());
    }
    return table;
}

}  // namespace presencia::source
