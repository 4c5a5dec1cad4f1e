// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/gdal_scope.hpp"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <string>

namespace presencia::source::test {

/// Writes small files with the library that reads them, so that tests carry no binaries.
class VectorWriter {
public:
    VectorWriter(const char* driver, const std::filesystem::path& path) {
        register_drivers();
        dataset_ = GDALCreate(GDALGetDriverByName(driver), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
        REQUIRE(dataset_ != nullptr);
    }
    ~VectorWriter() { GDALClose(dataset_); }
    VectorWriter(const VectorWriter&) = delete;
    VectorWriter& operator=(const VectorWriter&) = delete;

    OGRLayerH layer(const char* name, OGRwkbGeometryType type, int epsg) {
        OGRSpatialReferenceH reference = nullptr;
        if (epsg != 0) {
            reference = OSRNewSpatialReference(nullptr);
            REQUIRE(OSRImportFromEPSG(reference, epsg) == OGRERR_NONE);
            OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER);
        }
        OGRLayerH made = GDALDatasetCreateLayer(dataset_, name, reference, type, nullptr);
        if (reference != nullptr) OSRRelease(reference);
        REQUIRE(made != nullptr);
        return made;
    }

    static void field(OGRLayerH layer, const char* name, OGRFieldType type, OGRFieldSubType subtype = OFSTNone) {
        OGRFieldDefnH definition = OGR_Fld_Create(name, type);
        OGR_Fld_SetSubType(definition, subtype);
        REQUIRE(OGR_L_CreateField(layer, definition, TRUE) == OGRERR_NONE);
        OGR_Fld_Destroy(definition);
    }

    /// `wkt`: null for no geometry.
    static void feature(OGRLayerH layer, const char* wkt, const std::function<void(OGRFeatureH)>& fill = {}) {
        OGRFeatureH made = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        if (wkt != nullptr) {
            std::string text = wkt;
            char* rest = text.data();
            OGRGeometryH geometry = nullptr;
            REQUIRE(OGR_G_CreateFromWkt(&rest, nullptr, &geometry) == OGRERR_NONE);
            OGR_F_SetGeometryDirectly(made, geometry);
        }
        if (fill) fill(made);
        REQUIRE(OGR_L_CreateFeature(layer, made) == OGRERR_NONE);
        OGR_F_Destroy(made);
    }

private:
    GDALDatasetH dataset_;
};

/// Well-known text of ISO WKB.
inline std::string wkt_of(const std::string& wkb) {
    OGRGeometryH geometry = nullptr;
    REQUIRE(OGR_G_CreateFromWkb(wkb.data(), nullptr, &geometry, static_cast<int>(wkb.size())) == OGRERR_NONE);
    char* text = nullptr;
    OGR_G_ExportToIsoWkt(geometry, &text);
    std::string out = text;
    CPLFree(text);
    OGR_G_DestroyGeometry(geometry);
    return out;
}

}  // namespace presencia::source::test
