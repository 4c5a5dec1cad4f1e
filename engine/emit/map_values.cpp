// SPDX-License-Identifier: Apache-2.0
#include "emit/map_values.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace presencia::emit {

namespace {

std::size_t column_of(const StyleProperty& property, const Table& table) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].name == property.name) return i;
        names.push_back(table.columns[i].name);
    }
    const std::string near = text::nearest(property.name, names);
    throw Error(ErrorCode::study_bad_value, property.where, text::clip(property.name, 60),
                near.empty() ? "municipalities.geojson, docs/outputs.md" : near);
}

std::size_t number_column_of(const StyleProperty& property, const Table& table) {
    const std::size_t column = column_of(property, table);
    const CellType type = table.columns[column].type;
    if (type == CellType::integer || type == CellType::real) return column;
    throw Error(ErrorCode::study_bad_value, property.where,
                property.name + (type == CellType::text ? ": text" : ": true | false"), "kind = \"category\"");
}

Absence reason(const Cell& cell) {
    return cell.absence == Absence::none ? Absence::unknown : cell.absence;
}

Maybe<double> number_of(const Cell& cell) {
    return cell.is_number() && std::isfinite(cell.number()) ? Maybe<double>(cell.number()) : Maybe<double>(reason(cell));
}

MapValue category_of(const Cell& cell, const Cell* more) {
    std::string word = cell.text();
    if (word.empty()) return {Maybe<double>(reason(cell)), {}};
    if (more != nullptr && more->is_number() && more->number() > 0.0) word += '+';
    return {{}, std::move(word)};
}

std::vector<MapValue> categories(const StyleTemplate& style, const Table& table) {
    const std::size_t column = column_of(style.measure.property, table);
    std::optional<std::size_t> more;
    if (style.at_least_where.given()) more = number_column_of(style.at_least_where, table);
    std::vector<MapValue> out;
    for (const std::vector<Cell>& row : table.rows) out.push_back(category_of(row[column], more ? &row[*more] : nullptr));
    return out;
}

/// Bounds that are equal but for what summing in another order changes are equal.
bool differ(double a, double b) {
    return std::abs(a - b) > 1e-9 * std::max(std::abs(a), std::abs(b));
}

void mark_unsettled(const UnsettledRule& rule, const Table& table, std::vector<MapValue>& values) {
    if (rule.other_bound.given()) {
        const std::size_t other = number_column_of(rule.other_bound, table);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const Maybe<double> bound = number_of(table.rows[i][other]);
            values[i].unsettled = values[i].number.known() && bound.known() && differ(*values[i].number, *bound);
        }
        return;
    }
    const std::size_t where = column_of(rule.where, table);
    for (std::size_t i = 0; i < values.size(); ++i) values[i].unsettled = table.rows[i][where].text() == rule.is;
}

}  // namespace

StyleTemplate with_counts(StyleTemplate style) {
    StyleMeasure& measure = style.bivariate ? style.bivariate->up.measure : style.measure;
    if (!measure.counts) return style;
    measure.property = measure.counts->property;
    measure.percent = false;
    style.subtitle = measure.counts->subtitle;
    return style;
}

std::vector<MapValue> map_values(const StyleTemplate& style, const Table& table) {
    if (style.kind == StyleKind::category) return categories(style, table);
    const StyleMeasure& first = style.bivariate ? style.bivariate->up.measure : style.measure;
    const std::size_t up = number_column_of(first.property, table);
    std::optional<std::size_t> right;
    if (style.bivariate) right = number_column_of(style.bivariate->right.measure.property, table);
    std::vector<MapValue> out;
    for (const std::vector<Cell>& row : table.rows) {
        out.push_back({number_of(row[up]), {}});
        if (right) out.back().right = number_of(row[*right]);
    }
    if (style.unsettled) mark_unsettled(*style.unsettled, table, out);
    return out;
}

}  // namespace presencia::emit
