// SPDX-License-Identifier: Apache-2.0
#include "layer/positions.hpp"

#include "geo/wkb.hpp"

#include <cmath>
#include <limits>

namespace presencia::layer {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::optional<ErrorCode> coordinate(const NumberReader& numbers, std::string_view text, double& out) {
    return text.empty() ? ErrorCode::coordinates_missing : numbers.finite(text, out);
}

std::optional<ErrorCode> point_of(std::string_view wkb, Point<Wgs84>& out) {
    if (wkb.empty()) {
        return ErrorCode::geometry_missing;
    }
    const auto geometry = geo::read_wkb(wkb);
    if (!geometry || geometry->type == geo::RawGeometry::Type::other ||
        geometry->type == geo::RawGeometry::Type::polygon) {
        return ErrorCode::geometry_unreadable;
    }
    if (geometry->type == geo::RawGeometry::Type::none) {
        return ErrorCode::geometry_missing;
    }
    out = geometry->point;
    return std::nullopt;
}

}  // namespace

PositionReader::PositionReader(const RoleBinder& binder, const study::Role& x, const study::Role& y,
                               const source::RowReader& reader, const source::RowBatch& sample)
    : numbers_(binder.context().source), geometry_name_("geometry") {
    const SourceContext& context = binder.context();
    if (x.given() != y.given()) {
        const std::string missing = x.given() ? "y" : "x";
        throw Error(ErrorCode::study_missing_key, context.in_study(missing, x.given() ? x.line : y.line), {},
                    context.say("x e y van juntos", "x and y go together"));
    }
    if (x.given()) {
        x_ = binder.bind_given("x", x);
        y_ = binder.bind_given("y", y);
        basis_ = Basis::columns;
    } else if (reader.has_geometry()) {
        basis_ = Basis::geometry;
    } else {
        const std::size_t before = context.guesses.size();
        x_ = binder.bind("x", x);
        y_ = binder.bind("y", y);
        if (x_.given() && y_.given()) {
            basis_ = Basis::columns;
        } else {
            context.guesses.resize(before);
        }
    }
    if (basis_ == Basis::none) {
        return;
    }
    std::vector<RowPosition> positions;
    read_raw(sample, positions);
    add_polygons_of(sample);
    const bool columns = basis_ == Basis::columns;
    crs_ = columns ? column_crs(context, raw_) : geometry_crs(context, reader.crs(), raw_);
    check_coordinates(context, *crs_, raw_, columns ? x_.shown() + ", " + y_.shown() : std::string{});
}

const std::string& PositionReader::column(const RowPosition& position) const noexcept {
    if (basis_ == Basis::geometry) {
        return geometry_name_;
    }
    return position.of_y ? y_.shown() : x_.shown();
}

std::optional<std::pair<std::size_t, std::size_t>> PositionReader::plain_columns() const {
    const auto x = x_.single_column();
    const auto y = y_.single_column();
    if (basis_ != Basis::columns || !x || !y || !numbers_.plain_points() || !crs_->to_wgs84.identity()) {
        return std::nullopt;
    }
    return std::pair(*x, *y);
}

void PositionReader::read_raw(const source::RowBatch& batch, std::vector<RowPosition>& out) {
    out.assign(batch.size(), RowPosition{});
    raw_.assign(batch.size(), {nan, nan});
    for (std::size_t row = 0; row < batch.size(); ++row) {
        Point<Wgs84> point{nan, nan};
        std::optional<ErrorCode> fault;
        if (basis_ == Basis::geometry) {
            fault = point_of(batch.wkb.empty() ? std::string_view{} : batch.wkb[row], point);
        } else {
            fault = coordinate(numbers_, x_.text(batch, row), point.x);
            if (!fault) {
                fault = coordinate(numbers_, y_.text(batch, row), point.y);
                out[row].of_y = fault.has_value();
            }
        }
        if (fault) {
            out[row].fault = *fault;
        } else {
            raw_[row] = point;
        }
    }
}

void PositionReader::add_polygons_of(const source::RowBatch& sample) {
    for (std::size_t row = 0; row < sample.wkb.size() && basis_ == Basis::geometry; ++row) {
        if (sample.wkb[row].empty() || std::isfinite(raw_[row].x)) continue;
        const auto geometry = geo::read_wkb(sample.wkb[row]);
        if (geometry && !geometry->polygons.empty() && !geometry->polygons.front().outer.empty()) {
            raw_[row] = geometry->polygons.front().outer.front();
        }
    }
}

void PositionReader::read(const source::RowBatch& batch, std::vector<RowPosition>& out) {
    if (basis_ == Basis::none) {
        out.assign(batch.size(), RowPosition{});
        return;
    }
    read_raw(batch, out);
    // 0,0 is where lost coordinates gather in any system, before and after the transform.
    for (std::size_t row = 0; row < batch.size(); ++row) {
        if (raw_[row].x == 0.0 && raw_[row].y == 0.0) {
            out[row].fault = ErrorCode::coordinates_null_island;
            raw_[row] = {nan, nan};
        } else if (std::isfinite(raw_[row].x)) {
            out[row].fault = ErrorCode::coordinates_out_of_range;  // unless shown otherwise below
            out[row].of_y = crs_->degrees && std::abs(raw_[row].x) <= 180.0;
        }
    }
    if (!crs_->to_wgs84.identity()) {
        crs_->to_wgs84.convert(raw_);
    }
    for (std::size_t row = 0; row < batch.size(); ++row) {
        const auto position = LonLat::checked(raw_[row].x, raw_[row].y);
        if (!position) continue;
        if (position->null_island()) {
            out[row].fault = ErrorCode::coordinates_null_island;
            out[row].of_y = false;
        } else {
            out[row].position = *position;
        }
    }
}

}  // namespace presencia::layer
