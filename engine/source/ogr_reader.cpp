// SPDX-License-Identifier: Apache-2.0
#include "source/ogr_reader.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "source/batch_arena.hpp"
#include "source/gdal_scope.hpp"
#include "source/geometry_size.hpp"
#include "source/ogr_table.hpp"
#include "source/ogr_values.hpp"
#include "source/text_encoding.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace presencia::source {
namespace {

/// Two-dimensional ISO WKB of the feature's geometry, "" where it has none or an empty one.
std::string_view keep_geometry(OGRFeatureH feature, BatchArena& arena) {
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

struct OgrReader::Impl {
    Impl(const ReadPlan& read_plan, const VectorFormat& format, const JsonSummary* json)
        : plan(read_plan), family(format.family) {
        register_drivers();
        GdalScope scope(several_files());
        table = open_table(plan, format, json, scope);
        values.resize(table.columns.size());
        number = table.header_rows;
    }

    ~Impl() {
        const GdalScope scope(several_files());
        table.query_rows.reset();
        table.dataset.reset();
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    bool several_files() const { return family == VectorFamily::shapefile; }

    Error unreadable(const std::string& detail) const {
        return Error(ErrorCode::file_unreadable, {.file = plan.shown_name, .row = number + 1}, detail);
    }

    Error broken_off(const GdalScope& scope) const {
        return plan.database ? database_error(plan, scope, number + 1) : unreadable(scope.message());
    }

    /// Of JSON, GDAL's complaints are about single features, which then lack a geometry; what is lost shows in the
    /// count.
    bool broken(const GdalScope& scope) const { return scope.failed() && family != VectorFamily::json; }

    void check_end(const GdalScope& scope) const {
        if (table.features_certain && number != table.features) {
            throw unreadable(std::to_string(number) + " / " + std::to_string(table.features) +
                             (scope.failed() ? ": " + scope.message() : ""));
        }
        if (broken(scope)) {
            throw broken_off(scope);
        }
    }

    /// Counts on to the next feature that OGR has, past those that it leaves out.
    void advance(RowBatch& batch) {
        ++number;
        while (next_absent < table.absent.size() && table.absent[next_absent] == number) {
            batch.faults.push_back({.row = number, .column = {}, .code = ErrorCode::geometry_missing, .value = {}});
            ++next_absent;
            ++number;
        }
    }

    /// Fills `values`; the reason where one of them cannot be used.
    std::optional<Reject> read_values(OGRFeatureH feature, std::int64_t row) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (table.id_column && i == 0) {
                values[i] = std::to_string(OGR_F_GetFID(feature));
                continue;
            }
            values[i] = field_text(feature, static_cast<int>(i) - table.id_column);
            if (!text::valid_utf8(values[i])) {
                return Reject{.row = row,
                              .column = table.columns[i],
                              .code = ErrorCode::encoding_invalid,
                              .value = encoding_hint(values[i])};
            }
        }
        return std::nullopt;
    }

    /// Of corners and rings; nothing where there are no more than may be.
    std::optional<Reject> too_large(OGRFeatureH feature, std::int64_t row) const {
        const GeometrySize size = table.has_geometry ? size_of(OGR_F_GetGeometryRef(feature)) : GeometrySize{};
        if (size.vertices <= largest_geometry.vertices && size.rings <= largest_geometry.rings) {
            return std::nullopt;
        }
        return Reject{.row = row, .column = "geometry", .code = ErrorCode::file_limit,
                      .value = std::to_string(size.vertices) + " / " + std::to_string(size.rings)};
    }

    bool put_aside(std::int64_t row, RowBatch& batch) const {
        const std::vector<std::string_view> cells(values.begin(), values.end());
        const auto why = plan.judge->suspicious(row, cells) ? plan.judge->judge(row, cells) : std::nullopt;
        if (!why) {
            return false;
        }
        const auto first = std::find_if(cells.begin(), cells.end(), [](std::string_view cell) { return !text::trim(cell).empty(); });
        batch.aside.push_back(
            {.row = row, .column = {}, .code = *why, .value = first == cells.end() ? "" : text::clip(text::trim(*first), 80)});
        return true;
    }

    void take_feature(OGRFeatureH feature, RowBatch& batch, BatchArena& arena) {
        advance(batch);
        // Of a spreadsheet OGR's number is the row on the sheet, the header's among them.
        const std::int64_t row = family == VectorFamily::spreadsheet ? OGR_F_GetFID(feature) : number;
        if (auto fault = read_values(feature, row)) {
            batch.faults.push_back(std::move(*fault));
            return;
        }
        if (auto fault = too_large(feature, row)) {
            batch.faults.push_back(std::move(*fault));
            return;
        }
        if (plan.judge && put_aside(row, batch)) {
            return;
        }
        batch.row.push_back(row);
        for (std::size_t i = 0; i < values.size(); ++i) {
            batch.cells[i].push_back(arena.keep(values[i]));
        }
        if (table.has_geometry) {
            batch.wkb.push_back(keep_geometry(feature, arena));
        }
    }

    ReadPlan plan;
    VectorFamily family;
    OgrTable table;
    std::vector<std::string> values;  ///< of the feature at hand
    std::int64_t number = 0;          ///< of the latest feature, from 1
    std::size_t next_absent = 0;
    bool ended = false;
};

OgrReader::OgrReader(const ReadPlan& plan, const VectorFormat& format, const JsonSummary* json)
    : impl_(std::make_unique<Impl>(plan, format, json)) {}

OgrReader::~OgrReader() = default;

const std::vector<std::string>& OgrReader::columns() const {
    return impl_->table.columns;
}

const std::string& OgrReader::crs() const {
    return impl_->table.crs;
}

bool OgrReader::has_geometry() const {
    return impl_->table.has_geometry;
}

double OgrReader::progress() const {
    if (impl_->ended || impl_->table.features <= 0) {
        return impl_->ended ? 1.0 : 0.0;
    }
    return std::min(1.0, static_cast<double>(impl_->number) / static_cast<double>(impl_->table.features));
}

bool OgrReader::next(RowBatch& batch) {
    Impl& me = *impl_;
    batch.clear();
    batch.cells.resize(me.table.columns.size());
    const auto arena = std::make_shared<BatchArena>();
    batch.storage = arena;
    const GdalScope scope(me.several_files());
    const std::size_t most = std::max<std::size_t>(me.plan.batch_rows, 1);
    while (!me.ended && batch.size() + batch.faults.size() + batch.aside.size() < most && arena->used() < batch_bytes) {
        const Feature feature(OGR_L_GetNextFeature(me.table.layer));
        if (feature && me.broken(scope)) {
            throw me.broken_off(scope);
        }
        if (feature && me.family == VectorFamily::spreadsheet && is_blank(feature.get())) {
            ++me.number;  // no row, as a blank line of a CSV is none
        } else if (feature) {
            me.take_feature(feature.get(), batch, *arena);
        } else {
            me.advance(batch);
            --me.number;
            me.check_end(scope);
            me.ended = true;
        }
    }
    return batch.size() > 0 || !batch.faults.empty() || !batch.aside.empty();
}

}  // namespace presencia::source
