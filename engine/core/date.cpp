// SPDX-License-Identifier: Apache-2.0
#include "core/date.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace presencia {

namespace {

struct Civil {
    int year;
    int month;
    int day;
};

// Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2014).
std::int32_t days_from_civil(int y, int m, int d) {
    y -= m <= 2;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int yoe = y - era * 400;
    const int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

Civil civil_from_days(std::int32_t z) {
    z += 719468;
    const int era = (z >= 0 ? z : z - 146096) / 146097;
    const int doe = z - era * 146097;
    const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int m = mp + (mp < 10 ? 3 : -9);
    return {yoe + era * 400 + (m <= 2), m, doy - (153 * mp + 2) / 5 + 1};
}

bool leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Reads up to `width` digits; -1 where there is none.
int read_digits(std::string_view text, std::size_t& at, std::size_t width) {
    int value = 0;
    const std::size_t start = at;
    while (at < text.size() && at - start < width && text[at] >= '0' && text[at] <= '9') {
        value = value * 10 + (text[at++] - '0');
    }
    return at == start ? -1 : value;
}

constexpr std::array<std::array<std::string_view, 2>, 12> month_names = {{{"ene", "jan"},
                                                                          {"feb", "feb"},
                                                                          {"mar", "mar"},
                                                                          {"abr", "apr"},
                                                                          {"may", "may"},
                                                                          {"jun", "jun"},
                                                                          {"jul", "jul"},
                                                                          {"ago", "aug"},
                                                                          {"sep", "sep"},
                                                                          {"oct", "oct"},
                                                                          {"nov", "nov"},
                                                                          {"dic", "dec"}}};

int read_month_name(std::string_view text, std::size_t& at) {
    const std::size_t start = at;
    while (at < text.size() && (text[at] >= 'A')) {
        ++at;
    }
    const std::string word = text::fold(text.substr(start, at - start)).substr(0, 3);
    for (std::size_t m = 0; m < month_names.size(); ++m) {
        if (word == month_names[m][0] || word == month_names[m][1]) {
            return static_cast<int>(m) + 1;
        }
    }
    return -1;
}

/// 1 to 12 for a word that is a month's name or begins one with at least three letters, "setiembre" and "sept" too; 0 for any other.
int month_of_word(std::string_view word) {
    constexpr std::array<std::array<std::string_view, 2>, 12> whole = {{{"enero", "january"},
                                                                        {"febrero", "february"},
                                                                        {"marzo", "march"},
                                                                        {"abril", "april"},
                                                                        {"mayo", "may"},
                                                                        {"junio", "june"},
                                                                        {"julio", "july"},
                                                                        {"agosto", "august"},
                                                                        {"septiembre", "september"},
                                                                        {"octubre", "october"},
                                                                        {"noviembre", "november"},
                                                                        {"diciembre", "december"}}};
    if (word == "set" || word == "setiembre") {
        return 9;
    }
    for (std::size_t m = 0; m < whole.size() && word.size() >= 3; ++m) {
        if (whole[m][0].starts_with(word) || whole[m][1].starts_with(word)) {
            return static_cast<int>(m) + 1;
        }
    }
    return 0;
}

bool is_filler(std::string_view word) {
    constexpr std::string_view fillers[] = {"de",     "del",     "of",      "the",       "lunes",    "martes", "miercoles", "jueves", "viernes",
                                            "sabado", "domingo", "monday",  "tuesday",   "wednesday", "thursday", "friday", "saturday", "sunday"};
    return std::find(std::begin(fillers), std::end(fillers), word) != std::end(fillers);
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

std::optional<Date> Date::from_ymd(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
        return std::nullopt;
    }
    return Date(days_from_civil(year, month, day));
}

Date Date::from_days(std::int32_t days) {
    return Date(days);
}

std::optional<Date> Date::from_iso(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    if (text.size() > 10) {
        const bool time = (text[10] == 'T' || text[10] == ' ') && text.size() >= 13 && text[11] >= '0' &&
                          text[11] <= '2' && text[12] >= '0' && text[12] <= '9';
        if (!time || text.find_first_not_of("0123456789:.TZ+- ", 10) != std::string_view::npos) {
            return std::nullopt;
        }
    }
    return from_format(text.substr(0, 10), "%Y-%m-%d");
}

std::optional<Date> Date::from_format(std::string_view text, std::string_view format) {
    int year = -1;
    int month = -1;
    int day = -1;
    std::size_t at = 0;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%' || i + 1 == format.size()) {
            if (at == text.size() || text[at] != format[i]) {
                return std::nullopt;
            }
            ++at;
            continue;
        }
        switch (format[++i]) {
            case 'Y': {
                const std::size_t start = at;
                year = read_digits(text, at, 4);
                if (at - start != 4) return std::nullopt;  // a two-digit year is nobody's to guess
                break;
            }
            case 'y': {
                const std::size_t start = at;
                const int two = read_digits(text, at, 2);
                if (at - start != 2) return std::nullopt;
                year = two + (two >= 69 ? 1900 : 2000);
                break;
            }
            case 'm': month = read_digits(text, at, 2); break;
            case 'd': day = read_digits(text, at, 2); break;
            case 'b': month = read_month_name(text, at); break;
            default: return std::nullopt;
        }
    }
    if (at != text.size()) {
        return std::nullopt;
    }
    return from_ymd(year, month, day);
}

std::optional<Date> Date::from_words(std::string_view text) {
    if (text.size() > 60) {
        return std::nullopt;
    }
    const std::string folded = text::fold(text);
    int year = 0, month = 0, day = 0;
    for (const std::string_view word : text::split(folded, ' ')) {
        std::size_t at = 0;
        const int number = read_digits(word, at, 4);
        if (number >= 0 && at == word.size()) {
            int& part = at == 4 ? year : day;
            if (part != 0 || at == 3) {
                return std::nullopt;
            }
            part = number;
        } else if (const int named = number < 0 ? month_of_word(word) : 0; named > 0 && month == 0) {
            month = named;
        } else if (!is_filler(word)) {
            return std::nullopt;
        }
    }
    return from_ymd(year, month, day);
}

int Date::year() const {
    return civil_from_days(days_).year;
}
int Date::month() const {
    return civil_from_days(days_).month;
}
int Date::day() const {
    return civil_from_days(days_).day;
}

std::string Date::iso() const {
    if (!defined()) {
        return {};
    }
    const Civil c = civil_from_days(days_);
    char buffer[40];
    const int n = std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", c.year, c.month, c.day);
    return std::string(buffer, static_cast<std::size_t>(n));
}

bool Period::contains(Date day) const noexcept {
    return day.defined() && (!from.defined() || from <= day) && (!to.defined() || day <= to);
}

bool Period::contains(const Period& other) const noexcept {
    const bool starts = !from.defined() || (other.from.defined() && from <= other.from);
    const bool ends = !to.defined() || (other.to.defined() && other.to <= to);
    return starts && ends;
}

bool Period::disjoint(const Period& other) const noexcept {
    return (to.defined() && other.from.defined() && to < other.from) ||
           (from.defined() && other.to.defined() && other.to < from);
}

double Period::years() const {
    double sum = 0.0;
    for (int year = from.year(); year <= to.year(); ++year) {
        const std::int32_t first = std::max(from.days(), days_from_civil(year, 1, 1));
        const std::int32_t last = std::min(to.days(), days_from_civil(year, 12, 31));
        sum += static_cast<double>(last - first + 1) / (leap(year) ? 366.0 : 365.0);
    }
    return sum;
}

}  // namespace presencia
