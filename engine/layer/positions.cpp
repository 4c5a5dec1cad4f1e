// SPDX-License-Identifier: Apache-2.0
#include "layer/positions.hpp"

#include "geo/wkb.hpp"
#include "layer/country_centres.hpp"
#include "layer/likely_columns.hpp"
#include "layer/likely_systems.hpp"

#include <cmath>
#include <limits>
#include <map>

namespace presencia::layer {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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

bool is_country_centre(LonLat position) {
    const CountryCentre* const centre = country_centre(position);
    return centre != nullptr && !centre->capital;
}

/// Columns that are called like coordinates, more or less, must hold some.
bool agree(const SourceContext& context, const BoundRole& x, const BoundRole& y, const source::RowBatch& sample) {
    const auto column_x = x.single_column(), column_y = y.single_column();
    const auto likely = [&](std::string_view role, const BoundRole& bound) { return context.dialects.likely_only(context.kind, role, bound.shown(), context.dialect); };
    return !column_x || !column_y || (!likely("x", x) && !likely("y", y)) || may_be_coordinates(sample, *column_x, *column_y);
}

}  // namespace

PositionReader::PositionReader(const RoleBinder& binder, const study::Role& x, const study::Role& y,
                               const study::Role& xy, const source::RowReader& reader, const source::RowBatch& sample)
    : words_(binder.context().source.coordinates),
      leave_out_centres_(binder.context().source.centre_points == study::CentrePoints::reject),
      geometry_name_("geometry") {
    const SourceContext& context = binder.context();
    if (x.given() != y.given()) {
        const std::string missing = x.given() ? "y" : "x";
        throw Error(ErrorCode::study_missing_key, context.in_study(missing, x.given() ? x.line : y.line), {},
                    context.say("x e y van juntos", "x and y go together"));
    }
    if (x.given()) {
        cells_ = CoordinateCells(binder, binder.bind_given("x", x), binder.bind_given("y", y), false, sample);
        basis_ = Basis::columns;
    } else if (xy.given()) {
        cells_ = CoordinateCells(binder, binder.bind_given("xy", xy), {}, true, sample);
        basis_ = Basis::columns;
    } else if (reader.has_geometry()) {
        basis_ = Basis::geometry;
    } else {
        recognise_columns(binder, x, y, xy, sample);
    }
    if (basis_ == Basis::none) {
        return;
    }
    std::vector<RowPosition> positions;
    read_raw(sample, positions);
    add_polygons_of(sample);
    const geo::Box expected = grown(context.extent);
    const bool columns = basis_ == Basis::columns;
    crs_ = columns ? column_crs(context, raw_, expected) : geometry_crs(context, reader.crs(), raw_, expected);
    check_coordinates(context, *crs_, raw_, columns ? cells_.shown() : std::string{}, expected);
}

void PositionReader::recognise_columns(const RoleBinder& binder, const study::Role& x, const study::Role& y,
                                       const study::Role& xy, const source::RowBatch& sample) {
    std::vector<Guess>& guesses = binder.context().guesses;
    const std::size_t before = guesses.size();
    BoundRole of_x = binder.bind("x", x);
    BoundRole of_y = binder.bind("y", y);
    if (of_x.given() && of_y.given() && agree(binder.context(), of_x, of_y, sample)) {
        cells_ = CoordinateCells(binder, std::move(of_x), std::move(of_y), false, sample);
        basis_ = Basis::columns;
        return;
    }
    guesses.resize(before);
    if (BoundRole both = binder.bind("xy", xy); both.given()) {
        cells_ = CoordinateCells(binder, std::move(both), {}, true, sample);
        basis_ = Basis::columns;
    }
}

