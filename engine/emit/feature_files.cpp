// SPDX-License-Identifier: Apache-2.0
#include "emit/feature_files.hpp"

#include "core/error.hpp"
#include "emit/spatial_reference.hpp"
#include "source/gdal_handles.hpp"
#include "source/gdal_scope.hpp"

#include <cpl_conv.h>
#include <gdal.h>
#include <nlohmann/json.hpp>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <charconv>
#include <cstring>

namespace presencia::emit {

namespace {

/// Fewest digits that read back as the same number.
void put_number(std::string& out, double value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, end.ptr);
}

void put_position(std::string& out, Point<Wgs84> p) {
    out += '[';
    put_number(out, p.x);
    out += ',';
    put_number(out, p.y);
    out += ']';
}

void put_ring(std::string& out, const geo::Ring& ring) {
    out += '[';
    for (std::size_t k = 0; k < ring.size(); ++k) {
        if (k > 0) out += ',';
        put_position(out, ring[k]);
    }
    out += ']';
}

void put_polygon(std::string& out, const geo::Polygon& polygon) {
    out += '[';
    put_ring(out, polygon.outer);
    for (const geo::Ring& hole : polygon.holes) {
        out += ',';
        put_ring(out, hole);
    }
    out += ']';
}

std::string geometry_json(const geo::RawGeometry& geometry) {
    std::string out;
    if (geometry.type == geo::RawGeometry::Type::point) {
        out = R"({"type":"Point","coordinates":)";
        put_position(out, geometry.point);
        return out + "}";
    }
    if (geometry.type != geo::RawGeometry::Type::polygon || geometry.polygons.empty()) return "null";
    out = R"({"type":"MultiPolygon","coordinates":[)";
    for (std::size_t k = 0; k < geometry.polygons.size(); ++k) {
        if (k > 0) out += ',';
        put_polygon(out, geometry.polygons[k]);
    }
    return out + "]}";
}

std::string wkb_of(const geo::RawGeometry& geometry) {
    if (geometry.type == geo::RawGeometry::Type::polygon && !geometry.polygons.empty()) return geo::write_wkb(geometry.polygons);
    if (geometry.type != geo::RawGeometry::Type::point) return {};
    std::string out("\x01\x01\x00\x00\x00", 5);
    const double xy[2] = {geometry.point.x, geometry.point.y};
    char bytes[sizeof xy];
    std::memcpy(bytes, xy, sizeof xy);
    return out.append(bytes, sizeof bytes);
}

/// The one clock of a GeoPackage is `last_change`: the same table gives the same bytes.
class NoClock {
public:
    NoClock() { CPLSetConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"); }
    ~NoClock() { CPLSetConfigOption("OGR_CURRENT_DATE", nullptr); }
    NoClock(const NoClock&) = delete;
    NoClock& operator=(const NoClock&) = delete;
};

void put_feature(OGRLayerH layer, const FeatureRow& row, bool& sound) {
    const source::Feature feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
        if (!row.cells[c].empty()) OGR_F_SetFieldString(feature.get(), static_cast<int>(c), row.cells[c].c_str());
    }
    if (const std::string wkb = wkb_of(row.geometry); !wkb.empty()) {
        OGRGeometryH geometry = nullptr;
        sound = sound && OGR_G_CreateFromWkb(wkb.data(), nullptr, &geometry, static_cast<int>(wkb.size())) == OGRERR_NONE;
        if (geometry != nullptr) OGR_F_SetGeometryDirectly(feature.get(), geometry);
    }
    sound = sound && OGR_L_CreateFeature(layer, feature.get()) == OGRERR_NONE;
}

}  // namespace

std::string features_geojson(const FeatureTable& table) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        nlohmann::ordered_json properties = nlohmann::ordered_json::object();
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const std::string& cell = table.rows[r].cells[c];
            properties[table.columns[c]] = cell.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(cell);
        }
        out += std::string(r > 0 ? "," : "") + "\n" + R"({"type":"Feature","properties":)" + properties.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + R"(,"geometry":)" + geometry_json(table.rows[r].geometry) + "}";
    }
    return out + "\n]}\n";
}

void write_features_geopackage(const std::filesystem::path& file, const FeatureTable& table) {
    source::register_drivers();
    const source::GdalScope scope(false);
    const NoClock clock;
    const auto require = [&](bool done) {
        if (!done) throw Error(ErrorCode::output_unwritable, {.file = file.filename().string()}, scope.message());
    };
    const GDALDriverH driver = GDALGetDriverByName("GPKG");
    source::Dataset dataset(driver ? GDALCreate(driver, file.c_str(), 0, 0, 0, GDT_Unknown, nullptr) : nullptr);
    require(dataset != nullptr);
    const std::unique_ptr<void, ReleaseReference> reference(OSRNewSpatialReference(nullptr));
    require(OSRImportFromEPSG(reference.get(), 4326) == OGRERR_NONE);
    OSRSetAxisMappingStrategy(reference.get(), OAMS_TRADITIONAL_GIS_ORDER);
    require(GDALDatasetStartTransaction(dataset.get(), FALSE) == OGRERR_NONE);
    const char* const options[] = {"FID=presencia_fid", "GEOMETRY_NAME=geom", nullptr};
    const OGRLayerH layer = GDALDatasetCreateLayer(dataset.get(), table.name.c_str(), reference.get(), wkbUnknown, const_cast<char**>(options));
    require(layer != nullptr);
    bool sound = true;
    for (const std::string& column : table.columns) {
        const OGRFieldDefnH field = OGR_Fld_Create(column.c_str(), OFTString);
        sound = sound && OGR_L_CreateField(layer, field, FALSE) == OGRERR_NONE;
        OGR_Fld_Destroy(field);
    }
    for (const FeatureRow& row : table.rows) put_feature(layer, row, sound);
    require(sound && GDALDatasetCommitTransaction(dataset.get()) == OGRERR_NONE);
}

}  // namespace presencia::emit
