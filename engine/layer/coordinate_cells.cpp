// SPDX-License-Identifier: Apache-2.0
#include "layer/coordinate_cells.hpp"

#include "core/text.hpp"
#include "layer/likely_systems.hpp"
#include "layer/written_degrees.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace presencia::layer {

namespace {

using Order = study::CoordinateWords::Order;

/// "Ubicación (lat, lon)": which of the two the column's own name puts first, by the spellings of the roles; nothing where it names neither.
std::optional<bool> latitude_named_first(const SourceContext& context, const std::string& column) {
    const std::string folded = text::fold(column);
    for (const std::string_view word : text::split(folded, ' ')) {
        const std::vector<std::string> one{std::string(word)};
        if (context.dialects.column_for(context.kind, "y", one, nullptr)) return true;
        if (context.dialects.column_for(context.kind, "x", one, nullptr)) return false;
    }
    return std::nullopt;
}

/// What tells the order of a pair, counted over a sample.
struct OrderEvidence {
    std::size_t latitude_first = 0, longitude_first = 0;
};

std::string of(const SourceContext& context, std::size_t part, std::size_t all) {
    return std::to_string(part) + context.say(" de ", " of ") + std::to_string(all) + context.say(" celdas", " cells");
}

}  // namespace

/// Cells of a sample by the ways in which they can be read.
struct CoordinateCells::Count {
    std::size_t filled = 0, plain = 0, comma = 0, marked = 0;

    void add(std::string_view text, const NumberReader& numbers) {
        double value = 0.0;
        if (text.empty()) return;
        ++filled;
        if (!numbers.finite(text, value)) {
            ++plain;
        } else if (text::parse_double_comma(text)) {
            ++comma;
        } else if (const auto degrees = read_degrees(text)) {
            marked += degrees->marked ? 1 : 0;
        }
    }
};

CoordinateCells::CoordinateCells(const RoleBinder& binder, BoundRole x, BoundRole y, bool pair,
                                 const source::RowBatch& sample)
    : x_(std::move(x)), y_(std::move(y)), pair_(pair), numbers_(binder.context().source) {
    const SourceContext& context = binder.context();
    degrees_ = context.source.coordinates.dms;
    comma_ = context.source.coordinates.decimal_comma;
    settle_spelling(context, sample);
    if (pair_) {
        settle_order(context, sample);
    }
}

std::string CoordinateCells::shown() const {
    return pair_ ? x_.shown() : x_.shown() + ", " + y_.shown();
}

std::optional<ErrorCode> CoordinateCells::number(std::string_view text, double& out) const {
    if (text.empty()) {
        return ErrorCode::coordinates_missing;
    }
    const auto fault = numbers_.finite(text, out);
    if (!fault || *fault == ErrorCode::value_not_finite) {
        return fault;
    }
    if (const auto value = comma_ ? text::parse_double_comma(text) : std::nullopt; value && std::isfinite(*value)) {
        out = *value;
        return std::nullopt;
    }
    if (const auto written = degrees_ ? read_degrees(text) : std::nullopt) {
        out = written->degrees;
        return std::nullopt;
    }
    return fault;
}

std::optional<ErrorCode> CoordinateCells::halves(std::string_view text, double& first, double& second) const {
    if (text.empty()) {
        return ErrorCode::coordinates_missing;
    }
    const auto pair = read_pair(text);
    if (!pair) {
        return ErrorCode::value_not_number;
    }
    const auto fault = number(pair->first, first);
    if (fault) {
        return fault;
    }
    if (const auto other = number(pair->second, second)) {
        return other;
    }
    if (pair->point && latitude_first_) {
        std::swap(first, second);  // a point's own order, whatever that of its neighbours
    }
    return std::nullopt;
}

std::optional<ErrorCode> CoordinateCells::read(const source::RowBatch& batch, std::size_t row, Point<Wgs84>& out,
                                               bool& of_y) const {
    of_y = false;
    if (!pair_) {
        auto fault = number(x_.text(batch, row), out.x);
        if (!fault) {
            fault = number(y_.text(batch, row), out.y);
            of_y = fault.has_value();
        }
        return fault;
    }
    double first = 0.0, second = 0.0;
    const auto fault = halves(x_.text(batch, row), first, second);
    if (!fault) {
        out = latitude_first_ ? Point<Wgs84>{second, first} : Point<Wgs84>{first, second};
    }
    return fault;
}

