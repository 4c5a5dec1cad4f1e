// SPDX-License-Identifier: Apache-2.0
#include "source/vector_format.hpp"

#include <algorithm>
#include <string_view>

namespace presencia::source {
namespace {

struct Known {
    std::string_view extension;
    VectorFamily family;
};

constexpr Known known_formats[] = {
    {".geojson", VectorFamily::json},     {".json", VectorFamily::json},       {".topojson", VectorFamily::json},
    {".geojsonl", VectorFamily::json},    {".geojsons", VectorFamily::json},   {".ndjson", VectorFamily::json},
    {".jsonl", VectorFamily::json},       {".shp", VectorFamily::shapefile},   {".dbf", VectorFamily::shapefile},
    {".gpkg", VectorFamily::geopackage},  {".fgb", VectorFamily::flatgeobuf},  {".xlsx", VectorFamily::spreadsheet},
    {".xlsm", VectorFamily::spreadsheet}, {".ods", VectorFamily::spreadsheet},
};

std::vector<const char*> drivers_of(VectorFamily family) {
    switch (family) {
        case VectorFamily::json: return {"GeoJSON", "TopoJSON", "GeoJSONSeq"};
        case VectorFamily::shapefile: return {"ESRI Shapefile"};
        case VectorFamily::geopackage: return {"GPKG"};
        case VectorFamily::flatgeobuf: return {"FlatGeobuf"};
        case VectorFamily::spreadsheet: return {"XLSX", "ODS"};
        case VectorFamily::database: return {"PostgreSQL"};
    }
    return {};
}

}  // namespace

std::string lower_extension(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return extension;
}

std::optional<VectorFormat> vector_format(const std::filesystem::path& path) {
    const std::string extension = lower_extension(path);
    for (const Known& one : known_formats) {
        if (one.extension == extension) {
            return VectorFormat{one.family, drivers_of(one.family)};
        }
    }
    return std::nullopt;
}

}  // namespace presencia::source
