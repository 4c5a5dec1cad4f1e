// SPDX-License-Identifier: Apache-2.0
#include "run/propose/held_dates.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "layer/incident_roles.hpp"
#include "layer/roles.hpp"
#include "layer/recognition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::propose {

namespace {

/// A year with less than this share of the fullest year's rows is a slip of the pen or the edge of the data.
constexpr std::int64_t least_share = 50;
/// Months without rows at the outer end of a year before the year is taken to be incomplete.
constexpr int empty_months = 3;

std::map<int, std::int64_t> by_year(const HeldDates& dates) {
    std::map<int, std::int64_t> years;
    for (const auto& [when, rows] : dates.rows) years[when.first] += rows;
    return years;
}

/// First and last month with rows of a year; 1 and 12 where the year alone is known.
std::pair<int, int> months_of(const HeldDates& dates, int year) {
    int first = 12, last = 1;
    for (const auto& [when, rows] : dates.rows) {
        if (when.first != year) continue;
        if (when.second == 0) return {1, 12};
        first = std::min(first, when.second);
        last = std::max(last, when.second);
    }
    return {first, last};
}

}  // namespace

HeldDates read_dates(const study::Study& study, const layer::Dialects& dialects, Progress& progress) {
    HeldDates out;
    const study::IncidentSource& layer = study.incidents.front();
    const layer::SourceContext context{study, layer.source, dialects, "incidents", out.guesses};
    source::RowBatch batch;
    const auto reader = layer::open_sample(context, batch);
    const layer::RoleBinder binder(context, reader->columns());
    layer::IncidentRoles roles(binder, layer, study.period, *reader, batch);
    do {
        progress.check_interrupted();
        for (std::size_t row = 0; row < batch.size(); ++row) {
            if (!roles.filter.passes(batch, row)) continue;
            const auto days = roles.clock.days(batch, row);
            if (!days) {
                ++out.undated;
                continue;
            }
            const bool year_alone = days->to.days() - days->from.days() > 31;
            ++out.rows[{days->from.year(), year_alone ? 0 : days->from.month()}];
            if (roles.incident_class.given() && !roles.incident_class.is_constant()) ++out.classes[std::string(roles.classes.or_itself(roles.incident_class.text(batch, row)))];
        }
    } while (reader->next(batch));
    return out;
}

ProposedPeriod propose_period(const HeldDates& dates, Language language) {
    const std::map<int, std::int64_t> years = by_year(dates);
    if (years.empty()) return {};
    const auto fullest = std::max_element(years.begin(), years.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto enough = [&](int year) { return years.contains(year) && years.at(year) * least_share >= fullest->second; };
    int first = fullest->first, last = fullest->first;
    while (enough(first - 1)) --first;
    while (enough(last + 1)) ++last;
    const int from_month = months_of(dates, first).first, to_month = months_of(dates, last).second;
    const int m1 = from_month > empty_months ? from_month : 1, m2 = to_month <= 12 - empty_months ? to_month : 12;
    std::int64_t inside = 0, all = 0;
    std::vector<std::string> outside;
    for (const auto& [year, rows] : years) {
        all += rows;
        if (year >= first && year <= last) {
            inside += rows;
        } else {
            outside.push_back(std::to_string(year) + " (" + std::to_string(rows) + ")");
        }
    }
    ProposedPeriod out{{*Date::from_ymd(first, m1, 1), *Date::from_ymd(last, m2, days_in_month(last, m2))}, {}};
    out.evidence = fmt::format(fmt::runtime(tr(language, "los años con datos: {} de {} filas con fecha", "the years that hold data: {} of {} dated rows")), inside, all);
    if (!outside.empty()) out.evidence += std::string(tr(language, "; fuera quedan ", "; outside are ")) + text::clip(text::join(outside, ", "), 120);
    return out;
}

}  // namespace presencia::propose
