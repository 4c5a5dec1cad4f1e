// SPDX-License-Identifier: Apache-2.0
#include "layer/date_clues.hpp"

#include "core/text.hpp"

#include <array>

namespace presencia::layer {

namespace {

int small_number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value;
}

/// "3-may-11": words with a year of two digits.
bool short_worded(std::string_view text) {
    for (const char separator : {' ', '-', '/', '.'}) {
        const std::string s(1, separator);
        if (Date::from_format(text, "%d" + s + "%b" + s + "%y")) return true;
    }
    return false;
}

}  // namespace

std::string_view without_time(std::string_view text) {
    const std::size_t cut = text.find_first_of(" T");
    if (cut == text.npos || cut + 2 >= text.size() || !text::is_digit(text[cut + 1])) {
        return text;
    }
    const bool time = text.find_first_not_of("0123456789:.,TZ+- apmAPM", cut) == text.npos && text.find(':', cut) != text.npos;
    return time ? text.substr(0, cut) : text;
}

std::optional<DateParts> date_parts(std::string_view text) {
    text = without_time(text);
    std::array<std::string_view, 3> piece;
    char separator = '\0';
    std::size_t at = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const std::size_t start = at;
        while (at < text.size() && text::is_digit(text[at])) ++at;
        piece[k] = text.substr(start, at - start);
        if (piece[k].empty() || piece[k].size() > 4) return std::nullopt;
        if (k == 2) break;
        if (at == text.size() || (text[at] != '/' && text[at] != '-' && text[at] != '.') || (k == 1 && text[at] != separator)) {
            return std::nullopt;
        }
        separator = text[at++];
    }
    if (at != text.size() || piece[1].size() > 2) return std::nullopt;
    const int a = small_number(piece[0]), b = small_number(piece[1]), c = small_number(piece[2]);
    if (piece[0].size() == 4 && piece[2].size() <= 2) return DateParts{separator, true, false, a, b, c};
    if (piece[2].size() == 4 && piece[0].size() <= 2) return DateParts{separator, false, false, c, a, b};
    if (piece[2].size() == 2 && piece[0].size() <= 2) return DateParts{separator, false, true, c, a, b};
    return std::nullopt;
}

std::optional<Date> date_of_serial(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view days = text.substr(0, point);
    if (days.size() != 5 || !text::all_digits(days) || (point != text.npos && !text::all_digits(text.substr(point + 1)))) {
        return std::nullopt;
    }
    constexpr std::int32_t day_zero = -25569;  // 1899-12-30
    return Date::from_days(day_zero + small_number(days));
}

std::optional<Date> date_of_eight_digits(std::string_view text) {
    if (text.size() != 8 || !text::all_digits(text)) {
        return std::nullopt;
    }
    return Date::from_ymd(small_number(text.substr(0, 4)), small_number(text.substr(4, 2)), small_number(text.substr(6, 2)));
}

void DateClues::add(std::string_view text) {
    if (text.empty()) {
        return;
    }
    ++texts;
    const auto parts = date_parts(text);
    if (!parts) {
        words += Date::from_words(without_time(text)) ? 1 : 0;
        serial += date_of_serial(text) ? 1 : 0;
        eight_digits += date_of_eight_digits(text) ? 1 : 0;
        if (short_worded(text) && two_digits++ == 0) {
            short_example = text;
        }
        return;
    }
    if (parts->year_first) {
        year_first += parts->separator == '-' && Date::from_iso(text) ? 0 : 1;
        return;
    }
    if (parts->two_digit_year) {
        if (two_digits++ == 0) short_example = text;
        separator = parts->separator;
        return;
    }
    if (year_last++ == 0) {
        example = text;
        separator = parts->separator;
    }
    if (parts->first > 12 && parts->first <= 31 && parts->second <= 12) {
        if (day_first++ == 0) day_example = text;
    } else if (parts->second > 12 && parts->second <= 31 && parts->first <= 12) {
        if (month_first++ == 0) month_example = text;
    }
}

}  // namespace presencia::layer
