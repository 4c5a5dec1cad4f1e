// SPDX-License-Identifier: Apache-2.0
#include "source/ogr_reader.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "source/csv_header.hpp"
#include "source/gdal_handles.hpp"
#include "source/gdal_scope.hpp"
#include "source/ogr_values.hpp"

#include <algorithm>
#include <cstring>
#include <memory_resource>
#include <string_view>
#include <utility>

namespace presencia::source {
namespace {

/// A batch ends early where its features are this large together.
constexpr std::size_t batch_bytes = std::size_t{64} << 20;
constexpr std::size_t shown_bytes = 80;

Dataset open_dataset(const ReadPlan& plan, const VectorFormat& format, const GdalScope& scope) {
    std::vector<const char*> drivers = format.drivers;
    drivers.push_back(nullptr);
    std::vector<const char*> options;
    const std::string encoding = "ENCODING=" + plan.encoding;
    if (format.family == VectorFamily::shapefile && !plan.encoding.empty()) {
        options.push_back(encoding.c_str());
    }
    options.push_back(nullptr);
    Dataset dataset(GDALOpenEx(plan.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                               drivers.data(), options.data(), nullptr));
    if (!dataset) {
        const bool other_format = scope.message().empty() || scope.message().find("not recognized as") != std::string::npos;
        throw Error(other_format ? ErrorCode::file_not_geodata : ErrorCode::file_unreadable, {.file = plan.shown_name},
                    other_format ? "" : scope.message());
    }
    return dataset;
}

/// The layer that the plan names, or the only one.
OGRLayerH choose_layer(GDALDatasetH dataset, const ReadPlan& plan) {
    std::vector<std::string> names;
    OGRLayerH only = nullptr;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        const std::string name = OGR_L_GetName(layer);
        if (!plan.layer.empty() && name == plan.layer) {
            return layer;
        }
        if (name == "layer_styles") {
            continue;  // QGIS keeps its styles there
        }
        names.push_back(name);
        only = layer;
    }
    const Where where{.file = plan.shown_name};
    if (names.empty()) {
        throw Error(ErrorCode::file_empty, where);
    }
    const std::string all = text::clip(text::join(names, ", "), 400);
    if (!plan.layer.empty()) {
        const std::string near = text::nearest(plan.layer, names);
        throw Error(ErrorCode::file_layer_ambiguous, where, "'" + plan.layer + "' / " + all,
                    near.empty() ? "" : "layer = \"" + near + "\"");
    }
    if (names.size() > 1) {
        throw Error(ErrorCode::file_layer_ambiguous, where, all, "name one: layer = \"" + names.front() + "\"");
    }
    return only;
}

}  // namespace

struct OgrReader::Impl {
    Impl(const ReadPlan& read_plan, const VectorFormat& vector_format, std::int64_t expected_features)
        : plan(read_plan), family(vector_format.family), expected(expected_features) {
        register_drivers();
        GdalScope scope(family == VectorFamily::shapefile);
        dataset = open_dataset(plan, vector_format, scope);
        layer = choose_layer(dataset.get(), plan);
        describe_layer();
        OGR_L_ResetReading(layer);
        if (scope.failed() && family != VectorFamily::json) {
            throw unreadable(scope.message());
        }
    }

