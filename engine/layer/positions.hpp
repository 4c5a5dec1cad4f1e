// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "core/lonlat.hpp"
#include "layer/coordinate_cells.hpp"
#include "layer/coordinates.hpp"
#include "layer/row_filter.hpp"
#include "layer/roles.hpp"

#include <cstdint>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace presencia::layer {

/// The position of one row, or why it has none that can be used.
struct RowPosition {
    LonLat position;  ///< undefined where `fault` speaks
    ErrorCode fault = ErrorCode::coordinates_missing;
    bool of_y = false;  ///< the fault lies in the second column
};

/// Where the rows of a source lie: two columns of coordinates, one column of pairs, or its geometries.
class PositionReader {
public:
    enum class Basis : std::uint8_t { none, columns, geometry };

    /// Settled from the study's roles x and y, or xy, the file's geometry, or the columns that the dialects know, in
    /// this order. A sample may stop the run: errors as coordinates.hpp and coordinate_cells.hpp, and
    /// study_missing_key where only one of x and y is given.
    PositionReader(const RoleBinder& binder, const study::Role& x, const study::Role& y, const study::Role& xy,
                   const source::RowReader& reader, const source::RowBatch& sample);

    /// Looks for points that stand for a country as a whole among the rows of the sample that pass the filter. Throws
    /// position_country_centre where there are three or more and the study does not say what to do with them; points of
    /// a capital are told as a guess.
    void ask_about_centres(const SourceContext& context, RowFilter& filter, const source::RowBatch& sample);
    /// Of a source whose places are not looked at: every row has coordinates_missing.
    PositionReader() = default;

    Basis basis() const noexcept { return basis_; }
    /// The roles of the coordinates; not given where the basis is another, or both stand in one column.
    std::array<const BoundRole*, 2> coordinates() const noexcept { return {&cells_.x(), &cells_.y()}; }
    /// The column that a fault is about, for the ledger.
    const std::string& column(const RowPosition& position) const noexcept;
    /// One element a row. Faults: coordinates_missing, value_not_number, value_not_finite, coordinates_out_of_range,
    /// coordinates_null_island, position_country_centre, crs_out_of_area, geometry_missing, geometry_unreadable (also for what is not a point).
    void read(const source::RowBatch& batch, std::vector<RowPosition>& out);
    /// Two columns whose numbers are longitude and latitude as they stand, written with a point; nothing otherwise.
    std::optional<std::pair<std::size_t, std::size_t>> plain_columns() const;
    /// Whether the rows' geometries are longitude and latitude as they stand.
    bool plain_geometry() const;
    const SourceCrs& crs() const { return *crs_; }  ///< only where basis() is not none
    /// What the study says of how coordinates are meant, for shapes that the caller reads itself.
    const study::CoordinateWords& words() const noexcept { return words_; }

private:
    bool as_they_stand() const;
    /// Polygons have no position of their own, but their corners tell of the coordinate system as well as points do.
    void add_polygons_of(const source::RowBatch& sample);
    void read_raw(const source::RowBatch& batch, std::vector<RowPosition>& out);
    void recognise_columns(const RoleBinder& binder, const study::Role& x, const study::Role& y, const study::Role& xy,
                           const source::RowBatch& sample);
    bool far_outside(LonLat position) const;

    Basis basis_ = Basis::none;
    CoordinateCells cells_;
    study::CoordinateWords words_;
    bool leave_out_centres_ = false;
    std::optional<SourceCrs> crs_;
    std::string geometry_name_;
    std::vector<Point<Wgs84>> raw_;  ///< NaN where there is a fault
};

}  // namespace presencia::layer
