// SPDX-License-Identifier: Apache-2.0
#include "serve/interval.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace presencia::serve {

namespace {

[[noreturn]] void refuse_interval(std::string_view value) {
    throw Error(ErrorCode::parameter_invalid, {.column = "datetime"}, text::clip(value, 80), "2024-01-31, 2024-01-31T00:00:00Z, 2024-01-01/2024-12-31, ../2024-12-31");
}

bool follows(std::string_view text, std::string_view shape) {
    return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) { return s == '0' ? text::is_digit(c) : c == s || (s == 'T' && c == 't') || (s == 'Z' && c == 'z'); });
}

int number(std::string_view text) {
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
}

bool in_calendar(std::string_view date) {
    const int year = number(date.substr(0, 4)), month = number(date.substr(5, 2)), day = number(date.substr(8, 2));
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/// The day of an instant. Offsets are read and do not move the day: the study counts whole days.
std::string day_of(std::string_view text) {
    const std::string_view date = text.substr(0, 10);
    if (!follows(date, "0000-00-00") || !in_calendar(date)) refuse_interval(text);
    std::string_view rest = text.substr(10);
    if (!rest.empty()) {
        if (!follows(rest.substr(0, 9), "T00:00:00") || number(rest.substr(1, 2)) > 23 || number(rest.substr(4, 2)) > 59 || number(rest.substr(7, 2)) > 60) refuse_interval(text);
        rest.remove_prefix(9);
        if (rest.starts_with('.')) {
            const std::size_t end = rest.find_first_not_of("0123456789", 1);
            if (end == 1 || end == rest.npos) refuse_interval(text);
            rest.remove_prefix(end);
        }
        if (!follows(rest, "Z") && !follows(rest, "+00:00") && !follows(rest, "-00:00")) refuse_interval(text);
    }
    return std::string(date);
}

}  // namespace

bool meets(std::string_view datetime, const std::string& from, const std::string& to) {
    const std::size_t slash = datetime.find('/');
    if (slash == datetime.npos) {
        const std::string day = day_of(datetime);
        return from <= day && day <= to;
    }
    const std::string_view first = datetime.substr(0, slash), last = datetime.substr(slash + 1);
    const auto open = [](std::string_view end) { return end.empty() || end == ".."; };
    if (open(first) && open(last)) refuse_interval(datetime);
    const std::string begin = open(first) ? "0000-00-00" : day_of(first), end = open(last) ? "9999-99-99" : day_of(last);
    if (begin > end) refuse_interval(datetime);
    return from <= end && begin <= to;
}

}  // namespace presencia::serve
