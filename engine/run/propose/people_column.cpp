// SPDX-License-Identifier: Apache-2.0
#include "run/propose/people_column.hpp"

#include "core/text.hpp"
#include "layer/wide_names.hpp"

#include <algorithm>

namespace presencia::propose {

namespace {

/// Digits with marks between them, whatever the marks are: 12.345 and 12,345 are numbers here.
bool like_a_number(std::string_view cell) {
    const std::string_view text = text::trim(cell);
    const bool digit = std::any_of(text.begin(), text.end(), text::is_digit);
    return digit && text.find_first_not_of("0123456789.,' -") == text.npos;
}

bool plays_a_role(const FileLook& look, const std::string& column) {
    const auto in = [&](const Sight& sight) {
        return std::any_of(sight.roles.begin(), sight.roles.end(), [&](const auto& role) { return role.second == column; });
    };
    return in(look.municipalities) || in(look.incidents) || in(look.population);
}

}  // namespace

bool numbers_the_rows(const std::vector<std::string>& cells) {
    std::int64_t next = 1;
    return !cells.empty() && std::all_of(cells.begin(), cells.end(), [&](const std::string& cell) { return text::parse_integer(text::trim(cell)) == next++; });
}

std::vector<std::string> unused_numbers(const FileLook& look) {
    const Sight& sight = look.municipalities;
    std::vector<std::string> out;
    for (std::size_t c = 0; c < sight.cells.size(); ++c) {
        const auto& cells = sight.cells[c];
        const auto given = std::count_if(cells.begin(), cells.end(), [](const std::string& cell) { return !text::trim(cell).empty(); });
        const bool numbers = given > 0 && std::count_if(cells.begin(), cells.end(), like_a_number) * 2 > given;
        if (numbers && !plays_a_role(look, sight.columns[c]) && !numbers_the_rows(cells)) out.push_back(sight.columns[c]);
    }
    return out;
}

std::optional<std::string> column_of_people(const FileLook& look, const layer::Dialects& dialects) {
    const std::vector<std::string> numbers = unused_numbers(look);
    const auto only = [&](const auto& is) -> std::optional<std::string> {
        const auto first = std::find_if(numbers.begin(), numbers.end(), is);
        return first == numbers.end() || std::find_if(first + 1, numbers.end(), is) != numbers.end() ? std::nullopt : std::optional(*first);
    };
    if (auto sum = only([&](const std::string& name) { return dialects.reading().totals.holds(name); })) return sum;
    if (auto year = only([](const std::string& name) { return layer::year_of_column(name).has_value(); })) return year;
    // Women, or men, are not all people.
    const auto part = [&](const std::string& name) { return dialects.reading().men.holds(name) || dialects.reading().women.holds(name); };
    return std::any_of(numbers.begin(), numbers.end(), part) ? std::nullopt : only([](const std::string&) { return true; });
}

std::optional<int> year_of_people(const std::string& column, const layer::Dialects& dialects) {
    const auto plain = layer::year_of_column(column);
    return plain ? plain : dialects.year_in_name("municipalities", "population", column);
}

}  // namespace presencia::propose
