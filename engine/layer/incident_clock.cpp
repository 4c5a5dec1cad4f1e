// SPDX-License-Identifier: Apache-2.0
#include "layer/incident_clock.hpp"

#include "layer/likely_columns.hpp"
#include "layer/source_context.hpp"

namespace presencia::layer {

namespace {

/// A column that is called like one of years, more or less, must hold some.
BoundRole bind_year(const RoleBinder& binder, const study::Role& role, const source::RowBatch& sample) {
    const SourceContext& context = binder.context();
    const std::size_t before = context.guesses.size();
    BoundRole year = binder.bind("year", role);
    const bool likely = year.guessed() && year.single_column() && context.dialects.likely_only(context.kind, "year", year.shown(), context.dialect);
    if (!likely || may_be_years(sample, *year.single_column())) return year;
    context.guesses.resize(before);
    return {};
}

}  // namespace

using Is = IncidentClock::Verdict::Is;

IncidentClock::IncidentClock(const RoleBinder& binder, const study::IncidentSource& source, const Period& study_period,
                             const source::RowBatch& sample)
    : period_(study_period), numbers_(source.source), months_(binder.context(), "month", source.month, {}) {
    if (source.date.given() || !source.year.given()) {
        date_ = binder.bind("date", source.date);
    }
    if (source.year.given() || !date_.given()) {
        year_ = bind_year(binder, source.year, sample);
        month_ = binder.bind("month", source.month);
    }
    if (!date_.given() && !year_.given()) {
        binder.require(
            "date", source.date,
            binder.context().say("dé date, o year y month; o el año con year = { value = \"2013\" }",
                                 "give date, or year and month; or the year by year = { value = \"2013\" }"));
    }
    dates_ = DateReader::settle(binder, "date", date_, source.date_format, sample);
    dated_months_ = MonthReader::settle(MonthReader::Column::dates, sample, date_.single_column());
    year_months_ = MonthReader::settle(MonthReader::Column::years, sample, year_.single_column());
}

void IncidentClock::watch(BatchBooks& books) const {
    books.watch(date_, Nines::date);
    books.watch(year_, Nines::year);
    books.watch(month_, Nines::month);
}

IncidentClock::Verdict IncidentClock::judge(const source::RowBatch& batch, std::size_t row) {
    if (!date_.given()) {
        return judge_year(batch, row);
    }
    const std::string_view text = date_.text(batch, row);
    if (!any_last_ || text != last_text_) {
        last_verdict_ = judge_date(text);
        last_text_.assign(text);
        any_last_ = true;
    }
    return last_verdict_;
}

std::optional<Period> IncidentClock::read_date(std::string_view text) const {
    const auto day = dates_.read(text);
    return day ? std::optional(Period{*day, *day}) : dated_months_.days(text);
}

IncidentClock::Verdict IncidentClock::judge_date(std::string_view text) const {
    const auto days = read_date(text);
    if (!days) {
        return {Is::bad, ErrorCode::date_invalid, &date_};
    }
    if (period_.contains(*days)) {
        return {Is::inside, {}, &date_};
    }
    return period_.disjoint(*days) ? Verdict{Is::outside, {}, &date_} : Verdict{Is::bad, ErrorCode::period_partial, &date_};
}

std::optional<int> IncidentClock::month_of(std::string_view text) {
    const std::string_view word = months_.or_itself(text);
    std::int64_t number = 0;
    if (!numbers_.count(word, number)) {
        return number >= 1 && number <= 12 ? std::optional<int>(static_cast<int>(number)) : std::nullopt;
    }
    // "enero", "Jan": the calendar knows the names, given a day and a year.
    const auto day = Date::from_format("2000-01-" + std::string(word), "%Y-%d-%b");
    return day ? std::optional<int>(day->month()) : std::nullopt;
}

IncidentClock::Verdict IncidentClock::read_year(const source::RowBatch& batch, std::size_t row, Period& span) {
    const std::string_view text = year_.text(batch, row);
    std::int64_t year = 0;
    if (text.empty()) {
        return {Is::bad, ErrorCode::date_invalid, &year_};
    }
    const auto month_of_year = year_months_.days(text);
    if (month_of_year) {
        year = month_of_year->from.year();
    } else if (numbers_.count(text, year) || year < 1 || year > 9999) {
        return {Is::bad, ErrorCode::value_not_allowed, &year_};
    }
    int first = month_of_year ? month_of_year->from.month() : 1, last = month_of_year ? first : 12;
    if (const std::string_view said = month_.text(batch, row); !said.empty()) {
        const auto month = month_of(said);
        if (!month || (month_of_year && *month != first)) {
            return {Is::bad, ErrorCode::value_not_allowed, &month_};
        }
        first = last = *month;
    }
    const int y = static_cast<int>(year);
    span = {*Date::from_ymd(y, first, 1), *Date::from_ymd(y, last, days_in_month(y, last))};
    return {Is::inside, {}, nullptr};
}

IncidentClock::Verdict IncidentClock::judge_year(const source::RowBatch& batch, std::size_t row) {
    Period span;
    const Verdict read = read_year(batch, row, span);
    if (read.is == Is::bad) {
        return read;
    }
    if (period_.contains(span)) {
        return {Is::inside, {}, nullptr};
    }
    if (period_.disjoint(span)) {
        const int year = span.from.year();
        const bool of_the_year = !period_.disjoint({*Date::from_ymd(year, 1, 1), *Date::from_ymd(year, 12, 31)});
        return {Is::outside, {}, of_the_year && month_.given() ? &month_ : &year_};
    }
    return {Is::bad, ErrorCode::period_partial, &year_};
}

std::optional<Period> IncidentClock::days(const source::RowBatch& batch, std::size_t row) {
    if (date_.given()) {
        return read_date(date_.text(batch, row));
    }
    Period span;
    return read_year(batch, row, span).is == Is::inside ? std::optional(span) : std::nullopt;
}

}  // namespace presencia::layer