void PositionReader::ask_about_centres(const SourceContext& context, RowFilter& filter, const source::RowBatch& sample) {
    if (basis_ == Basis::none || leave_out_centres_) {
        return;
    }
    constexpr std::size_t few = 3;
    std::vector<RowPosition> positions;
    read(sample, positions);
    std::map<const CountryCentre*, std::size_t> found;
    std::size_t placed = 0;
    for (std::size_t row = 0; row < positions.size(); ++row) {
        if (!positions[row].position.defined() || !filter.passes(sample, row)) continue;
        ++placed;
        if (const CountryCentre* centre = country_centre(positions[row].position)) ++found[centre];
    }
    for (const auto& [centre, rows] : found) {
        if (rows < few) continue;
        const std::string country(centre->country);
        const std::string share = std::to_string(rows) + context.say(" de ", " of ") + std::to_string(placed);
        if (centre->capital) {
            if (rows * 20 >= placed) {
                context.guess("coordinates", "as_written",
                              share + context.say(" en el punto que los diccionarios geográficos dan para la capital (",
                                                  " at the point that gazetteers give for the capital (") +
                                  country + context.say("): ¿se conoce el lugar?", "): is the place known?"));
            }
        } else if (context.source.centre_points == study::CentrePoints::ask) {
            throw Error(ErrorCode::position_country_centre, context.in_source(0, column({})),
                        share + context.say(" de la muestra, ", " of the sample, ") + country,
                        context.say("centre_points = \"reject\" las deja fuera; \"keep\" las toma como están",
                                    "centre_points = \"reject\" leaves them out; \"keep\" takes them as they are"));
        } else {
            context.guess("centre_points", "keep", share + ", " + country);
        }
    }
}

const std::string& PositionReader::column(const RowPosition& position) const noexcept {
    if (basis_ == Basis::geometry) {
        return geometry_name_;
    }
    return position.of_y && cells_.y().given() ? cells_.y().shown() : cells_.x().shown();
}

bool PositionReader::as_they_stand() const {
    return words_.order == study::CoordinateWords::Order::found && !words_.west && !leave_out_centres_ && crs_->to_wgs84.identity();
}

bool PositionReader::plain_geometry() const {
    return basis_ == Basis::geometry && as_they_stand();
}

std::optional<std::pair<std::size_t, std::size_t>> PositionReader::plain_columns() const {
    const auto x = cells_.x().single_column();
    const auto y = cells_.y().single_column();
    if (basis_ != Basis::columns || !x || !y || !cells_.plain_points() || !as_they_stand()) {
        return std::nullopt;
    }
    return std::pair(*x, *y);
}

void PositionReader::read_raw(const source::RowBatch& batch, std::vector<RowPosition>& out) {
    out.assign(batch.size(), RowPosition{});
    raw_.assign(batch.size(), {nan, nan});
    for (std::size_t row = 0; row < batch.size(); ++row) {
        Point<Wgs84> point{nan, nan};
        const auto fault = basis_ == Basis::geometry
                               ? point_of(batch.wkb.empty() ? std::string_view{} : batch.wkb[row], point)
                               : cells_.read(batch, row, point, out[row].of_y);
        if (fault) {
            out[row].fault = *fault;
        } else {
            raw_[row] = point;
        }
    }
    arrange(words_, raw_);
}

/// Beyond the area of use by more than a zone: a national map in the grid of its middle is still well placed, and what
/// lies further out is a number that is wrong.
bool PositionReader::far_outside(LonLat position) const {
    constexpr double zone = 6.0;  // degrees
    return !crs_->to_wgs84.identity() && !crs_->to_wgs84.in_area_of_use(position.point(), zone);
}

void PositionReader::add_polygons_of(const source::RowBatch& sample) {
    for (std::size_t row = 0; row < sample.wkb.size() && basis_ == Basis::geometry; ++row) {
        if (sample.wkb[row].empty() || std::isfinite(raw_[row].x)) continue;
        const auto geometry = geo::read_wkb(sample.wkb[row]);
        if (geometry && !geometry->polygons.empty() && !geometry->polygons.front().outer.empty()) {
            raw_[row] = geometry->polygons.front().outer.front();
            arrange(words_, std::span(&raw_[row], 1));
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
        } else if (leave_out_centres_ && is_country_centre(*position)) {
            out[row].fault = ErrorCode::position_country_centre;
        } else if (far_outside(*position)) {
            out[row].fault = ErrorCode::crs_out_of_area;
        } else {
            out[row].position = *position;
            continue;
        }
        out[row].of_y = false;
    }
}

}  // namespace presencia::layer
