// SPDX-License-Identifier: Apache-2.0
#include "run/fix/clean_cells.hpp"

#include "core/text.hpp"
#include "layer/people_role.hpp"
#include "layer/written_degrees.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace presencia::fix {

namespace {

using layer::Nines;

/// Digits with at most one point and a sign before them: as a clean file writes them.
bool clean_number(std::string_view text) {
    return text.find_first_not_of("0123456789.-") == text.npos && text::parse_double(text).has_value();
}

/// The fewest digits that read back as the same number, without exponent.
std::string number_text(double value) {
    char digits[400];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
    return {digits, end.ptr};
}

bool has_digit(std::string_view text) {
    return text.find_first_of("0123456789") != text.npos;
}

bool is_date(CellKind kind) {
    return kind == CellKind::date || kind == CellKind::edge;
}

bool is_number(CellKind kind) {
    return kind == CellKind::people || kind == CellKind::amount || kind == CellKind::coordinate || kind == CellKind::year || kind == CellKind::month;
}

Nines nines_of(CellKind kind) {
    switch (kind) {
        case CellKind::year: return Nines::year;
        case CellKind::month: return Nines::month;
        case CellKind::code: return Nines::key;
        case CellKind::date:
        case CellKind::edge: return Nines::date;
        default: return Nines::none;
    }
}

std::string_view change_of(CellKind kind) {
    return is_date(kind) ? "date" : "code";
}

/// A cell that its layer cannot read and a reader of clean files could.
CellCleaner::Cleaned marked(std::string_view text) {
    return {std::string(text) + " (?)", "unclear"};
}

}  // namespace

CellCleaner::CellCleaner(const layer::RoleBinder& binder, const std::vector<TypedRole>& roles, const std::string& date_format, const source::RowBatch& sample, CodeLookup codes)
    : kinds_(binder.columns().size(), CellKind::text), declared_(binder.context().source), books_(binder), codes_(std::move(codes)) {
    const bool joined = joins_dates(binder, roles);
    layer::BoundRole x, y, xy;
    for (const TypedRole& role : roles) {
        const layer::BoundRole found = bound(binder, role);
        if (role.name == "country") country_ = found;
        if (role.name == "x") x = found;
        if (role.name == "y") y = found;
        if (role.name == "xy") xy = found;
        const bool added = role.kind == CellKind::people || role.kind == CellKind::amount;  // numbers of several columns are
        const auto& columns = found.columns();
        if (columns.empty() || (columns.size() > 1 && !added) || kinds_[columns.front()] != CellKind::text || (joined && is_date(role.kind))) continue;
        settle(binder, role, found, date_format, sample);
    }
    if (x.given() && y.given()) {
        coordinates_ = layer::CoordinateCells(binder, x, y, false, sample);
    } else if (xy.given()) {
        coordinates_ = layer::CoordinateCells(binder, xy, {}, true, sample);
    }
}

layer::BoundRole CellCleaner::bound(const layer::RoleBinder& binder, const TypedRole& role) const {
    if (role.people_of_municipalities()) return layer::bind_people(binder, role.name, *role.given);
    const std::string_view kind = role.dialect_kind.empty() ? binder.context().kind : role.dialect_kind;
    return binder.bind(role.name, *role.given, kind, role.dialect_role.empty() ? role.name : role.dialect_role);
}

/// A date put together from several columns keeps them, and the format that they are read by.
bool CellCleaner::joins_dates(const layer::RoleBinder& binder, const std::vector<TypedRole>& roles) const {
    return std::any_of(roles.begin(), roles.end(), [&](const TypedRole& role) { return is_date(role.kind) && bound(binder, role).columns().size() > 1; });
}

void CellCleaner::settle(const layer::RoleBinder& binder, const TypedRole& role, const layer::BoundRole& found, const std::string& date_format, const source::RowBatch& sample) {
    for (const std::size_t column : found.columns()) kinds_[column] = role.kind;
    if (is_date(role.kind)) dates_.emplace(found.columns().front(), layer::DateReader::settle(binder, role.name, found, date_format, sample));
    if (role.kind == CellKind::people || role.kind == CellKind::amount) {
        const auto marks = layer::NumberReader::settle(binder, role.name, {&found}, sample, role.kind == CellKind::people ? layer::Holds::whole : layer::Holds::amount);
        for (const std::size_t column : found.columns()) marks_.emplace(column, marks);
    }
}

