// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/point.hpp"
#include "layer/numbers.hpp"
#include "layer/roles.hpp"

#include <optional>
#include <string_view>

namespace presencia::layer {

/// Reads coordinates that stand in cells: two columns, or both in one. Which of their spellings a source has is settled
/// from a sample where the study does not say it.
class CoordinateCells {
public:
    CoordinateCells() : numbers_(study::Source{}) {}
    /// `pair`: both coordinates in one column; then y is not given. Records what it found as guesses. Throws
    /// study_missing_key where nothing tells which coordinate of a pair is the latitude.
    CoordinateCells(const RoleBinder& binder, BoundRole x, BoundRole y, bool pair, const source::RowBatch& sample);

    /// A row's coordinates as the file writes them, longitude (or x) first; the reason where there are none:
    /// coordinates_missing, value_not_number, value_not_finite. `of_y`: the fault lies in the second column.
    std::optional<ErrorCode> read(const source::RowBatch& batch, std::size_t row, Point<Wgs84>& out, bool& of_y) const;

    /// One coordinate as it stands in its cell, or in its half of a pair; the same reasons.
    std::optional<ErrorCode> number(std::string_view text, double& out) const;

    const BoundRole& x() const noexcept { return x_; }
    const BoundRole& y() const noexcept { return y_; }
    /// "lon, lat", or the name of the one column.
    std::string shown() const;
    /// Whether a plain number with a point is read as just that.
    bool plain_points() const noexcept { return !pair_ && numbers_.plain_points(); }

private:
    struct Count;
    std::optional<ErrorCode> halves(std::string_view text, double& first, double& second) const;
    void settle_spelling(const SourceContext& context, const source::RowBatch& sample);
    void settle_order(const SourceContext& context, const source::RowBatch& sample);

    BoundRole x_, y_;
    bool pair_ = false;
    bool latitude_first_ = false;
    bool degrees_ = false;  ///< minutes, seconds, sides are read
    bool comma_ = false;    ///< beside the point
    NumberReader numbers_;
};

}  // namespace presencia::layer
