// SPDX-License-Identifier: Apache-2.0
#include "emit/cells.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <limits>

namespace presencia::emit {

double Cell::number() const {
    if (const double* real = std::get_if<double>(&value)) return *real;
    if (const std::int64_t* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return std::numeric_limits<double>::quiet_NaN();
}

std::string Cell::text() const {
    struct Print {
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(double number) const { return text::format_significant(number); }
        std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    };
    return std::visit(Print{}, value);
}

std::size_t Table::column(std::string_view name) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == name) return i;
    }
    throw Error(ErrorCode::internal, {.column = std::string(name)}, "no such column in the result");
}

std::string no_value(const std::vector<Column>& columns, const std::vector<Cell>& row) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (row[i].empty() && row[i].absence != Absence::not_studied && row[i].absence != Absence::none) {
            out += (out.empty() ? "" : " ") + columns[i].name + ":" + std::string(to_string(row[i].absence));
        }
    }
    return out;
}

void set_absences(const std::vector<Column>& columns, std::vector<Cell>& row, std::string_view no_value) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (row[i].empty()) row[i].absence = Absence::not_studied;
    }
    for (const std::string_view entry : text::split(no_value, ' ')) {
        const std::size_t colon = entry.find(':');
        for (std::size_t i = 0; colon != entry.npos && i < columns.size(); ++i) {
            if (columns[i].name != entry.substr(0, colon)) continue;
            for (int a = 0; a <= static_cast<int>(Absence::suppressed); ++a) {
                if (to_string(static_cast<Absence>(a)) == entry.substr(colon + 1)) row[i].absence = static_cast<Absence>(a);
            }
        }
    }
}

}  // namespace presencia::emit
