// SPDX-License-Identifier: Apache-2.0
#include "layer/likely_columns.hpp"

#include "core/text.hpp"
#include "layer/month_reader.hpp"
#include "layer/written_degrees.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::layer {

namespace {

constexpr std::size_t year_digits = 4;

std::optional<int> year_of(std::string_view word) {
    const auto year = word.size() == year_digits && text::all_digits(word) ? text::parse_integer(word) : std::nullopt;
    return year && *year >= 1950 && *year <= 2100 ? std::optional(static_cast<int>(*year)) : std::nullopt;
}

/// The words of a name; a year that is grown together with the word before it ("pob2013") is one of its own.
std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> out;
    for (const std::string_view word : text::split(name, ' ')) {
        const std::size_t head = word.size() > year_digits ? word.size() - year_digits : 0;
        const bool grown = head > 0 && !text::all_digits(word.substr(head - 1, 1)) && year_of(word.substr(head));
        if (grown) out.push_back(word.substr(0, head));
        if (!word.empty()) out.push_back(grown ? word.substr(head) : word);
    }
    return out;
}

struct Fit {
    std::optional<int> year;
};

/// Whether the words are the spelling's, in a row, with nothing around them but what may stand there.
std::optional<Fit> fits(const std::vector<std::string_view>& words, const std::string& spelling, const LikelyRole& likely) {
    const std::vector<std::string_view> wanted = text::split(spelling, ' ');
    for (std::size_t first = 0; first + wanted.size() <= words.size(); ++first) {
        if (!std::equal(wanted.begin(), wanted.end(), words.begin() + static_cast<std::ptrdiff_t>(first))) continue;
        Fit fit;
        bool only = true;
        for (std::size_t k = 0; k < words.size() && only; ++k) {
            if (k >= first && k < first + wanted.size()) continue;
            const auto year = likely.year && !fit.year ? year_of(words[k]) : std::nullopt;
            if (year) fit.year = year;
            only = year || std::find(likely.around.begin(), likely.around.end(), words[k]) != likely.around.end();
        }
        if (only) return fit;
    }
    return std::nullopt;
}

const LikelyRole* likely_role(const Dialect& dialect, std::string_view role) {
    const auto found = std::find_if(dialect.likely.begin(), dialect.likely.end(), [&](const LikelyRole& one) { return one.role == role; });
    return found == dialect.likely.end() ? nullptr : &*found;
}

/// Certain spellings before likely ones.
std::vector<std::string> spellings_of(const Dialect& dialect, const LikelyRole& likely) {
    std::vector<std::string> out;
    for (const RoleColumns& certain : dialect.roles) {
        if (certain.role == likely.role) out = certain.columns;
    }
    out.insert(out.end(), likely.columns.begin(), likely.columns.end());
    return out;
}

}  // namespace

std::optional<LikelyColumn> likely_column(const Dialect& dialect, std::string_view role, const std::vector<std::string>& columns) {
    const LikelyRole* const likely = likely_role(dialect, role);
    if (likely == nullptr) return std::nullopt;
    std::vector<LikelyColumn> found;
    bool years = false;
    const std::vector<std::string> spellings = spellings_of(dialect, *likely);
    std::vector<bool> taken(columns.size(), false);
    for (const std::string& spelling : spellings) {
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const auto fit = taken[k] ? std::nullopt : fits(words_of(columns[k]), spelling, *likely);
            if (!fit) continue;
            taken[k] = true;
            years = years || fit->year;
            found.push_back({k, fit->year});
        }
    }
    return found.empty() || (years && found.size() > 1) ? std::nullopt : std::optional(found.front());
}

std::optional<int> year_beside(const Dialect& dialect, std::string_view role, const std::string& column) {
    const LikelyRole* const likely = likely_role(dialect, role);
    if (likely == nullptr) return std::nullopt;
    const std::vector<std::string_view> words = words_of(column);
    for (const std::string& spelling : spellings_of(dialect, *likely)) {
        if (const auto fit = fits(words, spelling, *likely); fit && fit->year) return fit->year;
    }
    return std::nullopt;
}

bool may_be_coordinates(const source::RowBatch& sample, std::size_t x, std::size_t y) {
    constexpr double half_circle = 180.0;
    std::size_t given = 0, read = 0, small = 0;
    for (const std::size_t column : {x, y}) {
        for (const std::string_view cell : sample.cells[column]) {
            const std::string_view text = text::trim(cell);
            if (text.empty()) continue;
            ++given;
            auto number = text::parse_double(text);
            if (!number) number = text::parse_double_comma(text);
            if (!number) {
                read += read_degrees(text) ? 1 : 0;
                continue;
            }
            ++read;
            small += std::abs(*number) <= half_circle && *number == std::floor(*number) ? 1 : 0;
        }
    }
    return read > 0 && read * 2 >= given && small * 2 < read;
}

bool may_be_years(const source::RowBatch& sample, std::size_t column) {
    const MonthReader months = MonthReader::settle(MonthReader::Column::years, sample, column);
    std::size_t given = 0, read = 0;
    for (const std::string_view cell : sample.cells[column]) {
        const std::string_view text = text::trim(cell);
        if (text.empty()) continue;
        ++given;
        const auto number = text::parse_integer(text);
        read += (number && *number >= 1900 && *number <= 2100) || months.days(text) ? 1 : 0;
    }
    return read > 0 && read * 2 >= given;
}

}  // namespace presencia::layer
