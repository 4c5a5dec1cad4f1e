// SPDX-License-Identifier: Apache-2.0
#include "emit/surfaces/cog_file.hpp"

#include "core/error.hpp"
#include "emit/spatial_reference.hpp"
#include "source/gdal_scope.hpp"

#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal.h>
#include <gdal_frmts.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <mutex>
#include <optional>

namespace presencia::emit {

namespace {

using SpatialReference = std::unique_ptr<void, ReleaseReference>;

struct DestroyList {
    void operator()(char** list) const { CSLDestroy(list); }
};

/// Settings as GDAL takes them.
class Options {
public:
    void set(const char* name, const char* value) { list_.reset(CSLSetNameValue(list_.release(), name, value)); }
    char** get() const noexcept { return list_.get(); }

private:
    std::unique_ptr<char*, DestroyList> list_;
};

void register_writers() {
    static std::once_flag once;
    source::register_drivers();
    std::call_once(once, [] { GDALRegister_COG(); });
}

void require(bool done, const source::GdalScope& scope, const std::filesystem::path& file) {
    if (!done || scope.failed()) throw Error(ErrorCode::output_unwritable, {.file = file.filename().string()}, scope.message());
}

SpatialReference reference_of(const SurfaceGrid& grid) {
    SpatialReference reference(OSRNewSpatialReference(grid.centre ? geo::equal_area_wkt(*grid.centre).c_str() : nullptr));
    if (!grid.centre) OSRImportFromEPSG(reference.get(), 3857);
    return reference;
}

void describe(GDALRasterBandH band, const Surface& surface, const SurfaceBand& what) {
    GDALSetDescription(band, what.name.c_str());
    GDALSetRasterColorInterpretation(band, GCI_GrayIndex);
    GDALSetRasterNoDataValue(band, surface.nothing());
    if (!what.unit.empty()) GDALSetRasterUnitType(band, what.unit.c_str());
    GDALSetMetadataItem(band, "LABEL", what.label.c_str(), nullptr);
    if (!what.codes.empty()) GDALSetMetadataItem(band, "CODES", what.codes.c_str(), nullptr);
}

/// GDAL asks through C, which no exception may pass.
struct Watch {
    Progress& progress;
    std::exception_ptr stopped{};
};

int CPL_STDCALL go_on(double, const char*, void* data) {
    auto& watch = *static_cast<Watch*>(data);
    try {
        watch.progress.check_interrupted();
        return TRUE;
    } catch (...) {
        watch.stopped = std::current_exception();
        return FALSE;
    }
}

}  // namespace

SmallBlockCache::SmallBlockCache() : before_(GDALGetCacheMax64()) {
    constexpr std::int64_t bytes = 128 << 20;  // the bands of some blocks, as they are read and written together
    GDALSetCacheMax64(std::min(before_, bytes));
}

SmallBlockCache::~SmallBlockCache() {
    GDALSetCacheMax64(before_);
}

CogFile::CogFile(std::filesystem::path file, const Surface& surface, const SurfaceGrid& grid, const SurfaceNotes& notes)
    : file_(std::move(file)), draft_(file_), whole_(surface.whole), bands_(static_cast<int>(surface.bands.size())) {
    draft_ += ".draft";
    register_writers();
    const source::GdalScope scope(false);
    Options options;
    // The draft is compressed lightly, so that it does not fill the disk; blocks without a cell of the study take no room.
    for (const auto& [name, value] : {std::pair{"TILED", "YES"}, {"BLOCKXSIZE", "512"}, {"BLOCKYSIZE", "512"}, {"COMPRESS", "DEFLATE"}, {"ZLEVEL", "1"}, {"SPARSE_OK", "TRUE"}, {"BIGTIFF", "IF_SAFER"}}) {
        options.set(name, value);
    }
    // Of four bytes GDAL would take the last for opacity, and viewers draw nothing where a state is 0.
    options.set("PHOTOMETRIC", "MINISBLACK");
    options.set("ALPHA", "NO");
    const GDALDriverH driver = GDALGetDriverByName("GTiff");
    dataset_.reset(driver ? GDALCreate(driver, draft_.c_str(), static_cast<int>(grid.columns), static_cast<int>(grid.rows), bands_, whole_ ? GDT_Byte : GDT_Float32, options.get()) : nullptr);
    require(dataset_ != nullptr, scope, file_);
    double transform[6] = {grid.west, grid.cell, 0.0, grid.north, 0.0, -grid.cell};
    GDALSetGeoTransform(dataset_.get(), transform);
    GDALSetSpatialRef(dataset_.get(), reference_of(grid).get());
    for (const auto& [name, value] : notes) GDALSetMetadataItem(dataset_.get(), name.c_str(), value.c_str(), nullptr);
    for (int b = 0; b < bands_; ++b) describe(GDALGetRasterBand(dataset_.get(), b + 1), surface, surface.bands[static_cast<std::size_t>(b)]);
    require(true, scope, file_);
}

CogFile::~CogFile() {
    const source::GdalScope scope(false);
    dataset_.reset();
    std::error_code ignored;
    std::filesystem::remove(draft_, ignored);
}

void CogFile::write(const CellWindow& window, std::span<const float> values) {
    const source::GdalScope scope(false);
    const int columns = static_cast<int>(window.columns), rows = static_cast<int>(window.rows);
    // GDAL reads the buffer only, whatever its signature says.
    const CPLErr result = GDALDatasetRasterIO(dataset_.get(), GF_Write, static_cast<int>(window.column), static_cast<int>(window.row), columns, rows, const_cast<float*>(values.data()), columns, rows,
                                              GDT_Float32, bands_, nullptr, 0, 0, 0);
    require(result == CE_None, scope, file_);
}

void CogFile::finish(Progress& progress) {
    const source::GdalScope scope(false);
    GDALFlushCache(dataset_.get());
    require(true, scope, file_);
    dataset_.reset();
    require(true, scope, file_);
    dataset_.reset(GDALOpen(draft_.c_str(), GA_ReadOnly));
    require(dataset_ != nullptr, scope, file_);
    Options options;
    // Overviews take the nearest cell: a class, a municipality's number or a distance that is true of some place, and value and state of the same one. A mean of two municipalities is nobody's, and
    // the commonest value of one band need not lie where the commonest state does. Neighbours differ little in a distance only: classes gain nothing by a predictor.
    for (const auto& [name, value] : {std::pair{"BLOCKSIZE", "512"}, {"COMPRESS", "DEFLATE"}, {"OVERVIEWS", "AUTO"}, {"OVERVIEW_RESAMPLING", "NEAREST"}, {"BIGTIFF", "IF_SAFER"}, {"NUM_THREADS", "1"}}) {
        options.set(name, value);
    }
    options.set("PREDICTOR", whole_ ? "NO" : "FLOATING_POINT");
    Watch watch{progress};
    const source::Dataset made(GDALCreateCopy(GDALGetDriverByName("COG"), file_.c_str(), dataset_.get(), TRUE, options.get(), go_on, &watch));
    if (watch.stopped) std::rethrow_exception(watch.stopped);
    require(made != nullptr, scope, file_);
    dataset_.reset();
    std::filesystem::remove(draft_);
}

}  // namespace presencia::emit
