// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "core/lonlat.hpp"
#include "layer/coordinates.hpp"
#include "layer/numbers.hpp"
#include "layer/roles.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <string>
#include <vector>

namespace presencia::layer {

/// The position of one row, or why it has none that can be used.
struct RowPosition {
    LonLat position;  ///< undefined where `fault` speaks
    ErrorCode fault = ErrorCode::coordinates_missing;
    bool of_y = false;  ///< the fault lies in the second column
};

/// Where the rows of a source lie: two columns of numbers, or its geometries.
class PositionReader {
public:
    enum class Basis : std::uint8_t { none, columns, geometry };

    /// Settled from the study's roles x and y, the file's geometry, or the columns that the dialects know, in this
    /// order. A sample may stop the run: errors as coordinates.hpp, and study_missing_key where only one of x and y is
    /// given.
    PositionReader(const RoleBinder& binder, const study::Role& x, const study::Role& y,
                   const source::RowReader& reader, const source::RowBatch& sample);

    Basis basis() const noexcept { return basis_; }
    /// The column that a fault is about, for the ledger.
    const std::string& column(const RowPosition& position) const noexcept;
    /// One element a row. Faults: coordinates_missing, value_not_number, value_not_finite, coordinates_out_of_range,
    /// coordinates_null_island, geometry_missing, geometry_unreadable (also for what is not a point).
    void read(const source::RowBatch& batch, std::vector<RowPosition>& out);
    /// Two columns whose numbers are longitude and latitude as they stand, written with a point; nothing otherwise.
    std::optional<std::pair<std::size_t, std::size_t>> plain_columns() const;
    const SourceCrs& crs() const { return *crs_; }  ///< only where basis() is not none

private:
    /// Polygons have no position of their own, but their corners tell of the coordinate system as well as points do.
    void add_polygons_of(const source::RowBatch& sample);
    void read_raw(const source::RowBatch& batch, std::vector<RowPosition>& out);

    Basis basis_ = Basis::none;
    BoundRole x_, y_;
    NumberReader numbers_;
    std::optional<SourceCrs> crs_;
    std::string geometry_name_;
    std::vector<Point<Wgs84>> raw_;  ///< NaN where there is a fault
};

}  // namespace presencia::layer
