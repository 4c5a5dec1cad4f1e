// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace presencia::layer {

/// A date of three numbers with one separator ('/' '-' '.') between them, a time of day behind it or not: "03/04/2011 10:30", "2011/4/3".
struct DateParts {
    char separator = '/';
    bool year_first = false;
    bool two_digit_year = false;  ///< "03/04/11"
    int year = 0;
    int first = 0;  ///< of the two that are not the year, in the order of the text
    int second = 0;
};
std::optional<DateParts> date_parts(std::string_view text);

/// The text up to a time of day, where there is one.
std::string_view without_time(std::string_view text);

/// Days since 1899-12-30 as Excel, LibreOffice and Google Sheets count them (from March 1900 on): "41396", "41396.5". Numbers of other lengths
/// than five digits are none: years and days of the month must not pass for dates.
std::optional<Date> date_of_serial(std::string_view text);

/// "20130502".
std::optional<Date> date_of_eight_digits(std::string_view text);

/// What a sample says about how the dates of a column are written.
struct DateClues {
    std::size_t texts = 0;        ///< that are not blank
    std::size_t year_first = 0;   ///< "2011/04/03", "2011.4.3"
    std::size_t year_last = 0;    ///< "03/04/2011"
    std::size_t day_first = 0;    ///< of these, only day-month-year can read
    std::size_t month_first = 0;  ///< of these, only month-day-year can read
    std::size_t two_digits = 0;   ///< "03/04/11", "3-may-11"
    std::size_t words = 0;        ///< "3 de mayo de 2011"
    std::size_t serial = 0;
    std::size_t eight_digits = 0;
    char separator = '/';         ///< of the first with its year last or short
    std::string day_example, month_example, example, short_example;

    void add(std::string_view text);
};

}  // namespace presencia::layer
