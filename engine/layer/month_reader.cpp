// SPDX-License-Identifier: Apache-2.0
#include "layer/month_reader.hpp"

#include "core/text.hpp"

#include <string>

namespace presencia::layer {

namespace {

int number_in(std::string_view digits) {
    return static_cast<int>(text::parse_integer(digits).value_or(0));
}

struct YearMonth {
    int year, month;
    bool year_first;
};

/// "2013-05", "05/2013": any two digits for the month, as the caller has to judge.
std::optional<YearMonth> in_digits(std::string_view text) {
    constexpr std::size_t length = 7;
    const std::size_t mark = text.find_first_of("-/");
    if (text.size() != length || (mark != 4 && mark != 2)) return std::nullopt;
    const std::string_view before = text.substr(0, mark), after = text.substr(mark + 1);
    if (!text::all_digits(before) || !text::all_digits(after)) return std::nullopt;
    return mark == 4 ? YearMonth{number_in(before), number_in(after), true} : YearMonth{number_in(after), number_in(before), false};
}

/// "201305": years that a table of incidents may be of.
std::optional<Date> run_together(std::string_view text) {
    if (text.size() != 6 || !text::all_digits(text)) return std::nullopt;
    const int year = number_in(text.substr(0, 4));
    return year >= 1950 && year < 2100 ? Date::from_ymd(year, number_in(text.substr(4)), 1) : std::nullopt;
}

/// "may-13", as spreadsheets show months.
std::optional<Date> short_year(std::string_view text) {
    const std::size_t mark = text.find('-');
    if (mark == text.npos || mark < 3 || text.size() != mark + 3 || !text::all_digits(text.substr(mark + 1))) return std::nullopt;
    const std::string_view year = text.substr(mark + 1);
    return Date::from_words("1 " + std::string(text.substr(0, mark)) + (year >= "69" ? " 19" : " 20") + std::string(year));
}

}  // namespace

MonthReader MonthReader::settle(Column holds, const source::RowBatch& sample, std::optional<std::size_t> column) {
    MonthReader reader;
    reader.holds_ = holds;
    if (!column) return reader;
    std::size_t pairs = 0, next_years = 0, none = 0, days = 0, firsts = 0, januaries = 0;
    for (const std::string_view cell : sample.cells[*column]) {
        const std::string_view text = text::trim(cell);
        if (const auto pair = in_digits(text); pair && pair->year_first) {
            ++pairs;
            next_years += pair->month == (pair->year + 1) % 100 ? 1 : 0;
            none += pair->month < 1 || pair->month > 12 ? 1 : 0;
        } else if (const auto day = Date::from_iso(text)) {
            ++days;
            firsts += day->day() == 1 ? 1 : 0;
            januaries += day->month() == 1 ? 1 : 0;
        }
    }
    reader.year_first_ = none == 0 && (pairs == 0 || next_years < pairs);
    reader.first_days_ = holds == Column::years && firsts == days && januaries < days;
    return reader;
}

std::optional<Date> MonthReader::first_day(std::string_view text) const {
    constexpr std::size_t longest_words = 40;  // "septiembre del 2013", with a dot or a blank more
    if (const auto pair = in_digits(text)) return pair->year_first && !year_first_ ? std::nullopt : Date::from_ymd(pair->year, pair->month, 1);
    if (holds_ == Column::years) {
        if (const auto day = run_together(text)) return day;
        if (const auto day = short_year(text)) return day;
        if (const auto day = Date::from_iso(text)) return first_days_ && day->day() == 1 ? day : std::nullopt;
    }
    return text.empty() || text.size() > longest_words || text::all_digits(text) ? std::nullopt : Date::from_words("1 " + std::string(text));
}

std::optional<Period> MonthReader::days(std::string_view text) const {
    const auto first = first_day(text);
    if (!first) return std::nullopt;
    return Period{*first, *Date::from_ymd(first->year(), first->month(), days_in_month(first->year(), first->month()))};
}

}  // namespace presencia::layer
