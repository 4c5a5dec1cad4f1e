// SPDX-License-Identifier: Apache-2.0
#include "source/open.hpp"

#include "core/error.hpp"
#include "source/csv_header.hpp"
#include "source/csv_reader.hpp"
#include "source/iati_reader.hpp"
#include "source/json_layer.hpp"
#include "source/json_layer_reader.hpp"
#include "source/json_scan.hpp"
#include "source/ogr_reader.hpp"
#include "source/open_guard.hpp"
#include "source/overpass_reader.hpp"
#include "source/vector_format.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace presencia::source {
namespace {

/// A Shapefile is several files. Its .shx must be there; none of them may be anything but a file.
void check_shapefile(const ReadPlan& plan) {
    for (const char* const extension :
         {".shp", ".SHP", ".shx", ".SHX", ".dbf", ".DBF", ".prj", ".PRJ", ".cpg", ".CPG"}) {
        check_sibling(std::filesystem::path(plan.path).replace_extension(extension), plan.shown_name);
    }
    const auto index = [&plan](const char* extension) {
        return std::filesystem::exists(std::filesystem::path(plan.path).replace_extension(extension));
    };
    if (lower_extension(plan.path) == ".shp" && !index(".shx") && !index(".SHX")) {
        throw Error(ErrorCode::file_missing,
                    {.file = std::filesystem::path(plan.shown_name).replace_extension(".shx").string()}, {},
                    "a Shapefile is .shp, .shx, .dbf and .prj together");
    }
}

/// Formats that agencies publish and that are not read here, since their readers fetch schemas, follow links or guess: one command of GDAL makes a GeoPackage of them.
bool known_to_gdal(const std::filesystem::path& path) {
    constexpr std::array<std::string_view, 9> known = {".gml", ".kml", ".kmz", ".gpx", ".tab", ".mif", ".dxf", ".gdb", ".sqlite"};
    return std::find(known.begin(), known.end(), lower_extension(path)) != known.end();
}

}  // namespace

bool is_csv(const std::filesystem::path& path) {
    const std::string extension = lower_extension(path);
    return extension == ".csv" || extension == ".tsv" || extension == ".txt";
}

bool is_raster(const std::filesystem::path& path) {
    const std::string extension = lower_extension(path);
    return extension == ".tif" || extension == ".tiff";
}

CsvHeader sniff_csv(const ReadPlan& plan) {
    return read_csv_header(*opened_file(plan), plan);
}

std::unique_ptr<RowReader> open_rows(const ReadPlan& plan) {
    if (plan.database) {
        return std::make_unique<OgrReader>(plan, VectorFormat{VectorFamily::database, {}}, nullptr);
    }
    if (is_csv(plan.path)) {
        return std::make_unique<CsvReader>(opened_file(plan), plan);
    }
    InputFile file = open_regular_file(plan.path, plan.shown_name);
    if (lower_extension(plan.path) == ".xml") {
        return std::make_unique<IatiReader>(std::move(file), plan);
    }
    std::optional<VectorFormat> format = vector_format(plan.path);
    if (!format && known_to_gdal(plan.path)) {
        const std::string name = std::filesystem::path(plan.shown_name).filename().string();
        throw Error(ErrorCode::file_not_geodata, {.file = plan.shown_name}, lower_extension(plan.path),
                    "ogr2ogr " + std::filesystem::path(name).replace_extension(".gpkg").string() + " " + name);
    }
    if (!format) {
        throw Error(ErrorCode::file_not_geodata, {.file = plan.shown_name}, lower_extension(plan.path),
                    is_raster(plan.path) ? "a raster is read as population only"
                                         : ".csv .geojson .topojson .ndjson .shp .gpkg .fgb .xlsx .ods .xml (IATI)");
    }
    if (format->family == VectorFamily::json) {
        if (auto layer = find_json_layer(file, plan)) {
            return std::make_unique<JsonLayerReader>(std::move(layer), plan.batch_rows);
        }
        const JsonSummary summary = scan_json(file);
        if (summary.documents == 1 && summary.overpass && summary.lists.empty()) {
            return std::make_unique<OverpassReader>(file, plan);
        }
        if (summary.documents > 1) {
            format->drivers = {"GeoJSONSeq"};
        }
        return std::make_unique<OgrReader>(plan, *format, &summary);
    }
    if (format->family == VectorFamily::shapefile) {
        check_shapefile(plan);
    }
    return std::make_unique<OgrReader>(plan, *format, nullptr);
}

}  // namespace presencia::source
