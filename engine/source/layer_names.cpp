// SPDX-License-Identifier: Apache-2.0
#include "source/layer_names.hpp"

#include "source/gdal_handles.hpp"
#include "source/gdal_scope.hpp"
#include "source/json_scan.hpp"
#include "source/open_guard.hpp"
#include "source/vector_format.hpp"

namespace presencia::source {
namespace {

std::vector<std::string> names_in_dataset(const ReadPlan& plan, VectorFormat format) {
    register_drivers();
    const GdalScope scope(false);
    format.drivers.push_back(nullptr);
    const Dataset dataset(GDALOpenEx(plan.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, format.drivers.data(), nullptr, nullptr));
    std::vector<std::string> names;
    for (int i = 0; dataset && i < GDALDatasetGetLayerCount(dataset.get()); ++i) {
        std::string name = OGR_L_GetName(GDALDatasetGetLayer(dataset.get(), i));
        if (name != "layer_styles") names.push_back(std::move(name));
    }
    return names;
}

}  // namespace

std::vector<std::string> layer_names(const ReadPlan& plan) {
    const InputFile file = open_regular_file(plan.path, plan.shown_name);
    const std::optional<VectorFormat> format = is_csv(plan.path) ? std::nullopt : vector_format(plan.path);
    if (!format) return {};
    std::vector<std::string> names;
    if (format->family == VectorFamily::json) {
        for (const JsonFeatures& list : scan_json(file).lists) {
            if (!list.object.empty()) names.push_back(list.object);
        }
    } else if (format->family == VectorFamily::geopackage || format->family == VectorFamily::spreadsheet) {
        names = names_in_dataset(plan, *format);
    }
    return names;
}

}  // namespace presencia::source