    ~Impl() {
        const GdalScope scope(family == VectorFamily::shapefile);
        dataset.reset();
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void describe_layer() {
        const char* const id_column = OGR_L_GetFIDColumn(layer);
        if (family == VectorFamily::geopackage && id_column != nullptr && *id_column != '\0') {
            with_id = true;  // a table's key may well be the municipality's code
            columns.emplace_back(id_column);
        }
        OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
        fields = OGR_FD_GetFieldCount(definition);
        for (int i = 0; i < fields; ++i) {
            columns.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
        }
        columns = distinct_names(std::move(columns));
        const bool json = family == VectorFamily::json;
        // A GeoJSON whose features all lack a geometry is still geodata: each of them is missing one.
        has_geometry = json || OGR_L_GetGeomType(layer) != wkbNone;
        if (has_geometry) {
            OGRSpatialReferenceH reference = OGR_L_GetSpatialRef(layer);
            crs = json && (reference == nullptr || is_epsg_4326(reference)) ? "EPSG:4326" : crs_text(reference);
        }
        feature_count = OGR_L_GetFeatureCount(layer, FALSE);
    }

    Error unreadable(const std::string& detail) const {
        return Error(ErrorCode::file_unreadable, {.file = plan.shown_name, .row = seen + 1}, detail);
    }

    void check_end(const GdalScope& scope) const {
        if (expected >= 0 && expected != seen) {
            throw unreadable(std::to_string(seen) + " / " + std::to_string(expected) +
                             (scope.failed() ? ": " + scope.message() : ""));
        }
        if (scope.failed() && family != VectorFamily::json) {
            throw unreadable(scope.message());
        }
    }

    ReadPlan plan;
    VectorFamily family;
    std::int64_t expected;
    Dataset dataset;
    OGRLayerH layer = nullptr;
    bool with_id = false;
    int fields = 0;
    std::vector<std::string> columns;
    std::string crs;
    bool has_geometry = false;
    std::int64_t feature_count = -1;
    std::int64_t seen = 0;
    bool ended = false;
};

namespace {

/// The memory of one batch: views into it stay where they are.
class Arena {
public:
    char* place(std::size_t bytes) {
        used_ += bytes;
        return static_cast<char*>(memory_.allocate(std::max<std::size_t>(bytes, 1), 1));
    }
    std::string_view keep(std::string_view text) {
        char* const to = place(text.size());
        std::memcpy(to, text.data(), text.size());
        return {to, text.size()};
    }
    std::size_t used() const noexcept { return used_; }

private:
    std::pmr::monotonic_buffer_resource memory_{std::size_t{1} << 16};
    std::size_t used_ = 0;
};

/// Two-dimensional ISO WKB of the feature's geometry, "" where it has none or an empty one.
std::string_view keep_geometry(OGRFeatureH feature, Arena& arena) {
    Geometry geometry(OGR_F_StealGeometry(feature));
    if (!geometry || OGR_G_IsEmpty(geometry.get())) {
        return {};
    }
    if (OGR_G_HasCurveGeometry(geometry.get(), FALSE)) {
        geometry.reset(OGR_G_GetLinearGeometry(geometry.get(), 0.0, nullptr));
    }
    OGR_G_FlattenTo2D(geometry.get());
    const std::size_t size = OGR_G_WkbSizeEx(geometry.get());
    char* const bytes = arena.place(size);
    if (OGR_G_ExportToIsoWkb(geometry.get(), wkbNDR, reinterpret_cast<unsigned char*>(bytes)) != OGRERR_NONE) {
        return {};
    }
    return {bytes, size};
}

}  // namespace

OgrReader::OgrReader(const ReadPlan& plan, const VectorFormat& format, std::int64_t expected_features)
    : impl_(std::make_unique<Impl>(plan, format, expected_features)) {}

OgrReader::~OgrReader() = default;

const std::vector<std::string>& OgrReader::columns() const {
    return impl_->columns;
}

const std::string& OgrReader::crs() const {
    return impl_->crs;
}

bool OgrReader::has_geometry() const {
    return impl_->has_geometry;
}

double OgrReader::progress() const {
    if (impl_->ended || impl_->feature_count <= 0) {
        return impl_->ended ? 1.0 : 0.0;
    }
    return std::min(1.0, static_cast<double>(impl_->seen) / static_cast<double>(impl_->feature_count));
}

bool OgrReader::next(RowBatch& batch) {
    Impl& me = *impl_;
    batch.clear();
    batch.cells.resize(me.columns.size());
    if (me.ended) {
        return false;
    }
    const auto arena = std::make_shared<Arena>();
    batch.storage = arena;
    GdalScope scope(me.family == VectorFamily::shapefile);
    std::vector<std::string> values(me.columns.size());
    while (batch.size() + batch.faults.size() < std::max<std::size_t>(me.plan.batch_rows, 1) && arena->used() < batch_bytes) {
        const Feature feature(OGR_L_GetNextFeature(me.layer));
        if (!feature) {
            me.check_end(scope);
            me.ended = true;
            break;
        }
        if (scope.failed() && me.family != VectorFamily::json) {
            throw me.unreadable(scope.message());
        }
        ++me.seen;
        const std::int64_t id = OGR_F_GetFID(feature.get());
        const std::int64_t row = me.family == VectorFamily::spreadsheet ? id : me.seen;
        std::size_t bad = values.size();
        for (std::size_t i = 0; i < values.size(); ++i) {
            const bool is_id = me.with_id && i == 0;
            values[i] = is_id ? std::to_string(id) : field_text(feature.get(), static_cast<int>(i) - me.with_id);
            if (!text::valid_utf8(values[i])) {
                bad = std::min(bad, i);
            }
        }
        if (bad < values.size()) {
            batch.faults.push_back({.row = row, .column = me.columns[bad], .code = ErrorCode::encoding_invalid,
                                    .value = text::clip(text::cp1252_to_utf8(values[bad]), shown_bytes - 24) +
                                             " (encoding = cp1252?)"});
            continue;
        }
        batch.row.push_back(row);
        for (std::size_t i = 0; i < values.size(); ++i) {
            batch.cells[i].push_back(values[i].empty() ? std::string_view() : arena->keep(values[i]));
        }
        if (me.has_geometry) {
            batch.wkb.push_back(keep_geometry(feature.get(), *arena));
        }
    }
    return batch.size() > 0 || !batch.faults.empty();
}

}  // namespace presencia::source
