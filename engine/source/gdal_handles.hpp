// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gdal.h>
#include <ogr_api.h>
#include <memory>

namespace presencia::source {

struct CloseDataset {
    void operator()(void* dataset) const noexcept { GDALClose(static_cast<GDALDatasetH>(dataset)); }
};
struct DestroyFeature {
    void operator()(void* feature) const noexcept { OGR_F_Destroy(static_cast<OGRFeatureH>(feature)); }
};
struct DestroyGeometry {
    void operator()(void* geometry) const noexcept { OGR_G_DestroyGeometry(static_cast<OGRGeometryH>(geometry)); }
};

/// GDAL's handles with their owners. The C interface makes all of them void pointers.
using Dataset = std::unique_ptr<void, CloseDataset>;
using Feature = std::unique_ptr<void, DestroyFeature>;
using Geometry = std::unique_ptr<void, DestroyGeometry>;

}  // namespace presencia::source
