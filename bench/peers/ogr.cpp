// SPDX-License-Identifier: Apache-2.0
// OGR reads a file of points on one thread, and what it understood is summed as bench_read sums it.
//     bench_ogr FILE
// Coordinates are the fields lon and lat of a CSV, the geometries of anything else.
#include "bench/support/stopwatch.hpp"

#include <gdal.h>
#include <ogr_api.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("bench_ogr FILE\n", stderr);
        return 2;
    }
    GDALAllRegister();
    presencia::bench::Stopwatch began;
    GDALDatasetH dataset = GDALOpenEx(arguments[1], GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    if (dataset == nullptr) return 1;
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const int lon = OGR_FD_GetFieldIndex(definition, "lon"), lat = OGR_FD_GetFieldIndex(definition, "lat");
    const int date = OGR_FD_GetFieldIndex(definition, "date"), type = OGR_FD_GetFieldIndex(definition, "type");
    std::int64_t rows = 0, x = 0, y = 0;
    std::size_t letters = 0;
    while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
        ++rows;
        letters += std::strlen(OGR_F_GetFieldAsString(feature, date)) + std::strlen(OGR_F_GetFieldAsString(feature, type));
        if (lon >= 0) {
            x += std::llround(OGR_F_GetFieldAsDouble(feature, lon) * 1e6);
            y += std::llround(OGR_F_GetFieldAsDouble(feature, lat) * 1e6);
        } else if (OGRGeometryH geometry = OGR_F_GetGeometryRef(feature)) {
            x += std::llround(OGR_G_GetX(geometry, 0) * 1e6);
            y += std::llround(OGR_G_GetY(geometry, 0) * 1e6);
        }
        OGR_F_Destroy(feature);
    }
    GDALClose(dataset);
    const double seconds = began.seconds();
    std::printf("{\"seconds\": %.4f, \"rows\": %lld, \"x\": %lld, \"y\": %lld, \"letters\": %zu}\n", seconds, static_cast<long long>(rows), static_cast<long long>(x), static_cast<long long>(y), letters);
    return 0;
}