std::optional<std::size_t> CellCleaner::number_column() const {
    const auto found = std::find_if(kinds_.begin(), kinds_.end(), is_number);
    return found == kinds_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - kinds_.begin()));
}

std::optional<ErrorCode> CellCleaner::value_of(CellKind kind, std::string_view text, std::size_t column, double& out) const {
    if (kind == CellKind::coordinate) return coordinates_.number(text, out);
    if (kind != CellKind::year && kind != CellKind::month) return marks_.at(column).finite(text, out);
    std::int64_t whole = 0;
    const auto fault = declared_.count(text, whole);
    if (!fault) out = static_cast<double>(whole);
    return fault;
}

/// "12.34" among numbers with decimal commas is none, and must not become one where points are decimal.
CellCleaner::Cleaned CellCleaner::number(CellKind kind, std::string_view text, std::size_t column) const {
    double value = 0.0;
    if (const std::size_t mark = text.find_first_of("|;"); kind == CellKind::coordinate && mark != text.npos) return coordinates(text, text[mark]);
    if (value_of(kind, text, column, value)) {
        const auto otherwise = text::parse_double(text);
        const bool whole = kind == CellKind::year || kind == CellKind::month;
        const bool readable = otherwise && std::isfinite(*otherwise) && (!whole || (*otherwise >= 0.0 && *otherwise == std::floor(*otherwise)));
        return readable ? marked(text) : Cleaned{std::string(text), {}};
    }
    if (clean_number(text) && *text::parse_double(text) == value) return {std::string(text), {}};
    return {number_text(value), "number"};
}

/// Several coordinates in a cell: all of them, or none.
CellCleaner::Cleaned CellCleaner::coordinates(std::string_view text, char mark) const {
    std::string out;
    bool clean = true;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(mark, at), text.size());
        const std::string_view part = text::trim(text.substr(at, end - at));
        double value = 0.0;
        if (coordinates_.number(part, value)) return {std::string(text), {}};
        clean = clean && clean_number(part);
        out += (at > 0 ? std::string(1, mark) : std::string()) + number_text(value);
        at = end + 1;
    }
    return clean ? Cleaned{std::string(text), {}} : Cleaned{std::move(out), "number"};
}

/// Both numbers in the order in which they stand. Degrees with sides or minutes stay: their letters say what is what.
CellCleaner::Cleaned CellCleaner::pair(std::string_view text) const {
    const Cleaned as_it_is{std::string(text), {}};
    const auto halves = layer::read_pair(text);
    if (!halves || halves->point) return as_it_is;
    double first = 0.0, second = 0.0;
    for (const std::string_view half : {halves->first, halves->second}) {
        const auto degrees = layer::read_degrees(half);
        if (degrees && degrees->marked) return as_it_is;
    }
    const bool clean = clean_number(halves->first) && clean_number(halves->second);
    if (coordinates_.number(halves->first, first) || coordinates_.number(halves->second, second)) return clean ? marked(text) : as_it_is;
    return clean ? as_it_is : Cleaned{number_text(first) + ", " + number_text(second), "number"};
}

std::optional<std::string> CellCleaner::rewritten(CellKind kind, std::string_view text, const source::RowBatch& batch, std::size_t row, std::size_t column) const {
    if (is_date(kind)) {
        if (kind == CellKind::edge && text.size() == 4 && text::parse_integer(text)) return std::nullopt;
        const auto day = dates_.at(column).read(text);
        return day ? std::optional(day->iso()) : std::nullopt;
    }
    // A name stays a name: it says more to a reader than a code does.
    return kind == CellKind::code && has_digit(text) && codes_ ? codes_(country_.text(batch, row), text) : std::nullopt;
}

CellCleaner::Cleaned CellCleaner::clean(const source::RowBatch& batch, std::size_t row, std::size_t column) const {
    const std::string_view raw = batch.cells[column][row];
    const std::string_view text = text::trim(raw);
    const CellKind kind = kinds_[column];
    const Cleaned as_it_is{std::string(text), text.size() == raw.size() ? std::string_view() : "trimmed"};
    if (text.empty() || kind == CellKind::text || books_.is_missing(text, nines_of(kind))) return as_it_is;
    if (is_number(kind) || kind == CellKind::pair) {
        Cleaned number = kind == CellKind::pair ? pair(text) : this->number(kind, text, column);
        return number.what.empty() ? as_it_is : number;
    }
    auto written = rewritten(kind, text, batch, row, column);
    return written && *written != text ? Cleaned{std::move(*written), change_of(kind)} : as_it_is;
}

}  // namespace presencia::fix
