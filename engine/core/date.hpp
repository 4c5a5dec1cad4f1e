// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace presencia {

/// A day of the proleptic Gregorian calendar. The default is undefined ("missing date": open).
class Date {
public:
    Date() = default;

    /// The day, or nothing where the calendar has none (31 February). Years 1 to 9999.
    static std::optional<Date> from_ymd(int year, int month, int day);
    /// Days since 1970-01-01.
    static Date from_days(std::int32_t days);
    /// Strict ISO 8601 "yyyy-mm-dd"; a trailing time ("T..." or " hh:mm...") is allowed and ignored.
    static std::optional<Date> from_iso(std::string_view text);
    /// `format` holds %Y %m %d %b (Spanish or English month name), %y (two digits: 69 to 99 are of the 20th century, the others of the 21st, as
    /// POSIX reads them) and literal characters, as "%d/%m/%Y".
    /// Nothing where text does not match wholly or the day does not exist.
    static std::optional<Date> from_format(std::string_view text, std::string_view format);

    /// A day with its month in words, Spanish or English, and a year of four digits: "2 de mayo de 2013", "02-May-2013", "May 2, 2013",
    /// "jueves, 2 de mayo del 2013". No other order is possible, so these need no format.
    static std::optional<Date> from_words(std::string_view text);

    bool defined() const noexcept { return days_ != undefined_days; }
    std::int32_t days() const noexcept { return days_; }
    int year() const;
    int month() const;
    int day() const;
    std::string iso() const;  ///< "yyyy-mm-dd", empty where undefined

    friend auto operator<=>(const Date&, const Date&) = default;

private:
    static constexpr std::int32_t undefined_days = INT32_MIN;
    explicit Date(std::int32_t days) : days_(days) {}
    std::int32_t days_ = undefined_days;
};

/// Days in a month of a year.
int days_in_month(int year, int month);

/// A closed range of days; an undefined end is open.
struct Period {
    Date from;
    Date to;

    bool contains(Date day) const noexcept;
    /// Wholly inside, wholly outside, or neither.
    bool contains(const Period& other) const noexcept;
    bool disjoint(const Period& other) const noexcept;
    /// Sum over calendar years of (days in the period / days in that year): a whole year is exactly 1.
    /// Both ends must be defined.
    double years() const;
};

}  // namespace presencia
