// SPDX-License-Identifier: Apache-2.0
#include "source/gdal_scope.hpp"

#include "core/text.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal_frmts.h>
#include <ogrsf_frmts.h>
#include <mutex>
#include <string_view>
#include <utility>

namespace presencia::source {
namespace {

void CPL_STDCALL on_message(CPLErr level, CPLErrorNum, const char* message) {
    static_cast<GdalScope*>(CPLGetErrorHandlerUserData())->note(level >= CE_Failure, message);
}

constexpr std::pair<const char*, const char*> settings[] = {
    {"GDAL_PAM_ENABLED", "NO"},                      // no .aux.xml beside the user's files
    {"SHAPE_RESTORE_SHX", "NO"},                     // no repairs in the user's folder
    {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}"},  // no network, should a name slip through the guard
    {"GDAL_HTTP_PROXY", "127.0.0.1:1"},              // and nobody to carry a request
    {"GDAL_HTTPS_PROXY", "127.0.0.1:1"},
    {"GDAL_HTTP_TIMEOUT", "1"},
    {"GDAL_HTTP_CONNECTTIMEOUT", "1"},
    {"GDAL_HTTP_MAX_RETRY", "0"},
    {"GDAL_VRT_ENABLE_PYTHON", "NO"},
    {"OGR_SQLITE_STATIC_VIRTUAL_OGR", "NO"},  // a GeoPackage must not open other files through SQLite
    {"OGR_GEOJSON_MAX_OBJ_SIZE", "200"},      // MB of one feature
    {"OGR_GEOJSON_DATE_AS_STRING", "YES"},    // dates as the file writes them: GDAL takes 30 February
    {"OGR_XLSX_HEADERS", "DISABLE"},          // which row names the columns is ours to find
    {"OGR_ODS_HEADERS", "DISABLE"},
    {"OGR_XLSX_FIELD_TYPES", "STRING"},  // cells as they are stored: a type for a whole column loses zeros and dates
    {"OGR_ODS_FIELD_TYPES", "STRING"},
};

}  // namespace

void register_drivers() {
    static std::once_flag once;
    std::call_once(once, [] {
        RegisterOGRGeoJSON();
        RegisterOGRGeoJSONSeq();
        RegisterOGRTopoJSON();
        RegisterOGRShape();
        RegisterOGRGeoPackage();
        RegisterOGRFlatGeobuf();
        RegisterOGRXLSX();
        RegisterOGRODS();
        RegisterOGRPG();
        GDALRegister_GTiff();
    });
}

GdalScope::GdalScope(bool siblings) : outer_options_(CPLGetThreadLocalConfigOptions()) {
    for (const auto& [key, value] : settings) {
        CPLSetThreadLocalConfigOption(key, value);
    }
    // Opening one file must not list its folder; a Shapefile finds its parts by name.
    CPLSetThreadLocalConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", siblings ? "TRUE" : "EMPTY_DIR");
    CPLPushErrorHandlerEx(on_message, this);
    CPLErrorReset();
}

GdalScope::~GdalScope() {
    CPLPopErrorHandler();
    CPLSetThreadLocalConfigOptions(outer_options_);
    CSLDestroy(outer_options_);
}

void GdalScope::forget() {
    failed_ = false;
    message_.clear();
    whole_.clear();
}

void GdalScope::note(bool failure, const char* message) {
    if (!failure || failed_) {
        return;
    }
    failed_ = true;
    const std::string_view all = message;
    message_ = text::clip(all.substr(0, all.find('\n')), 200);
    whole_ = text::clip(all, 1000);
}

}  // namespace presencia::source
