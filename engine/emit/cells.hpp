// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "core/maybe.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace presencia::emit {

enum class CellType : std::uint8_t { text, integer, real, boolean };

/// One value of an output table, or why there is none.
struct Cell {
    std::variant<std::monostate, std::string, std::int64_t, double, bool> value;
    Absence absence = Absence::none;

    Cell() = default;
    Cell(std::string text) : value(std::move(text)) {}
    Cell(std::string_view text) : value(std::string(text)) {}
    Cell(const char* text) : value(std::string(text)) {}
    Cell(std::int64_t number) : value(number) {}
    Cell(double number) : value(number) {}
    Cell(bool truth) : value(truth) {}
    Cell(Absence why) : absence(why) {}
    template <class T>
    Cell(const Maybe<T>& maybe) : absence(maybe.absence()) {
        if (maybe.known()) value = *maybe;
    }

    bool empty() const noexcept { return std::holds_alternative<std::monostate>(value); }
    bool is_number() const noexcept { return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value); }
    /// NaN where there is no number.
    double number() const;
    /// Locale-free text: 12 significant digits, true/false; "" where there is none.
    std::string text() const;
};

/// A column of an output table; its name is the property's name of product.md section 5.
struct Column {
    std::string name;
    CellType type = CellType::text;
    std::string label_es;
    std::string label_en;

    std::string_view label(Language language) const { return tr(language, label_es, label_en); }
};

/// A small table: what writers write and what the store gives back.
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;

    /// Position of a column; throws Error(internal) where there is none.
    std::size_t column(std::string_view name) const;
    const Cell& at(std::size_t row, std::string_view name) const { return rows[row][column(name)]; }
};

inline const Column no_value_column{"no_value", CellType::text, "Sin valor y por qué", "Without a value, and why"};

/// What stands in that column: "incidents:suppressed rate:suppressed": the columns of a row without a value and why, so that no data, unknown and suppressed stay
/// apart in formats whose only word is null. Not-studied families are left out.
std::string no_value(const std::vector<Column>& columns, const std::vector<Cell>& row);
/// The inverse: sets the absences of empty cells.
void set_absences(const std::vector<Column>& columns, std::vector<Cell>& row, std::string_view no_value);

}  // namespace presencia::emit