void CoordinateCells::settle_spelling(const SourceContext& context, const source::RowBatch& sample) {
    Count count;
    for (std::size_t row = 0; row < sample.size(); ++row) {
        if (!pair_) {
            count.add(x_.text(sample, row), numbers_);
            count.add(y_.text(sample, row), numbers_);
        } else if (const auto pair = read_pair(x_.text(sample, row))) {
            count.add(pair->first, numbers_);
            count.add(pair->second, numbers_);
        }
    }
    if (!degrees_ && count.marked > 0) {
        degrees_ = true;
        context.guess("coordinates", "dms",
                      of(context, count.marked, count.filled) +
                          context.say(" en grados con minutos, segundos o letra", " are degrees with minutes, seconds or a letter"));
    }
    if (!comma_ && count.comma * 2 > count.filled) {
        comma_ = true;
        context.guess("coordinates", "decimal_comma", of(context, count.comma, count.filled) + context.say(" con coma decimal", " have a decimal comma"));
    }
}

void CoordinateCells::settle_order(const SourceContext& context, const source::RowBatch& sample) {
    const Order said = context.source.coordinates.order;
    if (said == Order::lat_lon || said == Order::lon_lat) {
        latitude_first_ = said == Order::lat_lon;
        return;
    }
    if (!context.source.crs.empty()) {
        return;  // x, then y, of a system that the study names; whoever means otherwise says so
    }
    OrderEvidence sides, numbers, area;
    const geo::Box expected = grown(context.extent);
    std::size_t points = 0, all = 0;
    for (std::size_t row = 0; row < sample.size(); ++row) {
        const auto pair = read_pair(x_.text(sample, row));
        double first = 0.0, second = 0.0;
        if (!pair || number(pair->first, first) || number(pair->second, second)) continue;
        ++all;
        points += pair->point ? 1 : 0;
        const auto side = read_degrees(pair->first);
        const char letter = side ? side->side : '\0';
        sides.latitude_first += letter == 'N' || letter == 'S' ? 1 : 0;
        sides.longitude_first += letter == 'E' || letter == 'W' ? 1 : 0;
        numbers.latitude_first += std::abs(second) > 90.0 ? 1 : 0;
        numbers.longitude_first += std::abs(first) > 90.0 ? 1 : 0;
        area.longitude_first += expected.contains({first, second}) || expected.contains({-first, second}) ? 1 : 0;
        area.latitude_first += expected.contains({second, first}) || expected.contains({-second, first}) ? 1 : 0;
    }
    if (all == 0 || points * 2 > all) {
        return;
    }
    const auto settled = [&](const OrderEvidence& by, const std::string& why) {
        if (by.latitude_first == by.longitude_first) return false;
        latitude_first_ = by.latitude_first > by.longitude_first;
        context.guess("coordinates", latitude_first_ ? "lat_lon" : "lon_lat",
                      why + ": " + of(context, std::max(by.latitude_first, by.longitude_first), all));
        return true;
    };
    if (settled(sides, context.say("por sus letras", "by their letters")) ||
        settled(area, context.say("caen en el área del estudio", "they lie in the study's area")) ||
        settled(numbers, context.say("una latitud no pasa de 90", "no latitude is beyond 90"))) {
        return;
    }
    if (const auto named = latitude_named_first(context, x_.shown())) {
        latitude_first_ = *named;
        context.guess("coordinates", latitude_first_ ? "lat_lon" : "lon_lat", context.say("así se llama la columna", "the column is called so"));
        return;
    }
    if (context.dialect != nullptr && context.dialect->read.pair) {
        latitude_first_ = *context.dialect->read.pair == "lat_lon";
        context.guess("coordinates", *context.dialect->read.pair, context.layout());
        return;
    }
    throw Error(ErrorCode::study_missing_key, context.in_study("coordinates"),
                context.say("¿qué va primero en \"" + x_.shown() + "\", la latitud o la longitud?",
                            "which stands first in \"" + x_.shown() + "\", latitude or longitude?"),
                "coordinates = \"lat_lon\" | \"lon_lat\"");
}

}  // namespace presencia::layer
