// SPDX-License-Identifier: Apache-2.0
#include "layer/sums.hpp"

#include "core/text.hpp"
#include "layer/header_row.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace presencia::layer {

namespace {

/// Sum and number of the cells with a number, by column.
struct Sums {
    std::vector<double> sum;
    std::vector<std::size_t> rows;
    std::size_t all_rows = 0;  ///< with numbers or without

    void add(const std::vector<std::string>& cells) {
        ++all_rows;
        sum.resize(std::max(sum.size(), cells.size()));
        rows.resize(sum.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const auto value = loose_number(cells[i])) {
                sum[i] += *value;
                ++rows[i];
            }
        }
    }
    bool equals(std::size_t column, double value) const {
        return column < sum.size() && rows[column] >= 2 && std::abs(sum[column] - value) <= 1e-6 * std::max(1.0, std::abs(value));
    }
};

bool begins_like_total(const source::SampleRow& row, const WordList& totals) {
    const auto at = std::find_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); });
    if (at == row.cells.end()) {
        return false;
    }
    const std::string folded = text::fold(*at);
    // Those that are a word of totals and nothing else are told without sums.
    return totals.begins(folded) && !totals.holds_folded(folded) &&
           std::all_of(at + 1, row.cells.end(), [](const std::string& cell) { return cell.empty() || loose_number(cell); });
}

bool is_sum(const source::SampleRow& row, const Sums& group, const Sums& all) {
    std::size_t numbers = 0, of_group = 0, of_all = 0;
    double last = 0.0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto value = loose_number(row.cells[i]);
        if (!value || *value == 0.0) continue;
        ++numbers;
        last = *value;
        of_group += group.equals(i, *value) ? 1 : 0;
        of_all += all.equals(i, *value) ? 1 : 0;
    }
    if (numbers == 1 && last >= 2.0 && (last == static_cast<double>(group.all_rows) || last == static_cast<double>(all.all_rows))) return true;
    return numbers > 0 && std::max(of_group, of_all) * 2 >= numbers;
}

/// The numbers of a row that are not 0, by column.
struct NumbersOfRow {
    std::int64_t line = 0;
    std::map<std::size_t, double> of_column;
};

NumbersOfRow numbers_of(const source::SampleRow& row, const std::function<bool(std::size_t)>& counts) {
    NumbersOfRow out{row.line, {}};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto value = counts(i) ? loose_number(row.cells[i]) : std::nullopt;
        if (value && *value != 0.0) out.of_column.emplace(i, *value);
    }
    return out;
}

}  // namespace

std::optional<double> loose_number(std::string_view text) {
    if (!looks_numeric(text)) {
        return std::nullopt;
    }
    std::string digits;
    const std::size_t last = text.find_last_of(".,");
    const bool several = last != text.npos && text.find(text[last]) != last;
    const std::size_t behind = last == text.npos ? 0 : text.size() - last - 1;
    const bool other = last != text.npos && text.find(text[last] == '.' ? ',' : '.') != text.npos;
    const bool decimal = last != text.npos && !several && (behind != 3 || other);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (text::is_digit(c) || (c == '-' && digits.empty())) digits += c;
        if (decimal && i == last) digits += '.';
    }
    return text::parse_double(digits);
}

std::vector<std::int64_t> totals_by_sum(const source::TableSample& sample, std::size_t first, const WordList& totals,
                                        const std::function<bool(const source::SampleRow&)>& skip) {
    std::vector<std::int64_t> lines;
    std::vector<const source::SampleRow*> candidates;
    Sums all;
    for (std::size_t i = first; i < sample.rows.size(); ++i) {
        const source::SampleRow& row = sample.rows[i];
        if (begins_like_total(row, totals) && !skip(row)) {
            candidates.push_back(&row);
        } else if (!totals.holds(row.cells.empty() ? std::string_view{} : std::string_view(row.cells.front()))) {
            all.add(row.cells);
        }
    }
    Sums group;
    std::size_t next = 0;
    for (std::size_t i = first; i < sample.rows.size() && next < candidates.size(); ++i) {
        const source::SampleRow& row = sample.rows[i];
        if (&row != candidates[next]) {
            group.add(row.cells);
            continue;
        }
        ++next;
        if (is_sum(row, group, all)) {
            lines.push_back(row.line);
            group = {};
        } else {
            group.add(row.cells);
        }
    }
    return lines;
}

std::vector<std::int64_t> headings_by_sum(const source::TableSample& sample, std::size_t first, const std::function<bool(std::size_t)>& counts,
                                          const std::function<bool(const source::SampleRow&)>& skip) {
    constexpr std::size_t enough_rows = 12, enough_rows_of_several_columns = 6;
    std::vector<NumbersOfRow> rows;
    for (std::size_t i = first; i < sample.rows.size(); ++i) {
        if (!skip(sample.rows[i])) rows.push_back(numbers_of(sample.rows[i], counts));
    }
    std::set<std::size_t> columns;
    for (const NumbersOfRow& row : rows) {
        for (const auto& [column, number] : row.of_column) columns.insert(column);
    }
    if (rows.size() < (columns.size() > 1 ? enough_rows_of_several_columns : enough_rows)) return {};
    std::vector<std::int64_t> lines;
    std::size_t with_parts = 0;
    for (std::size_t at = 0; at < rows.size();) {
        const NumbersOfRow& heading = rows[at];
        NumbersOfRow sum;
        std::size_t parts = 0, next = at + 1;
        while (next < rows.size() && sum.of_column != heading.of_column) {
            for (const auto& [column, number] : rows[next].of_column) sum.of_column[column] += number;
            parts += rows[next].of_column.empty() ? 0 : 1;
            ++next;
        }
        if (heading.of_column.empty() || sum.of_column != heading.of_column) return {};
        while (next < rows.size() && rows[next].of_column.empty()) ++next;
        lines.push_back(heading.line);
        with_parts += parts > 1 ? 1 : 0;
        at = next;
    }
    return lines.size() > 1 && with_parts * 2 >= lines.size() ? lines : std::vector<std::int64_t>{};
}

}  // namespace presencia::layer
