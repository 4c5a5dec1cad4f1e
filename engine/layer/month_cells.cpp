// SPDX-License-Identifier: Apache-2.0
#include "layer/month_cells.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <string>

namespace presencia::layer {

namespace {

constexpr std::size_t shortest = 5;  // "5/2013"
constexpr std::size_t longest = 20;  // "septiembre del 2013"

constexpr std::string_view in_digits[] = {"%Y-%m", "%Y/%m", "%m/%Y", "%m-%Y"};
constexpr std::string_view in_words[] = {"%b %Y", "%b-%Y", "%b/%Y", "%b. %Y", "%b de %Y", "%b del %Y", "%Y %b", "%Y-%b", "%Y/%b", "%b-%y", "%b/%y", "%b %y"};

/// The first of the month, where `text` is in one of `formats`.
template <std::size_t Count>
std::optional<Date> first_day(std::string_view text, const std::string_view (&formats)[Count]) {
    const std::string dated = "1 " + std::string(text);
    for (const std::string_view format : formats) {
        if (const auto day = Date::from_format(dated, "%d " + std::string(format))) return day;
    }
    return std::nullopt;
}

std::optional<Date> first_day(std::string_view text) {
    if (text.size() < shortest || text.size() > longest) return std::nullopt;
    if (text.size() == 6 && text::all_digits(text)) {
        const auto number = [&](std::size_t at, std::size_t length) { return static_cast<int>(*text::parse_integer(text.substr(at, length))); };
        const int year = number(0, 4);
        return year >= 1900 && year < 2100 ? Date::from_ymd(year, number(4, 2), 1) : std::nullopt;
    }
    const bool words = std::any_of(text.begin(), text.end(), [](char c) { return !text::is_digit(c) && c != '-' && c != '/'; });
    return words ? first_day(text, in_words) : first_day(text, in_digits);
}

}  // namespace

std::optional<Period> days_of_month(std::string_view text) {
    const auto first = first_day(text);
    if (!first) return std::nullopt;
    return Period{*first, *Date::from_ymd(first->year(), first->month(), days_in_month(first->year(), first->month()))};
}

}  // namespace presencia::layer
