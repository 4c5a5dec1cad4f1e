// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"
#include "core/error.hpp"
#include "layer/batch_books.hpp"
#include "layer/dates.hpp"
#include "layer/month_reader.hpp"
#include "layer/numbers.hpp"
#include "layer/words.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace presencia::layer {

/// When a row happened, held against the study's period. A row of a table of counts stands for a day, a month or a
/// year, and counts only where all of it lies inside. A row whose month is blank stands for its year; one whose date, or
/// year, is a month ("2013-05") for that month.
class IncidentClock {
public:
    /// The date where the study gives one or the dialects know one; year (and month) where the study gives those, or no
    /// date is there. Throws column_missing where nothing tells the time, date_ambiguous.
    IncidentClock(const RoleBinder& binder, const study::IncidentSource& source, const Period& study_period,
                  const source::RowBatch& sample);

    struct Verdict {
        enum class Is : std::uint8_t { inside, outside, bad } is = Is::inside;
        ErrorCode fault = ErrorCode::date_invalid;  ///< where bad: date_invalid, value_not_allowed, period_partial
        const BoundRole* role = nullptr;            ///< where bad or outside: whose cell
    };
    /// Cost: a text comparison where the row's date is that of the row before.
    Verdict judge(const source::RowBatch& batch, std::size_t row);
    /// The days that a row stands for, whatever the study's period: one, a month or a year. Nothing where its cells
    /// tell none.
    std::optional<Period> days(const source::RowBatch& batch, std::size_t row);

    /// Has the cells of its columns blanked where they say "no value".
    void watch(BatchBooks& books) const;
    /// The one column that tells the day; nothing where another role, or more than one, tells the time.
    std::optional<std::size_t> date_column() const { return date_.single_column(); }
    /// The role of the date; not given where another tells the time.
    const BoundRole& date() const noexcept { return date_; }
    const Period& period() const noexcept { return period_; }

private:
    Verdict judge_date(std::string_view text) const;
    Verdict judge_year(const source::RowBatch& batch, std::size_t row);
    /// The day or month of a date's cell, or nothing.
    std::optional<Period> read_date(std::string_view text) const;
    /// The month or year of a row, or what is wrong with it.
    Verdict read_year(const source::RowBatch& batch, std::size_t row, Period& span);
    /// 1 to 12, from a number or a name; nothing for 0, 13 ...
    std::optional<int> month_of(std::string_view text);

    Period period_;
    BoundRole date_, year_, month_;
    DateReader dates_;
    MonthReader dated_months_, year_months_;
    NumberReader numbers_;
    Words months_;
    std::string last_text_;
    Verdict last_verdict_;
    bool any_last_ = false;
};

}  // namespace presencia::layer
