// SPDX-License-Identifier: Apache-2.0
#include "run/fix/clean_cells.hpp"

#include "core/text.hpp"

#include <charconv>

namespace presencia::fix {

namespace {

/// Digits with at most one point and a sign: nothing to rewrite.
bool plain_number(std::string_view text) {
    return text.find_first_not_of("0123456789.-") == text.npos && text::parse_double(text).has_value();
}

std::string number_text(double value) {
    char digits[400];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
    return {digits, end.ptr};
}

bool has_digit(std::string_view text) {
    return text.find_first_of("0123456789") != text.npos;
}

}  // namespace

CellCleaner::CellCleaner(const layer::RoleBinder& binder, const std::vector<TypedRole>& roles, const study::Source& source, const std::string& date_format, const source::RowBatch& sample, CodeLookup codes)
    : kinds_(binder.columns().size(), CellKind::text), numbers_(source), codes_(std::move(codes)) {
    for (const TypedRole& role : roles) {
        const std::string_view kind = role.dialect_kind.empty() ? binder.context().kind : role.dialect_kind;
        const layer::BoundRole bound = binder.bind(role.name, *role.given, kind, role.dialect_role.empty() ? role.name : role.dialect_role);
        if (role.name == "country") country_ = bound;
        const auto column = bound.single_column();
        if (!column) continue;
        if (kinds_[*column] != CellKind::text) continue;
        kinds_[*column] = role.kind;
        if (role.kind == CellKind::date) dates_.emplace(*column, layer::DateReader::settle(binder, role.name, bound, date_format, sample));
    }
}

std::optional<std::string> CellCleaner::rewritten(CellKind kind, std::string_view text, const source::RowBatch& batch, std::size_t row, std::size_t column) const {
    if (text.empty() || kind == CellKind::text) return std::nullopt;
    if (kind == CellKind::number) {
        double value = 0.0;
        if (plain_number(text) || numbers_.finite(text, value)) return std::nullopt;
        return number_text(value);
    }
    if (kind == CellKind::date) {
        const auto day = dates_.at(column).read(text);
        return day ? std::optional(day->iso()) : std::nullopt;
    }
    // A name stays a name: it says more to a reader than a code does.
    return has_digit(text) && codes_ ? codes_(country_.text(batch, row), text) : std::nullopt;
}

CellCleaner::Cleaned CellCleaner::clean(const source::RowBatch& batch, std::size_t row, std::size_t column) {
    constexpr std::string_view names[] = {"", "number", "date", "code"};
    const std::string_view raw = batch.cells[column][row];
    const std::string_view text = text::trim(raw);
    const CellKind kind = kinds_[column];
    if (auto written = rewritten(kind, text, batch, row, column); written && *written != text) return {std::move(*written), names[static_cast<std::size_t>(kind)]};
    return {std::string(text), text.size() == raw.size() ? std::string_view() : "trimmed"};
}

}  // namespace presencia::fix
