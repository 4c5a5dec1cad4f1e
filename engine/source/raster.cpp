// SPDX-License-Identifier: Apache-2.0
#include "source/raster.hpp"

#include "core/error.hpp"
#include "source/gdal_handles.hpp"
#include "source/gdal_scope.hpp"
#include "source/ogr_values.hpp"
#include "source/open.hpp"
#include "source/open_guard.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace presencia::source {
namespace {

/// Cells read at once: 32 MB of doubles.
constexpr std::size_t block_cells = std::size_t{4} << 20;
/// The Earth at ten metres. A header may claim any size; a row must fit in memory.
constexpr int widest = 1 << 22;

Dataset open_geotiff(const std::filesystem::path& path, const std::string& shown_name, const GdalScope& scope) {
    const char* const drivers[] = {"GTiff", nullptr};
    Dataset dataset(
        GDALOpenEx(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers, nullptr, nullptr));
    if (!dataset) {
        const bool other_format =
            scope.message().empty() || scope.message().find("not recognized as") != std::string::npos;
        throw Error(other_format ? ErrorCode::file_not_geodata : ErrorCode::file_unreadable, {.file = shown_name},
                    other_format ? "GeoTIFF?" : scope.message());
    }
    return dataset;
}

}  // namespace

struct RasterReader::Impl {
    Impl(const std::filesystem::path& path, std::string name) : shown_name(std::move(name)) {
        open_regular_file(path, shown_name);
        if (!is_raster(path)) {
            throw Error(ErrorCode::file_not_geodata, {.file = shown_name}, path.extension().string(),
                        ".tif .tiff");
        }
        register_drivers();
        GdalScope scope(false);
        dataset = open_geotiff(path, shown_name, scope);
        describe(scope);
    }

    ~Impl() {
        const GdalScope scope(false);
        dataset.reset();
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void describe(const GdalScope& scope) {
        const Where where{.file = shown_name};
        const int bands = GDALGetRasterCount(dataset.get());
        if (bands != 1) {
            throw Error(ErrorCode::file_layer_ambiguous, where, std::to_string(bands) + " bands",
                        "give a raster of one band: people per cell");
        }
        band = GDALGetRasterBand(dataset.get(), 1);
        if (GDALDataTypeIsComplex(GDALGetRasterDataType(band))) {
            throw Error(ErrorCode::value_not_number, where, "complex numbers",
                        "give a raster of one band: people per cell");
        }
        width = GDALGetRasterXSize(dataset.get());
        height = GDALGetRasterYSize(dataset.get());
        if (width > widest) {
            throw Error(ErrorCode::file_limit, where, std::to_string(width) + " > " + std::to_string(widest));
        }
        crs = crs_text(GDALGetSpatialRef(dataset.get()));
        if (crs.empty() || GDALGetGeoTransform(dataset.get(), transform.data()) != CE_None) {
            throw Error(ErrorCode::crs_missing, where, {}, "write it into the GeoTIFF itself: side files are not read");
        }
        if (scope.failed()) {
            throw Error(ErrorCode::file_unreadable, where, scope.message());
        }
        describe_values();
    }

    void describe_values() {
        int there = 0;
        const double value = GDALGetRasterNoDataValue(band, &there);
        if (there) {
            no_data = value;
        }
        const double band_scale = GDALGetRasterScale(band, &there);
        scale = there ? band_scale : 1.0;
        const double band_offset = GDALGetRasterOffset(band, &there);
        offset = there ? band_offset : 0.0;
        masked = (GDALGetMaskFlags(band) & GMF_PER_DATASET) != 0;
        int block_width = 0, block_height = 0;
        GDALGetBlockSize(band, &block_width, &block_height);
        // Whole rows of the file's own blocks, so that each is decoded once; fewer where they would not fit.
        const auto fit = static_cast<int>(std::max<std::size_t>(1, block_cells / static_cast<std::size_t>(width)));
        const int whole = std::max(1, fit / std::max(1, block_height)) * block_height;
        block_rows = std::clamp(whole, 1, fit);
    }

    /// Raw cells of the next block; its number of rows.
    int read_block() {
        const int rows = std::min(block_rows, height - next_row);
        const std::size_t count = static_cast<std::size_t>(rows) * static_cast<std::size_t>(width);
        cells.resize(count);
        GdalScope scope(false);
        bool good = GDALRasterIO(band, GF_Read, 0, next_row, width, rows, cells.data(), width, rows, GDT_Float64, 0,
                                 0) == CE_None;
        if (masked) {
            mask.resize(count);
            good = good && GDALRasterIO(GDALGetMaskBand(band), GF_Read, 0, next_row, width, rows, mask.data(), width,
                                        rows, GDT_Byte, 0, 0) == CE_None;
        }
        if (!good || scope.failed()) {
            throw Error(ErrorCode::file_unreadable, {.file = shown_name, .row = next_row + 1}, scope.message());
        }
        return rows;
    }

    /// People in a cell; 0 where it has no data.
    double people_at(std::size_t index) const {
        const double raw = cells[index];
        if (!std::isfinite(raw) || (no_data && raw == *no_data) || (masked && mask[index] == 0)) {
            return 0.0;
        }
        const double value = raw * scale + offset;
        return std::isfinite(value) ? value : 0.0;
    }

    Point<Wgs84> centre(int column, int row) const {
        const double x = column + 0.5;
        const double y = row + 0.5;
        return {transform[0] + x * transform[1] + y * transform[2], transform[3] + x * transform[4] + y * transform[5]};
    }

    std::string shown_name;
    Dataset dataset;
    GDALRasterBandH band = nullptr;
    int width = 0;
    int height = 0;
    int block_rows = 1;
    int next_row = 0;
    std::array<double, 6> transform{};
    std::optional<double> no_data;
    double scale = 1.0;
    double offset = 0.0;
    bool masked = false;
    std::string crs;
    std::vector<double> cells;
    std::vector<std::uint8_t> mask;
};

RasterReader::RasterReader(const std::filesystem::path& path, const std::string& shown_name)
    : impl_(std::make_unique<Impl>(path, shown_name)) {}

RasterReader::~RasterReader() = default;

const std::string& RasterReader::crs() const {
    return impl_->crs;
}

bool RasterReader::next(std::vector<Point<Wgs84>>& centres, std::vector<double>& people) {
    centres.clear();
    people.clear();
    Impl& me = *impl_;
    if (me.next_row >= me.height) {
        return false;
    }
    const int rows = me.read_block();
    std::size_t index = 0;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < me.width; ++column, ++index) {
            const double value = me.people_at(index);
            if (value > 0.0) {
                centres.push_back(me.centre(column, me.next_row + row));
                people.push_back(value);
            }
        }
    }
    me.next_row += rows;
    return true;
}

double RasterReader::progress() const {
    return static_cast<double>(impl_->next_row) / static_cast<double>(std::max(1, impl_->height));
}

}  // namespace presencia::source
